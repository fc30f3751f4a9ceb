using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Language;
using GlueTools.Delegation.Judging;

namespace GlueTools.Completion;

/// <summary>Completes the names of profiles, with whose rules they are.</summary>
internal sealed class ProfileCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        foreach (var profile in CheckProfile.All)
        {
            if (profile.Name.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            {
                yield return new CompletionResult(profile.Name, profile.Name, CompletionResultType.ParameterValue, profile.Title);
            }
        }
    }
}
