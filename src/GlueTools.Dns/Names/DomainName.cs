using System;

namespace GlueTools.Dns.Names;

/// <summary>
/// A domain name as a value: its uncompressed wire bytes (RFC 1035, section 3.1). Compared without regard to ASCII case (RFC 4343).
/// The default value is the root.
/// </summary>
/// <remarks>
/// Case folding may run over length octets as well as letters, because a length octet is below 64 and so never an ASCII letter.
/// </remarks>
public readonly struct DomainName : IEquatable<DomainName>, IComparable<DomainName>, IComparable
{
    /// <summary>The longest name in octets, length octets and the root's zero included (RFC 1035, section 2.3.4).</summary>
    public const int MaxWireLength = 255;

    /// <summary>The longest label in octets (RFC 1035, section 2.3.4).</summary>
    public const int MaxLabelLength = 63;

    private static readonly byte[] RootBytes = [0];

    private readonly byte[]? _wire;

    private DomainName(byte[] wire) => _wire = wire;

    /// <summary>The root of the name space.</summary>
    public static DomainName Root => default;

    /// <summary>Whether this is the root.</summary>
    public bool IsRoot => _wire is null || _wire.Length == 1;

    /// <summary>Octets of the name on the wire, uncompressed, 1 to 255.</summary>
    public int WireLength => Wire.Length;

    /// <summary>Number of labels, the root's empty label not counted: 0 to 127.</summary>
    public int LabelCount
    {
        get
        {
            var wire = Wire;
            var count = 0;
            for (var at = 0; wire[at] != 0; at += wire[at] + 1)
            {
                count++;
            }

            return count;
        }
    }

    /// <summary>Whether every label is of letters, digits and hyphens alone, and neither begins nor ends with a hyphen (RFC 952; RFC 1123, section 2.1).</summary>
    public bool IsHostName
    {
        get
        {
            var wire = Wire;
            for (int at = 0, end; wire[at] != 0; at = end)
            {
                end = at + wire[at] + 1;
                if (wire[at + 1] == '-' || wire[end - 1] == '-')
                {
                    return false;
                }

                for (var i = at + 1; i < end; i++)
                {
                    if (Fold(wire[i]) is not ((>= (byte)'a' and <= (byte)'z') or (>= (byte)'0' and <= (byte)'9') or (byte)'-'))
                    {
                        return false;
                    }
                }
            }

            return true;
        }
    }

    /// <summary>The name without its first label; the root's parent is the root.</summary>
    public DomainName Parent => IsRoot ? Root : Suffix(Wire[0] + 1);

    /// <summary>The name in presentation form, without the trailing dot; the root is <c>.</c>.</summary>
    public string Text => DomainNameText.Print(this);

    internal byte[] Wire => _wire ?? RootBytes;

    /// <summary>Reads a name in presentation form (RFC 1035, section 5.1; <c>\DDD</c> and <c>\X</c> understood). A trailing dot is allowed.</summary>
    /// <exception cref="FormatException">The text is no domain name; the message says why.</exception>
    public static DomainName Parse(string text) =>
        DomainNameText.TryParse(text, out var name, out var problem) ? name : throw new FormatException(problem);

    /// <summary>Reads a name in presentation form; false where the text is none.</summary>
    public static bool TryParse(string? text, out DomainName name) => DomainNameText.TryParse(text, out name, out _);

    /// <summary>Equality without regard to ASCII case.</summary>
    public static bool operator ==(DomainName left, DomainName right) => left.Equals(right);

    /// <summary>Inequality without regard to ASCII case.</summary>
    public static bool operator !=(DomainName left, DomainName right) => !left.Equals(right);

    /// <summary>Canonical order (RFC 4034, section 6.1).</summary>
    public static bool operator <(DomainName left, DomainName right) => left.CompareTo(right) < 0;

    /// <summary>Canonical order (RFC 4034, section 6.1).</summary>
    public static bool operator >(DomainName left, DomainName right) => left.CompareTo(right) > 0;

    /// <summary>Canonical order (RFC 4034, section 6.1).</summary>
    public static bool operator <=(DomainName left, DomainName right) => left.CompareTo(right) <= 0;

    /// <summary>Canonical order (RFC 4034, section 6.1).</summary>
    public static bool operator >=(DomainName left, DomainName right) => left.CompareTo(right) >= 0;

    /// <summary>Whether this name is <paramref name="ancestor"/> or lies below it.</summary>
    public bool IsAtOrBelow(DomainName ancestor)
    {
        byte[] mine = Wire, theirs = ancestor.Wire;
        if (ReferenceEquals(mine, theirs))
        {
            return true;
        }

        var at = 0;
        // Walk label by label: a plain suffix test would put notexample.com below example.com.
        while (mine.Length - at > theirs.Length)
        {
            at += mine[at] + 1;
        }

        return mine.Length - at == theirs.Length && SameBytes(mine, at, theirs);
    }

    /// <summary>Whether this name lies strictly below <paramref name="ancestor"/>.</summary>
    public bool IsBelow(DomainName ancestor) => WireLength > ancestor.WireLength && IsAtOrBelow(ancestor);

    /// <summary>The ancestor (or self) that keeps the last <paramref name="labels"/> labels.</summary>
    /// <param name="labels">0 (the root) to <see cref="LabelCount"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The name has fewer labels.</exception>
    public DomainName LastLabels(int labels)
    {
        var drop = LabelCount - labels;
        if (labels < 0 || drop < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(labels));
        }

        return Suffix(OffsetOf(drop));
    }

    /// <summary>The name with one more label in front.</summary>
    /// <exception cref="FormatException">The label is empty or over 63 octets, or the name would exceed 255.</exception>
    public DomainName Prepend(string label)
    {
        var first = Parse(label);
        return first.LabelCount == 1 ? first.Join(this) : throw new FormatException("'" + label + "' is not one label.");
    }

    /// <summary>This name read as relative to <paramref name="origin"/>: all labels of both.</summary>
    /// <exception cref="FormatException">The joined name would exceed 255 octets.</exception>
    public DomainName Join(DomainName origin)
    {
        byte[] mine = Wire, theirs = origin.Wire;
        var length = mine.Length - 1 + theirs.Length;
        if (length > MaxWireLength)
        {
            throw new FormatException("The name would be longer than 255 octets.");
        }

        var joined = new byte[length];
        Buffer.BlockCopy(mine, 0, joined, 0, mine.Length - 1);
        Buffer.BlockCopy(theirs, 0, joined, mine.Length - 1, theirs.Length);
        return new DomainName(joined);
    }

    /// <summary>The labels in front of <paramref name="zone"/> in presentation form, without a dot at the end; <c>@</c> for the zone itself.</summary>
    /// <exception cref="ArgumentException">The name is not at or below <paramref name="zone"/>.</exception>
    public string RelativeTo(DomainName zone)
    {
        if (!IsAtOrBelow(zone))
        {
            throw new ArgumentException(Text + " does not lie in " + zone.Text + ".", nameof(zone));
        }

        if (WireLength == zone.WireLength)
        {
            return "@";
        }

        return DomainNameText.PrintLabels(Wire, WireLength - zone.WireLength);
    }

    /// <summary>The name in lower case (ASCII letters only).</summary>
    public DomainName ToLower()
    {
        if (IsLower())
        {
            return this;
        }

        var lower = (byte[])Wire.Clone();
        for (var i = 0; i < lower.Length; i++)
        {
            lower[i] = Fold(lower[i]);
        }

        return new DomainName(lower);
    }

    /// <inheritdoc/>
    public bool Equals(DomainName other) =>
        ReferenceEquals(_wire, other._wire) || (Wire.Length == other.Wire.Length && SameBytes(Wire, 0, other.Wire));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DomainName other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = 2166136261u;
        foreach (var octet in Wire)
        {
            hash = (hash ^ Fold(octet)) * 16777619u;
        }

        return (int)hash;
    }

    /// <summary>Canonical order: from the root down, label by label (RFC 4034, section 6.1).</summary>
    public int CompareTo(DomainName other)
    {
        if (ReferenceEquals(_wire, other._wire))
        {
            return 0;
        }

        int mine = LabelCount, theirs = other.LabelCount;
        var shared = Math.Min(mine, theirs);
        for (var depth = 1; depth <= shared; depth++)
        {
            // Walking to the label again for each depth costs less than remembering where the labels begin: names are short.
            var order = CompareLabels(Wire, OffsetOf(mine - depth), other.Wire, other.OffsetOf(theirs - depth));
            if (order != 0)
            {
                return order;
            }
        }

        return mine.CompareTo(theirs);
    }

    /// <inheritdoc/>
    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        DomainName other => CompareTo(other),
        _ => throw new ArgumentException("Not a domain name.", nameof(obj)),
    };

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>The wire bytes, uncompressed, as a copy.</summary>
    public byte[] ToWire() => (byte[])Wire.Clone();

    /// <summary>Takes ownership of bytes that are known to be one valid uncompressed name.</summary>
    internal static DomainName FromTrustedWire(byte[] wire) => wire.Length == 1 ? Root : new DomainName(wire);

    internal static byte Fold(byte octet) => octet >= (byte)'A' && octet <= (byte)'Z' ? (byte)(octet | 0x20) : octet;

    private bool IsLower()
    {
        foreach (var octet in Wire)
        {
            if (octet != Fold(octet))
            {
                return false;
            }
        }

        return true;
    }

    private static bool SameBytes(byte[] mine, int offset, byte[] theirs)
    {
        for (var i = 0; i < theirs.Length; i++)
        {
            byte a = mine[offset + i], b = theirs[i];
            if (a != b && Fold(a) != Fold(b))
            {
                return false;
            }
        }

        return true;
    }

    private static int CompareLabels(byte[] mine, int mineAt, byte[] theirs, int theirsAt)
    {
        var shared = Math.Min(mine[mineAt], theirs[theirsAt]);
        for (var i = 1; i <= shared; i++)
        {
            var order = Fold(mine[mineAt + i]).CompareTo(Fold(theirs[theirsAt + i]));
            if (order != 0)
            {
                return order;
            }
        }

        return mine[mineAt].CompareTo(theirs[theirsAt]);
    }

    /// <summary>Where the label begins that has so many before it.</summary>
    private int OffsetOf(int label)
    {
        var at = 0;
        for (; label > 0; label--)
        {
            at += Wire[at] + 1;
        }

        return at;
    }

    private DomainName Suffix(int offset)
    {
        if (offset == 0)
        {
            return this;
        }

        var wire = Wire;
        var rest = new byte[wire.Length - offset];
        Buffer.BlockCopy(wire, offset, rest, 0, rest.Length);
        return FromTrustedWire(rest);
    }
}
