using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Names;

namespace GlueTools.ZoneFiles;

/// <summary>What a file has to say of a host's name.</summary>
[Flags]
internal enum HostUse : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Some delegation, or the zone itself, names it.</summary>
    Named = 1,

    /// <summary>A delegation at or above it names it, or the zone itself.</summary>
    NamedByOwn = 2,

    /// <summary>An address of it stands elsewhere than behind the delegation that it lies below.</summary>
    StandsApart = 4,
}

/// <summary>
/// The hosts of a zone file by the numbers of their names: 17 octets and the free room of the table for each, 12 for an IPv4 address and 24 for an IPv6 one. Names
/// are not kept: whoever asks has one.
/// </summary>
internal sealed class HostTable
{
    private readonly Chunks<IPv4Entry> _ipv4 = new();
    private readonly Chunks<IPv6Entry> _ipv6 = new();
    private ulong[] _keys = new ulong[1 << 10];
    private int[] _firstIPv4 = new int[1 << 10], _firstIPv6 = new int[1 << 10];
    private HostUse[] _uses = new HostUse[1 << 10];
    private int _count;

    internal void Add(ulong host, IPAddress address, uint ttl)
    {
        var slot = Slot(host);
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            // The way the framework itself keeps it.
#pragma warning disable CS0618
            _firstIPv4[slot] = _ipv4.Add(new IPv4Entry { Next = _firstIPv4[slot], Ttl = ttl, Address = (uint)address.Address }) + 1;
#pragma warning restore CS0618
            return;
        }

        var octets = address.GetAddressBytes();
        var entry = new IPv6Entry { Next = _firstIPv6[slot], Ttl = ttl, High = BitConverter.ToUInt64(octets, 0), Low = BitConverter.ToUInt64(octets, 8) };
        _firstIPv6[slot] = _ipv6.Add(entry) + 1;
    }

    internal void Note(ulong host, HostUse use)
    {
        // Finding the slot may put a larger table in place of this one.
        var slot = Slot(host);
        _uses[slot] |= use;
    }

    internal HostUse UseOf(ulong host) => Find(host) is var slot and >= 0 ? _uses[slot] : HostUse.None;

    internal bool HasAddress(ulong host) => Find(host) is var slot and >= 0 && (_firstIPv4[slot] | _firstIPv6[slot]) != 0;

    /// <summary>Whether an address stands apart that is of no use: its host is not named in this way.</summary>
    internal bool HasStray(HostUse needed) => Has(use => (use & HostUse.StandsApart) != 0 && (use & needed) == 0);

    /// <summary>Whether any host with an address is not named in this way.</summary>
    internal bool HasLone(HostUse needed) => Has(use => (use & needed) == 0);

    /// <summary>The addresses of a host, in the order of the file.</summary>
    internal void AddAddresses(List<GlueAddress> glue, ulong host, DomainName name)
    {
        if (Find(host) is not (var slot and >= 0))
        {
            return;
        }

        var from = glue.Count;
        for (var at = _firstIPv6[slot]; at != 0; at = _ipv6[at - 1].Next)
        {
            var octets = new byte[16];
            BitConverter.GetBytes(_ipv6[at - 1].High).CopyTo(octets, 0);
            BitConverter.GetBytes(_ipv6[at - 1].Low).CopyTo(octets, 8);
            glue.Add(new GlueAddress(name, new IPAddress(octets), _ipv6[at - 1].Ttl));
        }

        for (var at = _firstIPv4[slot]; at != 0; at = _ipv4[at - 1].Next)
        {
            glue.Add(new GlueAddress(name, new IPAddress((long)_ipv4[at - 1].Address), _ipv4[at - 1].Ttl));
        }

        glue.Reverse(from, glue.Count - from);
    }

    private bool Has(Func<HostUse, bool> condition)
    {
        for (var slot = 0; slot < _keys.Length; slot++)
        {
            if ((_firstIPv4[slot] | _firstIPv6[slot]) != 0 && condition(_uses[slot]))
            {
                return true;
            }
        }

        return false;
    }

    private int Find(ulong host)
    {
        var mask = _keys.Length - 1;
        for (var at = (int)host & mask; _keys[at] != 0; at = (at + 1) & mask)
        {
            if (_keys[at] == host)
            {
                return at;
            }
        }

        return -1;
    }

    private int Slot(ulong host)
    {
        if (Find(host) is var found and >= 0)
        {
            return found;
        }

        if ((_count + 1) * 4L > _keys.Length * 3L)
        {
            Grow();
        }

        _count++;
        return Put(_keys, host);
    }

    private static int Put(ulong[] keys, ulong host)
    {
        var mask = keys.Length - 1;
        var at = (int)host & mask;
        while (keys[at] != 0)
        {
            at = (at + 1) & mask;
        }

        keys[at] = host;
        return at;
    }

    private void Grow()
    {
        var size = _keys.Length * 2;
        var keys = new ulong[size];
        int[] ipv4 = new int[size], ipv6 = new int[size];
        var uses = new HostUse[size];
        for (var slot = 0; slot < _keys.Length; slot++)
        {
            if (_keys[slot] != 0)
            {
                var at = Put(keys, _keys[slot]);
                (ipv4[at], ipv6[at], uses[at]) = (_firstIPv4[slot], _firstIPv6[slot], _uses[slot]);
            }
        }

        (_keys, _firstIPv4, _firstIPv6, _uses) = (keys, ipv4, ipv6, uses);
    }

    private struct IPv4Entry
    {
        internal int Next;
        internal uint Ttl;
        internal uint Address;
    }

    private struct IPv6Entry
    {
        internal int Next;
        internal uint Ttl;
        internal ulong High;
        internal ulong Low;
    }
}
