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
    private const string Head = "{\"glue\":\"state\",\"version\":1}";
    private const int BufferSize = 1 << 16;

    // A file that is written anew holds each domain once; it is written anew when it holds so many times as much.
    private const int CompactAbove = 4;

    private readonly string _path;
    private readonly string _tool;
    private readonly FileStream _lock;
    private readonly FileStream _file;
    private readonly Dictionary<string, (long Offset, int Length)> _lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Offset, int Length)> _run = new(StringComparer.Ordinal);
    private readonly MemoryStream _buffer = new();
    private IReadOnlyCollection<string> _meanings = [];
    private long _end, _live, _committed;
    private bool _isCommitted;

    private StateFile(string path, FileStream locked, FileStream file)
    {
        (_path, _lock, _file) = (path, locked, file);
        _tool = typeof(StateFile).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
    }

    /// <summary>Codes that meant something else when the file was last written.</summary>
    internal ISet<string> OtherCodes => _meanings.Count == 0 ? new HashSet<string>() : CodeMeanings.OtherThan(_meanings);

    /// <summary>The version that last wrote it; empty for a new file.</summary>
    internal string Tool { get; private set; } = string.Empty;

    /// <summary>Whether another version did.</summary>
    internal bool IsOfOtherTool => Tool.Length > 0 && Tool != _tool;

    /// <summary>Domains that it remembers.</summary>
    internal int Count => _lines.Count;

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
            state.Read();
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

    /// <summary>Whether a file is a history, which says so at its beginning.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be read.</exception>
    internal static bool IsOne(string path)
    {
        const string Kind = "{\"glue\":\"state\"";
        // A pipe has no length, and cannot be opened twice.
        if (!File.Exists(path) || new FileInfo(path).Length < Kind.Length)
        {
            return false;
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        var octets = new byte[Kind.Length];
        var read = 0;
        for (int more; read < octets.Length && (more = file.Read(octets, read, octets.Length - read)) > 0; read += more)
        {
        }

        return read == octets.Length && Encoding.UTF8.GetString(octets) == Kind;
    }

    /// <summary>What is remembered of each domain, without a lock: what a run adds meanwhile does not count yet.</summary>
    /// <exception cref="FormatException">It is no such file, or damaged; the message is a sentence.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be read.</exception>
    internal static IEnumerable<DomainHistory> ReadAll(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        var state = new StateFile(path, file, file);
        state.Read();
        foreach (var line in state._lines.Values)
        {
            yield return state.ReadAt(line);
        }
    }

    /// <summary>What is remembered of a domain.</summary>
    internal DomainHistory Find(string domainName)
    {
        return _lines.TryGetValue(KeyOf(domainName), out var line) ? ReadAt(line) : new DomainHistory(domainName);
    }

    /// <summary>Whether this run has put a domain already.</summary>
    internal bool HasPut(string domainName) => _run.ContainsKey(KeyOf(domainName));

    /// <summary>Puts what is to be remembered of a domain. It counts once the run is committed.</summary>
    internal void Put(DomainHistory history)
    {
        var length = Append(HistoryText.Write(history));
        _run[KeyOf(history.DomainName)] = (_end + _buffer.Length - length - 1, length);
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
        Remember(_run);
        if (_end > (CompactAbove * _live) + BufferSize)
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
                _file.SetLength(_committed);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
        }

        _file.Dispose();
        _lock.Dispose();
    }

    private static string KeyOf(string domainName) => new SeenDelegation(domainName, Topic.None, []).Key;

    private void Begin()
    {
        _file.SetLength(_committed);
        _end = _committed;
        if (_end == 0)
        {
            Append(Head);
        }

        Append(RunLine());
    }

    private string RunLine()
    {
        var meanings = CodeMeanings.Now();
        var text = new StringBuilder("{\"run\":\"" + _tool.Replace("\\", string.Empty).Replace("\"", string.Empty) + "\"");
        // As long as they mean the same, they are not written again.
        if (Tool.Length == 0 || CodeMeanings.OtherThan(_meanings).Count > 0)
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

    private DomainHistory ReadAt((long Offset, int Length) line)
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

    private void Remember(Dictionary<string, (long Offset, int Length)> run)
    {
        foreach (var line in run)
        {
            _live += line.Value.Length - (_lines.TryGetValue(line.Key, out var old) ? old.Length : 0);
            _lines[line.Key] = line.Value;
        }

        run.Clear();
    }

    private void Read()
    {
        long damagedLine = 0, number = 0;
        var damage = string.Empty;
        var run = new Dictionary<string, (long, int)>(StringComparer.Ordinal);
        var (tool, meanings) = (Tool, _meanings);
        foreach (var (offset, length, text) in StateLines.Read(_file))
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
                else if (row.Has("end"))
                {
                    if (damagedLine > 0)
                    {
                        throw Damaged(damagedLine, damage);
                    }

                    (Tool, _meanings, _committed) = (tool, meanings, offset + length + 1);
                    Remember(run);
                }
                else
                {
                    run[KeyOf(HistoryText.Read(row).DomainName)] = (offset, length);
                }
            }
            catch (FormatException error) when (error is not DamagedException)
            {
                if (number == 1)
                {
                    throw Damaged(1, "it is no history that this program wrote: " + error.Message);
                }

                damagedLine = damagedLine > 0 ? damagedLine : number;
                damage = damagedLine == number ? error.Message : damage;
            }
        }

        RefuseOthers(number);
    }

    /// <summary>A file that does not even hold its first line was cut off when it was begun, or is somebody else's.</summary>
    private void RefuseOthers(long lines)
    {
        if (lines == 0 && _file.Length > 0)
        {
            var octets = new byte[Math.Min(_file.Length, Head.Length)];
            _file.Position = 0;
            var read = _file.Read(octets, 0, octets.Length);
            if (_file.Length > Head.Length || !Head.StartsWith(Encoding.UTF8.GetString(octets, 0, read), StringComparison.Ordinal))
            {
                throw Damaged(1, "it is no history that this program wrote");
            }
        }
    }

    private DamagedException Damaged(long line, string why) => new(string.Format(
        CultureInfo.InvariantCulture, "'{0}', line {1}: {2}; put a copy back, or name another file.", SafeText.Escape(_path), line, SafeText.Escape(why)));

    private void Compact()
    {
        var beside = _path + ".new";
        using (var anew = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
        {
            // With the meanings of this version, as the run has just found them.
            Tool = string.Empty;
            Put(anew, Head);
            Put(anew, RunLine());
            foreach (var line in _lines.Values)
            {
                Put(anew, HistoryText.Write(ReadAt(line)));
            }

            Put(anew, "{\"end\":" + _lines.Count.ToString(CultureInfo.InvariantCulture) + "}");
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

    private sealed class DamagedException(string message) : FormatException(message);
}
