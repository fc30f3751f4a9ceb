using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Language;
using GlueTools.Reports.Changes;

namespace GlueTools.Completion;

/// <summary>Completes the forms of ConvertTo-DelegationChange.</summary>
internal sealed class ChangeFormatCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        foreach (var pair in ChangeFormats.Summaries)
        {
            if (pair.Key.StartsWith(wordToComplete.Trim('\'', '"'), System.StringComparison.OrdinalIgnoreCase))
            {
                yield return new CompletionResult(pair.Key, pair.Key, CompletionResultType.ParameterValue, pair.Value);
            }
        }
    }
}
