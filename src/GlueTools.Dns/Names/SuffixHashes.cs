using System;
using System.Runtime.CompilerServices;

namespace GlueTools.Dns.Names;

/// <summary>
/// Numbers of 64 bits that stand for a name and for each name above it, without regard to case, made in one go. Of five million names two have the same with a
/// probability below one in a million; a secret keeps those who choose names from choosing two that have. One of these is for one thread and for one name after the other.
/// </summary>
public sealed class SuffixHashes
{
    /// <summary>Octets of a secret.</summary>
    public const int SecretLength = 16;

    private readonly ulong _start, _factor;
    private readonly ulong[] _hashes = new ulong[128];
    private readonly int[] _offsets = new int[128];

    /// <summary>Creates one; those of one secret give a name the same number.</summary>
    /// <param name="secret"><see cref="SecretLength"/> octets that nobody can know beforehand.</param>
    /// <exception cref="ArgumentException">It has another length.</exception>
    public SuffixHashes(byte[] secret)
    {
        if (secret.Length != SecretLength)
        {
            throw new ArgumentException("A secret has " + SecretLength + " octets.", nameof(secret));
        }

        _start = BitConverter.ToUInt64(secret, 0);
        // An odd factor keeps different states apart.
        _factor = BitConverter.ToUInt64(secret, 8) | 1;
    }

    /// <summary>Labels of the name.</summary>
    public int LabelCount { get; private set; }

    /// <summary>The number of the whole name.</summary>
    public ulong Whole => _hashes[LabelCount];

    /// <summary>The number of the name's last labels.</summary>
    /// <param name="labels">How many: 0 (the root) to <see cref="LabelCount"/>.</param>
    public ulong this[int labels] => _hashes[labels];

    /// <summary>Takes a name in place of the one before.</summary>
    public void Set(DomainName name)
    {
        var wire = name.Wire;
        var count = 0;
        for (var at = 0; wire[at] != 0; at += wire[at] + 1)
        {
            _offsets[count++] = at;
        }

        LabelCount = count;
        var (hash, factor) = (_start, _factor);
        _hashes[0] = hash;
        for (var labels = 1; labels <= count; labels++)
        {
            var at = _offsets[count - labels];
            for (var end = at + wire[at]; at <= end; at++)
            {
                hash = (hash ^ DomainName.Fold(wire[at])) * factor;
            }

            // The low bits depend on low bits alone, and tables take those.
            _hashes[labels] = hash ^ (hash >> 29);
        }
    }

    /// <summary>Takes a name in place of the one before.</summary>
    [MethodImpl(Hot.Path)]
    public void Set(NameOctets name)
    {
        byte[] folded = name.Folded, offsets = name.Offsets;
        var hashes = _hashes;
        var count = name.LabelCount;
        LabelCount = count;
        var (hash, factor) = (_start, _factor);
        hashes[0] = hash;
        for (var labels = 1; labels <= count; labels++)
        {
            int at = offsets[count - labels];
            for (var end = at + folded[at]; at <= end; at++)
            {
                hash = (hash ^ folded[at]) * factor;
            }

            hashes[labels] = hash ^ (hash >> 29);
        }
    }

    /// <summary>The number of a name.</summary>
    public ulong Of(DomainName name)
    {
        Set(name);
        return Whole;
    }
}
