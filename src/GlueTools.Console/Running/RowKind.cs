using System;
using System.Collections.Generic;
using GlueTools.Console.Output;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Arrivals;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;

namespace GlueTools.Console.Running;

/// <summary>What a command makes of a finished name: rows of one class.</summary>
internal sealed class RowKind<T>
    where T : notnull
{
    internal required RowLayout<T> Layout { get; init; }

    /// <summary>The rows of what was collected about a name and judged.</summary>
    internal Func<DelegationReport, IReadOnlyList<T>> OfReport { get; init; } = _ => [];

    /// <summary>The rows of a trace.</summary>
    internal Func<IReadOnlyList<DelegationStep>, IReadOnlyList<T>> OfSteps { get; init; } = _ => [];

    /// <summary>The row of something that was waited for.</summary>
    internal Func<Arrival, T>? OfArrival { get; init; }

    /// <summary>The row of a name without result: name, status, sentence.</summary>
    internal required Func<string, string, string, T> Without { get; init; }

    internal required Func<T, string> StatusOf { get; init; }

    /// <summary>The worst that a row tells of; null where that is nothing.</summary>
    internal Func<T, Severity?> SeverityOf { get; init; } = _ => null;

    /// <summary>A sink that writes such rows to standard output.</summary>
    internal IResultSink SinkFor(OutputChoice choice, ConsoleStreams streams, Verdict verdict) =>
        new RowSink<T>(this, Layout.WriterFor(choice, streams.Out, TableStyle.Of(streams)), verdict);
}
