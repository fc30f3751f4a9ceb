using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using GlueTools.Shared.Runs;

namespace GlueTools.Pipeline;

/// <summary>
/// The journal of a run in a pipeline: which domains' rows have gone down it. The rows themselves are the user's, so it knows nothing of where they end, and goes
/// by the names instead of their places.
/// </summary>
internal sealed class ResumeJournal : IDisposable
{
    private static readonly RunVerdict Nothing = new(-1, IsGap: false);

    private readonly FileStream _file;
    private readonly Dictionary<string, int> _listed = new(StringComparer.Ordinal);
    private string? _last;
    private long _lines;

    private ResumeJournal(FileStream file) => _file = file;

    /// <summary>Opens the journal beside a file, or begins one.</summary>
    /// <param name="path">The file that takes the rows.</param>
    /// <param name="manifest">What this run asks.</param>
    /// <exception cref="FormatException">It cannot be gone on with; the message is a sentence.</exception>
    /// <exception cref="IOException">It cannot be written, or another run has it.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be written.</exception>
    internal static ResumeJournal Open(string path, RunManifest manifest)
    {
        var file = new FileStream(path + RunJournal.Suffix, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        try
        {
            var journal = new ResumeJournal(file);
            journal.Read(path, manifest);
            return journal;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether a domain was finished before; the neighbouring objects of one delegation are finished together.</summary>
    internal bool Skips(string name, bool isDelegation)
    {
        var isSkipped = (isDelegation && _last == name) || Skips(name);
        _last = isSkipped && isDelegation ? name : null;
        return isSkipped;
    }

    /// <summary>A name that stands in the list twice is asked for twice.</summary>
    private bool Skips(string name)
    {
        if (!_listed.TryGetValue(name, out var times))
        {
            return false;
        }

        if (times == 1)
        {
            _listed.Remove(name);
        }
        else
        {
            _listed[name] = times - 1;
        }

        return true;
    }

    /// <summary>A domain's rows have gone down the pipeline.</summary>
    internal void Finish(string name) => Write(new RunEntry(++_lines, 0, 0, Nothing, name).ToText());

    public void Dispose() => _file.Dispose();

    private void Read(string path, RunManifest manifest)
    {
        var journal = new RunJournal(_file);
        try
        {
            if (journal.ReadManifest() is { } then)
            {
                foreach (var difference in then.DifferencesFrom(manifest))
                {
                    throw new FormatException(difference);
                }

                while (journal.ReadEntry() is { } entry)
                {
                    _listed[entry.Name] = _listed.TryGetValue(entry.Name, out var times) ? times + 1 : 1;
                    _lines++;
                }

                // What a kill left of a last line goes.
                _file.SetLength(journal.Whole);
                _file.Position = journal.Whole;
                return;
            }
        }
        catch (FormatException error)
        {
            throw new FormatException(string.Format(CultureInfo.InvariantCulture, "'{0}{1}' cannot be gone on with: {2}.", path, RunJournal.Suffix, error.Message));
        }

        if (File.Exists(path) && new FileInfo(path).Length > 0)
        {
            throw new FormatException("'" + path + "' is there already, and no journal says which domains it holds; name another file, or delete it.");
        }

        _file.SetLength(0);
        Write(manifest.ToText());
    }

    private void Write(string text)
    {
        var octets = Encoding.UTF8.GetBytes(text);
        _file.Write(octets, 0, octets.Length);
        _file.Flush();
    }
}
