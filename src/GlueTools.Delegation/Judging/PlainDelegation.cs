using System;
using System.Runtime.CompilerServices;
using System.Text;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Judging;

/// <summary>
/// Proves of a delegation in a parent's zone file that no check finds anything in it, without making a view of it: nearly all delegations of a large file are so. It errs on one
/// side only: what is not proved here is judged by the checks. Each condition stands for the checks named beside it; the others look at servers, at the zone, at a registry or
/// at what lies around the delegation, of which there is nothing. One of these is for one delegation after the other.
/// </summary>
public sealed class PlainDelegation
{
    // Of ReferralIsComplete: each owner is a pointer to where its name stands before, and no other name is shorter than it is written.
    private const int Header = 12, TypeAndClass = 4, RecordHead = 12, SmallestUdpSize = 512;

    // Far more than fit into an answer of that size.
    private const int Most = 64;

    private readonly NameOctets[] _sacrificial = Array.ConvertAll(SacrificialNames.Domains, Octets);
    private readonly byte[][] _beginnings = Array.ConvertAll(SacrificialNames.Beginnings, Encoding.ASCII.GetBytes);
    private readonly ulong[] _names = new ulong[Most], _high = new ulong[Most], _low = new ulong[Most];
    private readonly uint[] _ipv4 = new uint[Most];
    private readonly int[] _ipv4Holder = new int[Most], _ipv6Holder = new int[Most];
    private readonly uint _prefixIPv4 = BitConverter.ToUInt32([0xFF, 0xFF, 0xFF, 0], 0);
    private readonly ulong _prefixIPv6 = BitConverter.ToUInt64([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0], 0);
    private int _size, _count, _ipv4Count, _ipv6Count;
    private bool _isPlain, _areAllKnown, _isInDomain;

    /// <summary>Whether nothing is to be said of a name server by its name: NameServersAreHostNames, and the sacrificial names of NameServersResolve.</summary>
    [MethodImpl(Hot.Path)]
    public bool IsPlain(NameOctets nameServer)
    {
        if (!nameServer.IsHostName)
        {
            return false;
        }

        foreach (var domain in _sacrificial)
        {
            if (nameServer.IsAtOrBelow(domain))
            {
                return false;
            }
        }

        foreach (var beginning in _beginnings)
        {
            if (nameServer.HasLabelThatBegins(beginning))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether nothing is to be said of an address by itself: AddressesArePublic.</summary>
    /// <param name="address">Its 4 or 16 octets.</param>
    public static bool IsPlain(byte[] address) => SpecialAddress.IsOrdinary(address);

    /// <summary>Begins with another delegation.</summary>
    /// <param name="wireLength">Octets of its name.</param>
    public void Begin(int wireLength)
    {
        _size = Header + wireLength + TypeAndClass;
        (_count, _ipv4Count, _ipv6Count, _isPlain, _areAllKnown) = (0, 0, 0, true, true);
    }

    /// <summary>Gives up: there is something that must be looked at.</summary>
    public void Fail() => _isPlain = false;

    /// <summary>Takes a name server.</summary>
    /// <param name="number">A number that no other name has.</param>
    /// <param name="wireLength">Octets of its name.</param>
    /// <param name="isPlain">Whether nothing is to be said of its name.</param>
    /// <param name="relation">Where it lies.</param>
    [MethodImpl(Hot.Path)]
    public void AddNameServer(ulong number, int wireLength, bool isPlain, NameServerRelation relation)
    {
        _isPlain &= isPlain && _count < Most;
        _areAllKnown &= relation != NameServerRelation.Unrelated;
        _isInDomain = relation == NameServerRelation.InDomain;
        for (var i = 0; _isPlain && i < _count; i++)
        {
            // What counts once would have to be left out below.
            _isPlain = _names[i] != number;
        }

        if (_isPlain)
        {
            _names[_count++] = number;
        }

        _size += RecordHead + wireLength;
    }

    /// <summary>Takes an IPv4 address of the name server that was taken last: no other may have it (AddressesAreDistinct).</summary>
    /// <param name="address">The address as <see cref="BitConverter"/> makes a number of it.</param>
    [MethodImpl(Hot.Path)]
    public void AddAddress(uint address)
    {
        _size += _isInDomain ? RecordHead + 4 : 0;
        _isPlain &= _ipv4Count < Most;
        for (var i = 0; _isPlain && i < _ipv4Count; i++)
        {
            _isPlain = _ipv4[i] != address || _ipv4Holder[i] == _count;
        }

        if (_isPlain)
        {
            _ipv4[_ipv4Count] = address;
            _ipv4Holder[_ipv4Count++] = _count;
        }
    }

    /// <summary>Takes an IPv6 address of the name server that was taken last.</summary>
    /// <param name="high">The first half of the address, likewise.</param>
    /// <param name="low">The second half.</param>
    [MethodImpl(Hot.Path)]
    public void AddAddress(ulong high, ulong low)
    {
        _size += _isInDomain ? RecordHead + 16 : 0;
        _isPlain &= _ipv6Count < Most;
        for (var i = 0; _isPlain && i < _ipv6Count; i++)
        {
            _isPlain = _high[i] != high || _low[i] != low || _ipv6Holder[i] == _count;
        }

        if (_isPlain)
        {
            (_high[_ipv6Count], _low[_ipv6Count]) = (high, low);
            _ipv6Holder[_ipv6Count++] = _count;
        }
    }

    /// <summary>Whether no check finds anything: NameServersSuffice, ReferralIsComplete, AddressesAreDistinct with what was taken.</summary>
    public bool IsProved() => _isPlain && _count >= 2 && _size <= SmallestUdpSize && !(_areAllKnown && SharePrefix());

    [MethodImpl(Hot.Path)]
    private bool SharePrefix()
    {
        bool share4 = _ipv4Count > 1, share6 = _ipv6Count > 1;
        for (var i = 1; i < _ipv4Count; i++)
        {
            share4 &= ((_ipv4[i] ^ _ipv4[0]) & _prefixIPv4) == 0;
        }

        for (var i = 1; i < _ipv6Count; i++)
        {
            share6 &= ((_high[i] ^ _high[0]) & _prefixIPv6) == 0;
        }

        return share4 || share6;
    }

    private static NameOctets Octets(string name)
    {
        var octets = new NameOctets();
        octets.Set(DomainName.Parse(name));
        return octets;
    }
}
