using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Json;
using System.Threading;
using GlueTools.Delegation;
using GlueTools.Delegation.Checks;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;

namespace GlueTools.Console.Running;

/// <summary>
/// Judges what <c>glue collect</c> saved, line by line, and asks nobody. A line that is none gives a row, as a bad name does, and the rest goes on.
/// </summary>
internal sealed class SavedRun(CheckPolicy policy, ConsoleStreams streams, CancellationToken cancel)
{
    /// <summary>Characters of a line. The evidence about a domain is some ten thousand.</summary>
    private const int LongestLine = 1 << 24;

    /// <summary>Lines held ready.</summary>
    private const int ReadAhead = 8;

    internal static IEnumerable<BoundedLine> Lines(TextReader text) => BoundedLine.Read(text, LongestLine);

    /// <summary>Runs to the end of the lines.</summary>
    /// <exception cref="Options.UsageException">The lines cannot be read further.</exception>
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
        try
        {
            using var json = Parse(line);
            name = SafeText.Escape(TextOf(json.RootElement, nameof(SavedDelegation.DomainName)) ?? string.Empty);
            switch (TextOf(json.RootElement, nameof(SavedDelegation.Evidence)))
            {
                case null:
                    throw new FormatException("there is no text '" + nameof(SavedDelegation.Evidence) + "', so nothing was saved here.");
                case "":
                    Repeat(name, json.RootElement, sink);
                    break;
                case var evidence:
                    sink.Take(DelegationReport.Of(EvidenceReader.Read(evidence), policy));
                    break;
            }
        }
        catch (Exception error) when (error is FormatException or EvidenceFormatException)
        {
            sink.Without(name, RowStatus.Invalid, string.Format(CultureInfo.InvariantCulture, "Line {0}: {1}", line.Number, error.Message));
        }
    }

    /// <summary>A name of which nothing was collected: the same gap again.</summary>
    private static void Repeat(string name, JsonElement row, IResultSink sink)
    {
        var status = TextOf(row, nameof(SavedDelegation.Status)) is RowStatus.Invalid or RowStatus.Skipped
            ? TextOf(row, nameof(SavedDelegation.Status))!
            : RowStatus.Unknown;
        sink.Without(name, status, SafeText.Escape(TextOf(row, nameof(SavedDelegation.Detail)) ?? string.Empty));
    }

    private static JsonDocument Parse(BoundedLine line)
    {
        if (line.IsCut)
        {
            throw new FormatException(string.Format(CultureInfo.InvariantCulture, "longer than {0} characters, so this is no line that 'glue collect' wrote.", LongestLine));
        }

        try
        {
            return JsonDocument.Parse(line.Text);
        }
        catch (JsonException)
        {
            throw new FormatException("this is no JSON object; the line is damaged, or not one that 'glue collect' wrote.");
        }
    }

    private static string? TextOf(JsonElement row, string name) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
