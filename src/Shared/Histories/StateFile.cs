using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Reflection;
using System.Text;
using GlueTools.Dns.Names;
using GlueTools.Reports.Reading;
using GlueTools.Reports.Runs;

namespace GlueTools.Shared.Histories;

/// <summary>
/// The history of domains, run after run: lines of JSON that are only ever added. A run begins with a line of its own, then comes a line for each domain with all that is remembered of it, and
/// the last line says that the run came to its end; a run without it counts for nothing, so whenever a process ends, what counts is whole. Who writes has the file FILE.lock open for itself.
/// Once lines that later ones replace are most of the file, it is written anew beside its place and put there in one step.
/// </summary>
internal sealed class StateFile : IDisposable
{
    private const int BufferSize = 1 << 16;

    // A file that is written anew holds each domain once; it is written anew when it holds so many times as much.
    private const int CompactAbove = 4;

    private readonly string _path;
    private readonly string _tool;
    private readonly FileStream _lock;
    private readonly FileStream _file;
    private readonly StateIndex _index;
    private readonly Dictionary<string, StateLine> _run = new(StringComparer.Ordinal);
    private readonly MemoryStream _buffer = new();
    private string _writtenBy;
    private long _end;
    private bool _isCommitted;

    private StateFile(string path, FileStream locked, FileStream file)
    {
        (_path, _lock, _file, _index) = (path, locked, file, StateIndex.Read(path, file));
        _writtenBy = _index.Tool;
        _tool = typeof(StateFile).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
    }

    /// <summary>Codes that meant something else when the file was last written.</summary>
    internal ISet<string> OtherCodes => _index.Meanings.Count == 0 ? new HashSet<string>() : CodeMeanings.OtherThan(_index.Meanings);

    /// <summary>The version that last wrote it; empty for a new file.</summary>
    internal string Tool => _index.Tool;

    /// <summary>Whether another version did.</summary>
    internal bool IsOfOtherTool => Tool.Length > 0 && Tool != _tool;

    /// <summary>Domains that it remembers.</summary>
    internal int Count => _index.Lines.Count;

    /// <summary>Opens a file to go on with, or begins one.</summary>
    /// <exception cref="FormatException">It is no such file, or damaged; the message is a sentence.</exception>
    /// <exception cref="IOException">It cannot be used, or another run has it.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be used.</exception>
    internal static StateFile Open(string path)
    {
        FileStream? locked = null, file = null;
        try
        {
            try
            {
                locked = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            }
            catch (IOException) when (File.Exists(path + ".lock"))
            {
                throw new IOException("another run has it (" + SafeText.Escape(path) + ".lock); wait for that to end, or name another file.");
            }

            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, 1);
            var state = new StateFile(path, locked, file);
            state.Begin();
            return state;
        }
        catch
        {
            file?.Dispose();
            locked?.Dispose();
            throw;
        }
    }

    /// <summary>What is remembered of each domain, without a lock: what a run adds meanwhile does not count yet.</summary>
    /// <exception cref="FormatException">It is no such file, or damaged; the message is a sentence.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be read.</exception>
    internal static IEnumerable<DomainHistory> ReadAll(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        var state = new StateFile(path, file, file);
        foreach (var line in state._index.Lines.Values)
        {
            yield return state.ReadAt(line);
        }
    }

    /// <summary>What is remembered of a domain.</summary>
    internal DomainHistory Find(string domainName)
    {
        return _index.Lines.TryGetValue(StateIndex.KeyOf(domainName), out var line) ? ReadAt(line) : new DomainHistory(domainName);
    }

    /// <summary>Whether this run has put a domain already.</summary>
    internal bool HasPut(string domainName) => _run.ContainsKey(StateIndex.KeyOf(domainName));

    /// <summary>Puts what is to be remembered of a domain. It counts once the run is committed.</summary>
    internal void Put(DomainHistory history)
    {
        var length = Append(HistoryText.Write(history));
        _run[StateIndex.KeyOf(history.DomainName)] = new StateLine(_end + _buffer.Length - length - 1, length);
        if (_buffer.Length > BufferSize)
        {
            Write();
        }
    }

    /// <summary>The run came to its end: all that it put counts.</summary>
    internal void Commit()
    {
        Write();
        // The lines are on the disk before the one that makes them count.
        _file.Flush(flushToDisk: true);
        Append("{\"end\":" + _run.Count.ToString(CultureInfo.InvariantCulture) + "}");
        Write();
        _file.Flush(flushToDisk: true);
        _isCommitted = true;
        _index.Remember(_run);
        if (_end > (CompactAbove * _index.Live) + BufferSize)
        {
            try
            {
                Compact();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // The run counts already; there is another time to save room.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            if (!_isCommitted && _file.CanWrite)
            {
                // What did not come to its end goes at once; where that fails, the next run does it.
                _file.SetLength(_index.Committed);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
        }

        _file.Dispose();
        _lock.Dispose();
    }

    private void Begin()
    {
        _file.SetLength(_index.Committed);
        _end = _index.Committed;
        if (_end == 0)
        {
            Append(StateIndex.Head);
        }

        Append(RunLine());
    }

    private string RunLine()
    {
        var meanings = CodeMeanings.Now();
        var text = new StringBuilder("{\"run\":\"" + _tool.Replace("\\", string.Empty).Replace("\"", string.Empty) + "\"");
        // As long as they mean the same, they are not written again.
        if (_writtenBy.Length == 0 || CodeMeanings.OtherThan(_index.Meanings).Count > 0)
        {
            text.Append(",\"codes\":[\"").Append(string.Join("\",\"", meanings)).Append("\"]");
        }

        return text.Append('}').ToString();
    }

    private int Append(string line)
    {
        var octets = Encoding.UTF8.GetBytes(line);
        _buffer.Write(octets, 0, octets.Length);
        _buffer.WriteByte((byte)'\n');
        return octets.Length;
    }

    private void Write()
    {
        _file.Position = _end;
        _file.Write(_buffer.GetBuffer(), 0, (int)_buffer.Length);
        _end += _buffer.Length;
        _buffer.SetLength(0);
    }

    private DomainHistory ReadAt(StateLine line)
    {
        var octets = new byte[line.Length];
        _file.Position = line.Offset;
        for (int read, at = 0; at < octets.Length; at += read)
        {
            read = _file.Read(octets, at, octets.Length - at);
            if (read == 0)
            {
                throw new IOException("it became shorter while it was read.");
            }
        }

        return HistoryText.Read(RowText.ReadJson(Encoding.UTF8.GetString(octets)));
    }

    private void Compact()
    {
        var beside = _path + ".new";
        using (var anew = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
        {
            // With the meanings of this version, as the run has just found them.
            _writtenBy = string.Empty;
            Put(anew, StateIndex.Head);
            Put(anew, RunLine());
            foreach (var line in _index.Lines.Values)
            {
                Put(anew, HistoryText.Write(ReadAt(line)));
            }

            Put(anew, "{\"end\":" + _index.Lines.Count.ToString(CultureInfo.InvariantCulture) + "}");
            anew.Flush(flushToDisk: true);
        }

        _file.Dispose();
        File.Replace(beside, _path, null);

        static void Put(FileStream to, string line)
        {
            var octets = Encoding.UTF8.GetBytes(line + "\n");
            to.Write(octets, 0, octets.Length);
        }
    }
}
