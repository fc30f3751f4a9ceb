using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;

namespace GlueTools.Completion;

/// <summary>Completes the names of checks and of what they find.</summary>
public sealed class CheckCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Fitting(parameterName == "Code" ? CheckNames.Codes : CheckNames.All, wordToComplete).Completing(null, Explain);

    /// <summary>A pattern is completed to the names that it means.</summary>
    private static IEnumerable<string> Fitting(IReadOnlyList<string> names, string? typed) => CheckNames.Matching(typed + "*", names);

    private static string Explain(string name)
    {
        var kind = CheckCatalog.Kinds.FirstOrDefault(one => one.Code == name);
        return kind is not null
            ? kind.Severity + ": " + kind.Summary
            : "A check, which finds " + string.Join(", ", CheckCatalog.Kinds.Where(one => one.Check == name).Select(one => one.Code)) + ".";
    }
}
