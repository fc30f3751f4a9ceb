using System;
using System.Collections.Generic;
using GlueTools.Console.Output;
using GlueTools.Delegation;
using GlueTools.Delegation.Checks;

namespace GlueTools.Console.Running;

/// <summary>What a command makes of a finished name: rows of one class.</summary>
internal sealed class RowKind<T>
    where T : notnull
{
    internal required RowLayout<T> Layout { get; init; }

    /// <summary>The rows of a finished name.</summary>
    internal required Func<AuditItem, IReadOnlyList<T>> From { get; init; }

    /// <summary>The row of a name without result: name, status, sentence.</summary>
    internal required Func<string, string, string, T> Without { get; init; }

    internal required Func<T, string> StatusOf { get; init; }

    /// <summary>The worst that a row tells of; null where that is nothing.</summary>
    internal Func<T, Severity?> SeverityOf { get; init; } = _ => null;
}
