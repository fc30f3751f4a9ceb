using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
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
    /// <summary>Lines held ready.</summary>
    private const int ReadAhead = 8;

    /// <summary>Runs to the end of the lines.</summary>
    /// <exception cref="UsageException">The lines cannot be read further.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    internal void Run(IEnumerable<BoundedLine> lines, IResultSink sink)
    {
        using var feed = new Feed<BoundedLine>(lines, ReadAhead);
        var progress = new Progress(streams.Error, streams.ShowsProgress);
        try
        {
            for (var done = 0L; TryNext(feed, sink, out var line); done++)
            {
                if (line.Text.AsSpan().Trim().Length > 0)
                {
                    Judge(line, sink);
                }

                progress.Show(done, inFlight: 0);
            }
        }
        finally
        {
            progress.Clear();
        }
    }

    private bool TryNext(Feed<BoundedLine> feed, IResultSink sink, out BoundedLine line)
    {
        cancel.ThrowIfCancellationRequested();
        if (feed.TryTake(out line))
        {
            return true;
        }

        sink.Flush();
        return feed.TryWait(cancel, out line);
    }

    private void Judge(BoundedLine line, IResultSink sink)
    {
        var name = string.Empty;
        DelegationReport? report = null;
        (string Status, string Sentence) gap = default;
        try
        {
            var row = Read(line);
            name = SafeText.Escape(row.TextOf(nameof(SavedDelegation.DomainName)) ?? string.Empty);
            var evidence = row.TextOf(nameof(SavedDelegation.Evidence))
                ?? throw new FormatException("there is no text '" + nameof(SavedDelegation.Evidence) + "', so nothing was saved here.");
            report = evidence.Length == 0 ? null : DelegationReport.Of(EvidenceReader.Read(evidence), policy);
            gap = GapOf(row);
        }
        catch (Exception error) when (error is FormatException or EvidenceFormatException)
        {
            gap = (RowStatus.Invalid, At(line, error.Message));
        }
        catch (Exception fault)
        {
            // One domain's evidence must not cost the others their verdict.
            gap = (RowStatus.Unknown, At(line, "a fault in GlueTools ended this audit: " + fault.Message));
        }

        if (report is not null)
        {
            sink.Take(report);
        }
        else
        {
            sink.Without(name, gap.Status, gap.Sentence);
        }

        sink.Finished(new ListedName(line.Number, name, line.Number));
    }

    private static string At(BoundedLine line, string sentence) => string.Format(CultureInfo.InvariantCulture, "Line {0}: {1}", line.Number, SafeText.Escape(sentence));

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
}
