using System;
using System.Globalization;
using System.Text;
using GlueTools.Dns.Names;

namespace GlueTools.Dns.Names;

/// <summary>
/// One part of a list that several runs divide among them, such as 3 of 16. Which part a name falls into depends on the name alone, so every run can be given
/// the whole list: it is FNV-1a (64 bits) over the name's wire form in lower case, the upper half of the result XORed onto the lower, modulo the number of parts.
/// Text that is no name is hashed as UTF-8, so that it falls into one part, too. This never changes: parts of a run may be years and versions apart.
/// </summary>
public sealed class Shard
{
    /// <summary>The most parts that a list is divided into.</summary>
    public const int MostParts = 1_000_000;

    private const ulong OffsetBasis = 14695981039346656037, Prime = 1099511628211;

    private Shard(int number, int count)
    {
        Number = number;
        Count = count;
    }

    /// <summary>Which part it is, from 1 to <see cref="Count"/>.</summary>
    public int Number { get; }

    /// <summary>How many parts there are, from 1 to <see cref="MostParts"/>.</summary>
    public int Count { get; }

    /// <summary>Reads a part as people write it: <c>3/16</c>.</summary>
    /// <param name="text">Number and count, both without sign or space.</param>
    /// <param name="shard">The part; null where the text is none.</param>
    public static bool TryParse(string? text, out Shard? shard)
    {
        shard = null;
        var parts = (text ?? string.Empty).Split('/');
        if (parts.Length == 2 && TryRead(parts[0], out var number) && TryRead(parts[1], out var count) && number <= count)
        {
            shard = new Shard(number, count);
        }

        return shard is not null;
    }

    /// <summary>What a part looks like, for whoever wrote it otherwise.</summary>
    public static string Rule { get; } = string.Format(CultureInfo.InvariantCulture, "N/M, such as 3/16: N from 1 to M, M at most {0}", MostParts);

    /// <summary>Whether a name falls into this part, however it is written; white space around it does not count.</summary>
    public bool Holds(string? text) => PartOf(text, Count) == Number;

    /// <inheritdoc/>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0}/{1}", Number, Count);

    /// <summary>The number of the part, of so many, into which a name falls.</summary>
    internal static int PartOf(string? text, int count) => 1 + (int)(Hash(DomainNameInput.TryRead(text, out var name, out _, out _)
        ? name.ToLower().ToWire()
        : Encoding.UTF8.GetBytes((text ?? string.Empty).Trim(' ', '\t', '\r', '\n'))) % (uint)count);

    private static bool TryRead(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is >= 1 and <= MostParts;

    private static uint Hash(byte[] octets)
    {
        var hash = OffsetBasis;
        foreach (var octet in octets)
        {
            hash = unchecked((hash ^ octet) * Prime);
        }

        // The lowest bits of FNV-1a depend on the lowest bits of the octets only, and a modulus that is a power of two takes nothing else.
        return unchecked((uint)(hash >> 32) ^ (uint)hash);
    }
}
