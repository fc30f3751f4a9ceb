using System;
using System.Collections.Generic;
using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Judging;
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

    /// <summary>Something is to be said of an address of it.</summary>
    HasOddAddress = 8,
}

/// <summary>
/// The hosts of a zone file by the numbers of their names: 17 octets and the free room of the table for each, 12 for an IPv4 address and 24 for an IPv6 one. Names
/// are not kept: whoever asks has one.
/// </summary>
internal sealed class HostTable
{
    private readonly Chunks<IPv4Entry> _ipv4 = new();
    private readonly Chunks<IPv6Entry> _ipv6 = new();
    private HostSlot[] _slots = new HostSlot[1 << 10];
    private int _count;

    /// <summary>Takes an IPv4 address: a number of its octets, as the framework itself keeps it.</summary>
    [MethodImpl(Hot.Path)]
    internal void Add(ulong host, uint address, uint ttl)
    {
        ref var slot = ref Slot(host);
        slot.FirstIPv4 = _ipv4.Add(new IPv4Entry { Next = slot.FirstIPv4, Ttl = ttl, Address = address }) + 1;
    }

    /// <summary>Takes an IPv6 address: a number of each half.</summary>
    [MethodImpl(Hot.Path)]
    internal void Add(ulong host, ulong high, ulong low, uint ttl)
    {
        ref var slot = ref Slot(host);
        slot.FirstIPv6 = _ipv6.Add(new IPv6Entry { Next = slot.FirstIPv6, Ttl = ttl, High = high, Low = low }) + 1;
    }

    [MethodImpl(Hot.Path)]
    internal void Note(ulong host, HostUse use) => Slot(host).Use |= use;

    internal HostUse UseOf(ulong host) => Find(host) is var slot and >= 0 ? _slots[slot].Use : HostUse.None;

    internal bool HasAddress(ulong host) => Find(host) is var slot and >= 0 && _slots[slot].HasAddress;

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
        for (var at = _slots[slot].FirstIPv6; at != 0; at = _ipv6[at - 1].Next)
        {
            var octets = new byte[16];
            BitConverter.GetBytes(_ipv6[at - 1].High).CopyTo(octets, 0);
            BitConverter.GetBytes(_ipv6[at - 1].Low).CopyTo(octets, 8);
            glue.Add(new GlueAddress(name, new IPAddress(octets), _ipv6[at - 1].Ttl));
        }

        for (var at = _slots[slot].FirstIPv4; at != 0; at = _ipv4[at - 1].Next)
        {
            glue.Add(new GlueAddress(name, new IPAddress((long)_ipv4[at - 1].Address), _ipv4[at - 1].Ttl));
        }

        glue.Reverse(from, glue.Count - from);
    }

    /// <summary>Lets a proof look at the addresses of a host; false where there is none, or one that something is to be said of.</summary>
    [MethodImpl(Hot.Path)]
    internal bool AddAddresses(PlainDelegation proof, ulong host)
    {
        if (Find(host) is not (var slot and >= 0) || (_slots[slot].Use & HostUse.HasOddAddress) != 0)
        {
            return false;
        }

        int ipv4 = _slots[slot].FirstIPv4, ipv6 = _slots[slot].FirstIPv6;
        for (var at = ipv4; at != 0; at = _ipv4[at - 1].Next)
        {
            proof.AddAddress(_ipv4[at - 1].Address);
        }

        for (var at = ipv6; at != 0; at = _ipv6[at - 1].Next)
        {
            proof.AddAddress(_ipv6[at - 1].High, _ipv6[at - 1].Low);
        }

        return (ipv4 | ipv6) != 0;
    }

    private bool Has(Func<HostUse, bool> condition)
    {
        foreach (var slot in _slots)
        {
            if (slot.HasAddress && condition(slot.Use))
            {
                return true;
            }
        }

        return false;
    }

    [MethodImpl(Hot.Path)]
    private int Find(ulong host)
    {
        var slots = _slots;
        var mask = slots.Length - 1;
        for (var at = (int)host & mask; slots[at].Key != 0; at = (at + 1) & mask)
        {
            if (slots[at].Key == host)
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>The slot of a host, which is made where there is none; good until the next is made, which may need a larger table.</summary>
    [MethodImpl(Hot.Path)]
    private ref HostSlot Slot(ulong host)
    {
        if (Find(host) is var found and >= 0)
        {
            return ref _slots[found];
        }

        if ((_count + 1) * 4L > _slots.Length * 3L)
        {
            Grow();
        }

        _count++;
        return ref Free(_slots, host);
    }

    [MethodImpl(Hot.Path)]
    private static ref HostSlot Free(HostSlot[] slots, ulong host)
    {
        var mask = slots.Length - 1;
        var at = (int)host & mask;
        while (slots[at].Key != 0)
        {
            at = (at + 1) & mask;
        }

        slots[at].Key = host;
        return ref slots[at];
    }

    [MethodImpl(Hot.Path)]
    private void Grow()
    {
        var larger = new HostSlot[_slots.Length * 2];
        foreach (var slot in _slots)
        {
            if (slot.Key != 0)
            {
                Free(larger, slot.Key) = slot;
            }
        }

        _slots = larger;
    }

    /// <summary>All of a host together, so that it is fetched from memory at once; without gaps, since there may be millions.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct HostSlot
    {
        internal ulong Key;
        internal int FirstIPv4;
        internal int FirstIPv6;
        internal HostUse Use;

        internal readonly bool HasAddress => (FirstIPv4 | FirstIPv6) != 0;
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
