using System;
using System.Runtime.CompilerServices;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Zones;

namespace GlueTools.ZoneFiles;

/// <summary>The records of one delegation in octets, as they are met in a file: made into objects only where somebody wants to look at them. The next delegation takes the same place.</summary>
internal sealed class DelegationOctets
{
    // Any data that are not there as a value already.
    private const int Longest = 256;

    private readonly NameOctets _name = new();
    private byte[] _octets = new byte[1 << 12];
    private Entry[] _entries = new Entry[16];
    private int _used, _count;
    private DelegationRecords? _records;

    /// <summary>Whether it holds a delegation.</summary>
    internal bool IsOpen { get; private set; }

    /// <summary>The number of its name.</summary>
    internal ulong Number { get; private set; }

    /// <summary>Labels of its name.</summary>
    internal int LabelCount => _name.LabelCount;

    /// <summary>Whether it is proved that no check finds anything in it.</summary>
    internal bool IsPlain { get; set; }

    /// <summary>Whether something stands at or below its cut that is not its own.</summary>
    internal bool HasOther => _records is not null;

    /// <summary>Begins with another delegation.</summary>
    [MethodImpl(Hot.Path)]
    internal void Begin(NameOctets name, ulong number)
    {
        _name.Set(name);
        Number = number;
        (IsOpen, IsPlain, _used, _count, _records) = (true, false, 0, 0, null);
    }

    /// <summary>Lets go of what it holds.</summary>
    internal void Close() => (IsOpen, _records) = (false, null);

    /// <summary>Takes an NS or DS record.</summary>
    [MethodImpl(Hot.Path)]
    internal void Add(MasterFileScanner met)
    {
        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, 2 * _count);
        }

        ref var entry = ref _entries[_count++];
        (entry.Type, entry.Ttl, entry.Line, entry.Data) = (met.Type, met.Ttl, met.Line, null);
        if (met.HasData)
        {
            entry.Data = met.ToData();
            return;
        }

        if (_used + Longest > _octets.Length)
        {
            Array.Resize(ref _octets, 2 * _octets.Length);
        }

        entry.At = _used;
        entry.Length = met.CopyData(_octets, _used);
        _used += entry.Length;
    }

    /// <summary>Takes a record at or below the cut that is none of the delegation's own.</summary>
    internal void AddOther(ZoneIndex index, DomainName owner, string type, int line) => (_records ??= NewRecords(index)).AddOther(owner, type, line);

    /// <summary>The records, as objects.</summary>
    internal DelegationRecords ToRecords(ZoneIndex index)
    {
        var records = _records ?? NewRecords(index);
        for (var i = 0; i < _count; i++)
        {
            var entry = _entries[i];
            records.Add(entry.Data ?? Data(entry), entry.Ttl, entry.Line);
        }

        return records;
    }

    private DelegationRecords NewRecords(ZoneIndex index) => new(index, _name.ToName().ToLower());

    private RecordData Data(Entry entry)
    {
        var octets = new byte[entry.Length];
        Buffer.BlockCopy(_octets, entry.At, octets, 0, entry.Length);
        return RecordData.Read(entry.Type, octets);
    }

    private struct Entry
    {
        internal RecordType Type;
        internal uint Ttl;
        internal int Line;
        internal int At;
        internal int Length;
        internal RecordData? Data;
    }
}
