using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using GlueTools.Reports.Runs;

namespace GlueTools.Shared.Histories;

/// <summary>
/// An earlier run to look domains up in, in any order. What it says of them waits in a file; in memory stay a few octets for each domain, so that a report may be laid beside a run of any
/// length.
/// </summary>
internal sealed class EarlierRun : IEarlierRun, IDisposable
{
    private const int BufferSize = 1 << 16;
    private const int None = -1;

    private readonly FileStream _file;
    private readonly Dictionary<int, int> _last = [];
    private readonly List<(long Offset, int Before)> _domains = [];
    private readonly List<bool> _found = [];

    /// <summary>Takes all domains of a run.</summary>
    /// <exception cref="IOException">There is no room for them.</exception>
    internal EarlierRun(SeenStore run)
    {
        // It goes with the process, whatever ends that.
        _file = new FileStream(Path.Combine(Path.GetTempPath(), "glue-" + Guid.NewGuid().ToString("N")), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferSize, FileOptions.DeleteOnClose);
        using var to = new BinaryWriter(_file, Encoding.UTF8, leaveOpen: true);
        foreach (var seen in RunPair.Domains(run))
        {
            to.Flush();
            var key = seen.Key.GetHashCode();
            _domains.Add((_file.Position, _last.TryGetValue(key, out var before) ? before : None));
            _last[key] = _domains.Count - 1;
            _found.Add(false);
            SeenStream.Write(to, seen);
        }

        to.Flush();
    }

    /// <inheritdoc/>
    public SeenDelegation? Find(string domainName)
    {
        var key = new SeenDelegation(domainName, Topic.None, []).Key;
        for (var at = _last.TryGetValue(key.GetHashCode(), out var last) ? last : None; at >= 0; at = _domains[at].Before)
        {
            var seen = Read(at);
            if (seen.Key == key)
            {
                _found[at] = true;
                return seen;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public IEnumerable<string> NotFound()
    {
        for (var at = 0; at < _domains.Count; at++)
        {
            if (!_found[at])
            {
                yield return Read(at).DomainName;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private SeenDelegation Read(int at)
    {
        _file.Position = _domains[at].Offset;
        using var from = new BinaryReader(_file, Encoding.UTF8, leaveOpen: true);
        return SeenStream.Read(from);
    }
}
