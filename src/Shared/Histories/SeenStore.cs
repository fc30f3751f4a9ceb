using System;
using System.Collections.Generic;
using System.IO;
using GlueTools.Reports.Runs;

namespace GlueTools.Shared.Histories;

/// <summary>
/// What a run shows of each of its domains, however its rows are ordered. Up to a number of rows it is kept in memory; beyond that, domains are divided into parts by their names, which
/// wait in a file of their own until they are looked at, so that memory holds one part at a time.
/// </summary>
internal sealed class SeenStore : IDisposable
{
    /// <summary>Rows that are kept in memory.</summary>
    internal const int MostInMemory = 20_000;

    private const int Parts = 64, BlockSize = 1 << 16;

    private readonly int _most;
    private readonly List<SeenDelegation> _rows = [];
    private readonly List<(long Offset, int Length)>[] _blocks = new List<(long, int)>[Parts];
    private MemoryStream[]? _open;
    private FileStream? _file;

    internal SeenStore(int mostInMemory = MostInMemory) => _most = mostInMemory;

    /// <summary>Rows that were added.</summary>
    internal long Count { get; private set; }

    /// <summary>Whether they are divided.</summary>
    internal bool IsDivided => _open is not null;

    /// <summary>Into how many parts the domains are divided.</summary>
    internal int PartCount => IsDivided ? Parts : 1;

    /// <summary>Adds what a row shows.</summary>
    internal void Add(SeenDelegation row)
    {
        Count++;
        if (_open is null)
        {
            _rows.Add(row);
            if (_rows.Count > _most)
            {
                Divide();
            }

            return;
        }

        Put(row);
    }

    /// <summary>Divides the domains, however few they are: two runs that are laid side by side are divided alike.</summary>
    internal void Divide()
    {
        if (_open is not null)
        {
            return;
        }

        _open = new MemoryStream[Parts];
        for (var part = 0; part < Parts; part++)
        {
            _open[part] = new MemoryStream();
            _blocks[part] = [];
        }

        // It goes with the process, whatever ends that.
        _file = new FileStream(Path.Combine(Path.GetTempPath(), "glue-" + Guid.NewGuid().ToString("N")), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 12, FileOptions.DeleteOnClose);
        foreach (var row in _rows)
        {
            Put(row);
        }

        _rows.Clear();
    }

    /// <summary>The domains of a part, each once, in the order in which they came.</summary>
    internal IReadOnlyList<SeenDelegation> Read(int part)
    {
        var at = new Dictionary<string, int>(StringComparer.Ordinal);
        var all = new List<SeenDelegation>();
        foreach (var row in _open is null ? _rows : Stored(part))
        {
            if (at.TryGetValue(row.Key, out var index))
            {
                all[index] = all[index].Join(row);
            }
            else
            {
                at[row.Key] = all.Count;
                all.Add(row);
            }
        }

        return all;
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private static int PartOf(string key)
    {
        // The same in every process, unlike the framework's own.
        var hash = 2166136261;
        foreach (var letter in key)
        {
            hash = unchecked((hash ^ letter) * 16777619);
        }

        return (int)(hash % Parts);
    }

    private void Put(SeenDelegation row)
    {
        var part = PartOf(row.Key);
        var block = _open![part];
        using (var to = new BinaryWriter(block, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            SeenStream.Write(to, row);
        }

        if (block.Length >= BlockSize)
        {
            _blocks[part].Add((_file!.Length, (int)block.Length));
            _file.Position = _file.Length;
            _file.Write(block.GetBuffer(), 0, (int)block.Length);
            block.SetLength(0);
        }
    }

    private IEnumerable<SeenDelegation> Stored(int part)
    {
        foreach (var (offset, length) in _blocks[part])
        {
            var octets = new byte[length];
            _file!.Position = offset;
            for (var read = 0; read < length;)
            {
                read += _file.Read(octets, read, length - read);
            }

            foreach (var row in RowsOf(octets, length))
            {
                yield return row;
            }
        }

        foreach (var row in RowsOf(_open![part].GetBuffer(), (int)_open[part].Length))
        {
            yield return row;
        }
    }

    private static IEnumerable<SeenDelegation> RowsOf(byte[] octets, int length)
    {
        using var stream = new MemoryStream(octets, 0, length);
        using var from = new BinaryReader(stream);
        while (stream.Position < length)
        {
            yield return SeenStream.Read(from);
        }
    }
}
