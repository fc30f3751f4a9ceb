using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Language;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Completion;

/// <summary>Completes the names of the scenarios that come with the module.</summary>
public sealed class ScenarioCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        LabSamples.Names.Completing(wordToComplete);
}
