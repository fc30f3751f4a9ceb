using System;
using System.Globalization;
using System.IO;
using GlueTools.Shared.Runs;

namespace GlueTools.Console.Running;

/// <summary>What a journal and the results beside it say together: how far a run came, as far as both bear it out.</summary>
internal sealed class RunRecord
{
    private readonly Stream _results;
    private readonly byte[] _buffer = new byte[1 << 16];
    private RunningCheck _check;
    private RunVerdict _worst = new(-1, IsGap: false);

    private RunRecord(RunManifest manifest, Stream results)
    {
        Manifest = manifest;
        _results = results;
    }

    internal RunManifest Manifest { get; }

    /// <summary>The places of the finished names.</summary>
    internal PositionSet Done { get; } = new();

    /// <summary>Octets of the results that belong to them.</summary>
    internal long End { get; private set; }

    /// <summary>Octets of the journal that tell of them.</summary>
    internal long JournalEnd { get; private set; }

    /// <summary>What those results come to.</summary>
    internal RunningCheck Check => _check;

    /// <summary>What their rows add to the exit status.</summary>
    internal RunVerdict Worst => _worst;

    /// <summary>Whether the run came to its end.</summary>
    internal bool IsComplete { get; private set; }

    /// <summary>Reads both. Results that are shorter than the journal says leave out what they do not hold; longer ones hold what was not finished.</summary>
    /// <returns>The record; null where not even the manifest was written whole.</returns>
    /// <exception cref="FormatException">The journal is none or is damaged, or the results are not what was written; the message is the rest of a sentence.</exception>
    internal static RunRecord? Read(Stream journal, Stream results)
    {
        var lines = new RunJournal(journal);
        if (lines.ReadManifest() is not { } manifest)
        {
            return null;
        }

        if (manifest.Names < 0)
        {
            throw new FormatException("'" + manifest.Command + "' wrote it, which does not know where a name stands in the list");
        }

        var record = new RunRecord(manifest, results) { JournalEnd = lines.Whole };
        while (lines.ReadEntry() is { } entry)
        {
            if (entry.End < record.End || entry.Position > manifest.Names || !record.Done.Add(entry.Position))
            {
                throw lines.Damaged();
            }

            if (!record.Follow(entry.End))
            {
                record.Done.Remove(entry.Position);
                return record;
            }

            if (record._check.Value != entry.Check)
            {
                throw new FormatException(string.Format(
                    CultureInfo.InvariantCulture, "the results beside it were changed after they were written, before octet {0}", entry.End));
            }

            record.JournalEnd = lines.Whole;
            record._worst = new(Math.Max(record._worst.Severity, entry.Worst.Severity), record._worst.IsGap || entry.Worst.IsGap);
        }

        if (lines.CompleteEnd >= record.End && record.Follow(lines.CompleteEnd))
        {
            record.JournalEnd = lines.Whole;
            record.IsComplete = true;
            if (results.ReadByte() >= 0)
            {
                throw new FormatException("the results beside it were added to after the run had come to its end");
            }
        }

        return record;
    }

    /// <summary>Reads the results up to an offset; false where they end before.</summary>
    private bool Follow(long end)
    {
        if (end > _results.Length)
        {
            return false;
        }

        while (End < end)
        {
            var count = _results.Read(_buffer, 0, (int)Math.Min(_buffer.Length, end - End));
            if (count == 0)
            {
                return false;
            }

            _check.Add(_buffer, 0, count);
            End += count;
        }

        return true;
    }
}
