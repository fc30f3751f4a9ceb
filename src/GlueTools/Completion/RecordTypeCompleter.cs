using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using GlueTools.Dns.Records;

namespace GlueTools.Completion;

/// <summary>Completes the mnemonics of record types, and A_AAAA for both address types.</summary>
public sealed class RecordTypeCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Enum.GetNames(typeof(RecordType))
            .Where(name => name != nameof(RecordType.OPT))
            .Concat(["A_AAAA"])
            .Completing(wordToComplete);
}
