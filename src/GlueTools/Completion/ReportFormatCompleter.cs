using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using GlueTools.Reports.Formats;

namespace GlueTools.Completion;

/// <summary>Completes formats of reports.</summary>
public sealed class ReportFormatCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        ReportFormats.All.Select(format => format.Word).Completing(wordToComplete);
}
