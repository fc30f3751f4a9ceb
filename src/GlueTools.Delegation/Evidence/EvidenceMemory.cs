using System;
using System.Net;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Evidence;

/// <summary>
/// What saved texts that are read one after another have in common: what was read of the same octets before is the same object, as it is where servers are asked. It costs
/// no time to read it again, and whoever compares it sees at a glance that there is no difference. For one thread at a time.
/// </summary>
public sealed class EvidenceMemory
{
    /// <summary>Octets of the longest name that is remembered.</summary>
    internal const int LongestName = 64;

    private const int LongestAddress = 16;

    /// <summary>Octets that are unpacked at a time: each by itself costs more than all that is done with it.</summary>
    private const int BufferSize = 4096;

    /// <summary>Names, and addresses, that are remembered: those of a domain are a handful.</summary>
    private const int Places = 64;

    /// <summary>Answers that are remembered: more than a domain's servers give.</summary>
    private const int AnswerPlaces = 256;

    private readonly PlacedName[] _names = new PlacedName[Places];
    private readonly PlacedAddress[] _addresses = new PlacedAddress[Places];

    /// <summary>Answers that were read.</summary>
    internal AnswerMemory Answers { get; } = new(AnswerPlaces);

    /// <summary>What is unpacked; of one text at a time.</summary>
    internal byte[] Buffer { get; } = new byte[BufferSize];

    /// <summary>Octets that are about to be looked up.</summary>
    internal byte[] Scratch { get; } = new byte[Math.Max(LongestName, LongestAddress)];

    /// <summary>Where a name of this spelling is kept, if it is.</summary>
    internal ref PlacedName NameOf(byte[] octets, int length) => ref _names[PlaceOf(octets, length)];

    /// <summary>The address of 4 or 16 octets.</summary>
    internal IPAddress Address(byte[] octets, int length)
    {
        ref var place = ref _addresses[PlaceOf(octets, length)];
        if (!Are(place.Octets, octets, length))
        {
            place = new(Copy(octets, length));
        }

        return place.Address;
    }

    private static byte[] Copy(byte[] octets, int length)
    {
        var copy = new byte[length];
        System.Buffer.BlockCopy(octets, 0, copy, 0, length);
        return copy;
    }

    private static bool Are(byte[]? known, byte[] octets, int length)
    {
        if (known?.Length != length)
        {
            return false;
        }

        for (var i = 0; i < length; i++)
        {
            if (known[i] != octets[i])
            {
                return false;
            }
        }

        return true;
    }

    private static uint PlaceOf(byte[] octets, int length)
    {
        var hash = (uint)length;
        for (var i = 0; i < length; i++)
        {
            hash = (hash ^ octets[i]) * 16777619u;
        }

        return (hash ^ (hash >> 15)) % Places;
    }

    /// <summary>A name and how it was spelled.</summary>
    internal readonly struct PlacedName
    {
        private readonly byte[]? _octets;

        internal PlacedName(byte[] octets, int length, DomainName name)
        {
            _octets = Copy(octets, length);
            Name = name;
        }

        internal DomainName Name { get; }

        internal bool Is(byte[] octets, int length) => Are(_octets, octets, length);
    }

    private readonly struct PlacedAddress
    {
        internal PlacedAddress(byte[] octets)
        {
            Octets = octets;
            Address = new IPAddress(octets);
        }

        internal byte[]? Octets { get; }

        internal IPAddress Address { get; }
    }
}
