using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text;
using GlueTools.Console.Lists;
using GlueTools.Console.Options;
using GlueTools.Console.Streams;
using GlueTools.Dns.Names;
using GlueTools.Shared.Runs;

namespace GlueTools.Console.Running;

/// <summary>
/// A file of results with a journal beside it, so that a run that was cut off goes on. Rows wait in memory until their name is finished; then they are written,
/// and after them, never before, the journal's line. So whenever the process ends, the file holds every row that the journal tells of, and at most rows behind
/// them that it does not: those are cut off before the run goes on. Both files are put on the disk itself, results first, every ten seconds.
/// </summary>
internal sealed class JournaledFile : IDisposable
{
    /// <summary>Octets of rows that are written at the latest, however much is going on.</summary>
    private const int MostHeld = 1 << 16;

    private static readonly TimeSpan SyncInterval = TimeSpan.FromSeconds(10);

    private readonly string _path;
    private readonly FileStream _journal;
    private readonly FileStream _file;
    private readonly MemoryStream _rows = new();
    private readonly StringBuilder _lines = new();
    private readonly Stopwatch _sinceSync = Stopwatch.StartNew();
    private RunningCheck _check;
    private long _end, _journalEnd;
    private int _finished;
    private bool _isLost;

    internal JournaledFile(string path, FileStream journal, FileStream file, RunRecord? record)
    {
        (_path, _journal, _file) = (path, journal, file);
        (_end, _journalEnd, _check) = (record?.End ?? 0, record?.JournalEnd ?? 0, record?.Check ?? default);
        IsComplete = record?.IsComplete == true;
        Done = record?.Done ?? new PositionSet();
        Worst = record?.Worst ?? new(-1, IsGap: false);
        Text = new StreamWriter(_rows, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 14) { NewLine = "\n" };
    }

    /// <summary>Where rows are written.</summary>
    internal TextWriter Text { get; }

    /// <summary>The places of the names that earlier runs finished.</summary>
    internal PositionSet Done { get; }

    /// <summary>What their rows add to the exit status.</summary>
    internal RunVerdict Worst { get; }

    /// <summary>Whether an earlier run came to its end.</summary>
    internal bool IsComplete { get; }

    /// <summary>Whether nothing is in the file.</summary>
    internal bool IsEmpty => _end == 0;

    /// <summary>The rows of a name are all there.</summary>
    internal void Finish(ListedName name, RunVerdict worst)
    {
        Take();
        _lines.Append(new RunEntry(name.Position, _end + _finished, _check.Value, worst, SafeText.Escape(name.Text)).ToText());
        if (_finished > MostHeld)
        {
            Write();
        }
    }

    /// <summary>Writes what is finished.</summary>
    internal void Write() => Try(() =>
    {
        if (_lines.Length == 0)
        {
            return;
        }

        _file.Position = _end;
        _file.Write(_rows.GetBuffer(), 0, _finished);
        var lines = Encoding.UTF8.GetBytes(_lines.ToString());
        _journal.Position = _journalEnd;
        _journal.Write(lines);
        _end += _finished;
        _journalEnd += lines.Length;
        _lines.Clear();
        var rest = _rows.GetBuffer().AsSpan(_finished, (int)_rows.Length - _finished).ToArray();
        _rows.SetLength(0);
        _rows.Write(rest);
        _finished = 0;
        if (_sinceSync.Elapsed > SyncInterval)
        {
            Sync();
        }
    });

    /// <summary>Every name of the list is finished.</summary>
    internal void Complete()
    {
        if (IsComplete)
        {
            return;
        }

        // A header without a row.
        Take();
        _lines.Append(CultureInfo.InvariantCulture, $"{RunJournal.Complete} {_end + _finished}\n");
        Write();
        Try(Sync);
    }

    public void Dispose()
    {
        _file.Dispose();
        _journal.Dispose();
    }

    /// <summary>Cuts off what the journal does not tell of, and writes the manifest where there is none.</summary>
    /// <exception cref="UsageException">That failed.</exception>
    internal void Begin(RunManifest? manifest) => Try(() =>
    {
        _file.SetLength(_end);
        _journal.SetLength(_journalEnd);
        if (manifest is not null)
        {
            var head = Encoding.UTF8.GetBytes(manifest.ToText());
            _journal.Position = 0;
            _journal.Write(head);
            _journalEnd = head.Length;
        }
    });

    private void Take()
    {
        Text.Flush();
        _check.Add(_rows.GetBuffer(), _finished, (int)_rows.Length - _finished);
        _finished = (int)_rows.Length;
    }

    private void Sync()
    {
        _file.Flush(flushToDisk: true);
        _journal.Flush(flushToDisk: true);
        _sinceSync.Restart();
    }

    private void Try(Action write)
    {
        if (_isLost)
        {
            return;
        }

        try
        {
            write();
        }
        catch (Exception error) when (FileTrouble.IsAboutTheFile(error))
        {
            _isLost = true;
            CutBack();
            throw new UsageException("-o: " + FileTrouble.Unwritable(_path, error) + " It ends with its last whole row, and the same command goes on from there.");
        }
    }

    /// <summary>Takes away what was written in part. Where that fails as well, the next run does it.</summary>
    private void CutBack()
    {
        try
        {
            _file.SetLength(_end);
            _journal.SetLength(_journalEnd);
        }
        catch (Exception error) when (FileTrouble.IsAboutTheFile(error))
        {
        }
    }
}
