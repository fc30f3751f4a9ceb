using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using GlueTools.Console.Lists;
using GlueTools.Console.Options;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.Reports.Json;

namespace GlueTools.Console.Running;

/// <summary>
/// Judges what <c>glue collect</c> saved, line by line, and asks nobody. A line that is none gives a row, as a bad name does, and the rest goes on.
/// </summary>
internal sealed class SavedRun(CheckPolicy policy, ConsoleStreams streams, CancellationToken cancel)
{
    /// <summary>Domains held ready.</summary>
    private const int ReadAhead = 32;

    private readonly EvidenceMemory _memory = new();

    /// <summary>Runs to the end of the lines.</summary>
    /// <exception cref="UsageException">The lines cannot be read further.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    internal void Run(IEnumerable<BoundedLine> lines, IResultSink sink)
    {
        // Unpacked on a thread of their own while those before are judged and written: the two take about equally long.
        using var feed = new Feed<Kept>(lines.Where(line => line.Text.AsSpan().Trim().Length > 0).Select(Unpack), ReadAhead);
        var progress = new Progress(streams.Error, streams.ShowsProgress);
        try
        {
            for (var done = 0L; TryNext(feed, sink, out var kept); done++)
            {
                Judge(kept, sink);
                progress.Show(done, inFlight: 0);
            }
        }
        finally
        {
            progress.Clear();
        }
    }

    private bool TryNext(Feed<Kept> feed, IResultSink sink, out Kept kept)
    {
        cancel.ThrowIfCancellationRequested();
        if (feed.TryTake(out kept))
        {
            return true;
        }

        sink.Flush();
        return feed.TryWait(cancel, out kept);
    }

    private Kept Unpack(BoundedLine line)
    {
        var name = string.Empty;
        try
        {
            var row = Read(line);
            name = SafeText.Escape(row.TextOf(nameof(SavedDelegation.DomainName)) ?? string.Empty);
            var evidence = row.TextOf(nameof(SavedDelegation.Evidence))
                ?? throw new FormatException("there is no text '" + nameof(SavedDelegation.Evidence) + "', so nothing was saved here.");
            return new Kept(line.Number, name, evidence.Length == 0 ? null : EvidenceReader.Read(evidence, _memory), GapOf(row));
        }
        catch (Exception error) when (error is FormatException or EvidenceFormatException)
        {
            return new Kept(line.Number, name, null, (RowStatus.Invalid, At(line.Number, error.Message)));
        }
        catch (Exception fault)
        {
            return new Kept(line.Number, name, null, OfFault(line.Number, fault));
        }
    }

    private void Judge(Kept kept, IResultSink sink)
    {
        DelegationReport? report = null;
        var gap = kept.Gap;
        try
        {
            report = kept.View is null ? null : DelegationReport.Of(kept.View, policy);
        }
        catch (Exception fault)
        {
            gap = OfFault(kept.Line, fault);
        }

        if (report is not null)
        {
            sink.Take(report);
        }
        else
        {
            sink.Without(kept.Name, gap.Status, gap.Sentence);
        }

        sink.Finished(new ListedName(kept.Line, kept.Name, kept.Line));
    }

    /// <summary>One domain's evidence must not cost the others their verdict.</summary>
    private static (string Status, string Sentence) OfFault(long line, Exception fault) => (RowStatus.Unknown, At(line, "a fault in GlueTools ended this audit: " + fault.Message));

    private static string At(long line, string sentence) => string.Format(CultureInfo.InvariantCulture, "Line {0}: {1}", line, SafeText.Escape(sentence));

    /// <summary>Why nothing was collected of a name: the same gap again.</summary>
    private static (string Status, string Sentence) GapOf(JsonValue row) => (
        row.TextOf(nameof(SavedDelegation.Status)) is (RowStatus.Invalid or RowStatus.Skipped) and var status ? status : RowStatus.Unknown,
        SafeText.Escape(row.TextOf(nameof(SavedDelegation.Detail)) ?? WhyOf(row)));

    /// <summary>Verdicts are saved with or without evidence; one that had no reason to be a gap was a verdict.</summary>
    private static string WhyOf(JsonValue row) => row.TextOf(nameof(DelegationResult.Status)) is RowStatus.Unknown or RowStatus.Invalid or RowStatus.Skipped
        ? row.TextOf(nameof(DelegationResult.FirstProblem)) ?? string.Empty
        : "No evidence was kept with this verdict.";

    private static JsonValue Read(BoundedLine line)
    {
        if (line.IsCut)
        {
            throw new FormatException(string.Format(CultureInfo.InvariantCulture, "longer than {0} characters, so this is no line that 'glue collect' wrote.", SavedOption.LongestLine));
        }

        try
        {
            return JsonText.Read(line.Text, JsonLimits.Rows);
        }
        catch (JsonFormatException error)
        {
            throw new FormatException(string.Format(
                CultureInfo.InvariantCulture, "this is no JSON object; the line is damaged, or not one that 'glue collect' wrote. From character {0} on: {1}.", error.Character, error.Message));
        }
    }

    /// <summary>What a line holds: evidence, or why there is none.</summary>
    private sealed record Kept(long Line, string Name, DelegationView? View, (string Status, string Sentence) Gap);
}
