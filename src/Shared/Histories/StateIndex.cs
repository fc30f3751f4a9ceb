using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using GlueTools.Dns.Names;
using GlueTools.Reports.Reading;
using GlueTools.Reports.Runs;

namespace GlueTools.Shared.Histories;

/// <summary>What counts in a history: where the last line of each domain stands, and which version wrote the last run that came to its end.</summary>
internal sealed class StateIndex
{
    /// <summary>The first line of every history.</summary>
    internal const string Head = Kind + ",\"version\":1}";

    private const string Kind = "{\"glue\":\"state\"";

    private readonly Dictionary<string, StateLine> _lines = new(StringComparer.Ordinal);

    private StateIndex()
    {
    }

    /// <summary>The line of each domain, by <see cref="KeyOf"/>.</summary>
    internal IReadOnlyDictionary<string, StateLine> Lines => _lines;

    /// <summary>What the codes meant to the version that last wrote it; empty for a new file.</summary>
    internal IReadOnlyCollection<string> Meanings { get; private set; } = [];

    /// <summary>The version that last wrote it; empty for a new file.</summary>
    internal string Tool { get; private set; } = string.Empty;

    /// <summary>Octets from the beginning that belong to runs that came to their end.</summary>
    internal long Committed { get; private set; }

    /// <summary>Octets of the lines that count.</summary>
    internal long Live { get; private set; }

    /// <summary>Whether a file is a history, which says so at its beginning.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be read.</exception>
    internal static bool IsOne(string path)
    {
        // A pipe has no length, and cannot be opened twice.
        if (!File.Exists(path) || new FileInfo(path).Length < Kind.Length)
        {
            return false;
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        return ReadStart(file, Kind.Length) == Kind;
    }

    /// <summary>Reads all lines of a file.</summary>
    /// <exception cref="FormatException">It is no history, or damaged; the message is a sentence.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    internal static StateIndex Read(string path, FileStream file)
    {
        var index = new StateIndex();
        long number = 0;
        (long Line, string Why)? damage = null;
        var run = new Dictionary<string, StateLine>(StringComparer.Ordinal);
        var (tool, meanings) = (index.Tool, index.Meanings);
        foreach (var (offset, length, text) in StateLines.Read(file))
        {
            number++;
            try
            {
                var row = text is null ? throw new FormatException("it is longer than a line may be") : RowText.ReadJson(text);
                if (number == 1)
                {
                    if (row.Text("glue") != "state" || row.Text("version") != "1")
                    {
                        throw new FormatException("it does not say that this is a history of version 1");
                    }
                }
                else if (row.Has("run"))
                {
                    // A run before it that did not end counts for nothing.
                    run.Clear();
                    tool = SafeText.Escape(row.Text("run"));
                    meanings = row.Has("codes") ? row.Texts("codes") : meanings;
                }
                else if (!row.Has("end"))
                {
                    run[KeyOf(HistoryText.Read(row).DomainName)] = new StateLine(offset, length);
                }
                else if (damage is { } first)
                {
                    throw Damaged(path, first.Line, first.Why);
                }
                else
                {
                    (index.Tool, index.Meanings, index.Committed) = (tool, meanings, offset + length + 1);
                    index.Remember(run);
                }
            }
            catch (FormatException error) when (error is not DamagedException)
            {
                // A line of a run that did not come to its end may be torn.
                damage ??= number > 1 ? (number, error.Message) : throw Damaged(path, 1, "it is no history that this program wrote: " + error.Message);
            }
        }

        if (number == 0)
        {
            RefuseOthers(path, file);
        }

        return index;
    }

    /// <summary>From now on these lines count, in the place of those before of the same domains.</summary>
    internal void Remember(Dictionary<string, StateLine> run)
    {
        foreach (var line in run)
        {
            Live += line.Value.Length - (_lines.TryGetValue(line.Key, out var old) ? old.Length : 0);
            _lines[line.Key] = line.Value;
        }

        run.Clear();
    }

    /// <summary>One key for all spellings of a domain.</summary>
    internal static string KeyOf(string domainName) => new SeenDelegation(domainName, Topic.None, []).Key;

    /// <summary>A file that does not even hold its first line was cut off when it was begun, or is somebody else's.</summary>
    private static void RefuseOthers(string path, FileStream file)
    {
        file.Position = 0;
        if (file.Length > Head.Length || !Head.StartsWith(ReadStart(file, Head.Length), StringComparison.Ordinal))
        {
            throw Damaged(path, 1, "it is no history that this program wrote");
        }
    }

    private static string ReadStart(FileStream file, int most)
    {
        var octets = new byte[most];
        var read = 0;
        for (int more; read < octets.Length && (more = file.Read(octets, read, octets.Length - read)) > 0; read += more)
        {
        }

        return Encoding.UTF8.GetString(octets, 0, read);
    }

    private static DamagedException Damaged(string path, long line, string why) => new(string.Format(
        CultureInfo.InvariantCulture, "'{0}', line {1}: {2}; put a copy back, or name another file.", SafeText.Escape(path), line, SafeText.Escape(why)));

    private sealed class DamagedException(string message) : FormatException(message);
}
