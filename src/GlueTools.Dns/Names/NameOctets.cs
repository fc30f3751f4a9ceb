using System;
using System.Runtime.CompilerServices;

namespace GlueTools.Dns.Names;

/// <summary>
/// A name in a place of its own, which the next name is written over: for millions of names of which hardly any is looked at twice. One of these is for one thread.
/// </summary>
public sealed class NameOctets
{
    // Read by its letters alone: what is 0 ends a name, or needs a closer look. Letters are folded, and what no host's name has stands with its highest bit set.
    private static readonly byte[] Letters = MakeLetters();

    private readonly byte[] _letters = Letters;

    /// <summary>The octets as they were spelled.</summary>
    internal byte[] Wire { get; } = new byte[DomainName.MaxWireLength + 1];

    /// <summary>The octets in lower case.</summary>
    internal byte[] Folded { get; } = new byte[DomainName.MaxWireLength + 1];

    /// <summary>Where the labels begin.</summary>
    internal byte[] Offsets { get; } = new byte[128];

    /// <summary>Octets of the name on the wire.</summary>
    public int WireLength { get; private set; } = 1;

    /// <summary>Labels, that of the root not counted.</summary>
    public int LabelCount { get; private set; }

    /// <summary>Whether each label is made of letters, digits and hyphens as a host's is (RFC 1123, section 2.1), and there is one.</summary>
    public bool IsHostName { get; private set; }

    /// <summary>Whether its first label is the asterisk of a wildcard (RFC 4592, section 2.1.1).</summary>
    public bool IsWildcard => LabelCount > 0 && Wire[0] == 1 && Wire[1] == (byte)'*';

    /// <summary>Takes a name.</summary>
    public void Set(DomainName name)
    {
        var from = name.Wire;
        Buffer.BlockCopy(from, 0, Wire, 0, from.Length);
        WireLength = from.Length;
        LabelCount = 0;
        IsHostName = from.Length > 1;
        for (var at = 0; from[at] != 0; at += from[at] + 1)
        {
            Offsets[LabelCount++] = (byte)at;
            for (int i = at + 1, end = at + from[at]; i <= end; i++)
            {
                var isHyphen = from[i] == (byte)'-';
                IsHostName &= _letters[from[i]] is > 0 and < 0x80 and not (byte)'.' && !(isHyphen && (i == at + 1 || i == end));
            }
        }

        for (var i = 0; i < from.Length; i++)
        {
            Folded[i] = DomainName.Fold(from[i]);
        }
    }

    /// <summary>Takes what another one of these holds.</summary>
    [MethodImpl(Hot.Path)]
    public void Set(NameOctets other)
    {
        Buffer.BlockCopy(other.Wire, 0, Wire, 0, other.WireLength);
        Buffer.BlockCopy(other.Folded, 0, Folded, 0, other.WireLength);
        Buffer.BlockCopy(other.Offsets, 0, Offsets, 0, other.LabelCount);
        (WireLength, LabelCount, IsHostName) = (other.WireLength, other.LabelCount, other.IsHostName);
    }

    /// <summary>The name, as a value that stays.</summary>
    public DomainName ToName()
    {
        var wire = new byte[WireLength];
        Buffer.BlockCopy(Wire, 0, wire, 0, WireLength);
        return DomainName.FromTrustedWire(wire);
    }

    /// <summary>The octets, appended to what is kept elsewhere.</summary>
    /// <param name="to">Where they go; long enough.</param>
    /// <param name="at">From where on.</param>
    public void CopyTo(byte[] to, int at) => Buffer.BlockCopy(Wire, 0, to, at, WireLength);

    /// <summary>A number that is always the same for a name, and nearly always another for another name: to tell a few apart that nobody chose to mislead.</summary>
    [MethodImpl(Hot.Path)]
    public ulong ToNumber()
    {
        const ulong Factor = 0x9E3779B97F4A7C15;
        ulong number = (ulong)WireLength;
        var at = 0;
        for (; at + sizeof(ulong) <= WireLength; at += sizeof(ulong))
        {
            number = (number ^ BitConverter.ToUInt64(Folded, at)) * Factor;
            number ^= number >> 32;
        }

        for (; at < WireLength; at++)
        {
            number = (number ^ Folded[at]) * Factor;
        }

        return number;
    }

    /// <summary>Whether this name is another or lies below it.</summary>
    [MethodImpl(Hot.Path)]
    public bool IsAtOrBelow(NameOctets other)
    {
        if (LabelCount < other.LabelCount)
        {
            return false;
        }

        var at = LabelCount == other.LabelCount ? 0 : other.LabelCount == 0 ? WireLength - 1 : Offsets[LabelCount - other.LabelCount];
        if (WireLength - at != other.WireLength)
        {
            return false;
        }

        for (var i = 0; i < other.WireLength; i++)
        {
            if (Folded[at + i] != other.Folded[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a label begins with these letters and goes on; they are in lower case.</summary>
    [MethodImpl(Hot.Path)]
    public bool HasLabelThatBegins(byte[] letters)
    {
        for (var label = 0; label < LabelCount; label++)
        {
            int at = Offsets[label], i = 0;
            if (Folded[at] > letters.Length)
            {
                while (i < letters.Length && Folded[at + 1 + i] == letters[i])
                {
                    i++;
                }

                if (i == letters.Length)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Reads a name that is written plainly, as nearly all are; where it ends, or -1 where it needs a closer look.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where the name begins.</param>
    /// <param name="end">Where the line ends.</param>
    /// <param name="origin">What it is relative to without a dot at its end.</param>
    [MethodImpl(Hot.Path)]
    internal int Read(byte[] text, int at, int end, NameOctets origin)
    {
        byte[] wire = Wire, folded = Folded, letters = _letters;
        int labelAt = 0, to = 1, labels = 0;
        byte seen = 0;
        for (; at < end; at++)
        {
            var letter = letters[text[at]];
            if (letter == (byte)'.')
            {
                if (!Close(wire, folded, labelAt, to, ref seen))
                {
                    return -1;
                }

                Offsets[labels++] = (byte)labelAt;
                labelAt = to++;
            }
            else if (letter == 0)
            {
                break;
            }
            else
            {
                seen |= letter;
                wire[to] = text[at];
                folded[to++] = (byte)(letter & 0x7F);
            }

            if (to >= DomainName.MaxWireLength)
            {
                return -1;
            }
        }

        if (at < end && text[at] != (byte)' ' && text[at] != (byte)'\t')
        {
            return -1;
        }

        if (to > labelAt + 1)
        {
            // Relative.
            if (to + origin.WireLength > DomainName.MaxWireLength || !Close(wire, folded, labelAt, to, ref seen))
            {
                return -1;
            }

            Offsets[labels++] = (byte)labelAt;
            Buffer.BlockCopy(origin.Wire, 0, wire, to, origin.WireLength);
            Buffer.BlockCopy(origin.Folded, 0, folded, to, origin.WireLength);
            for (var i = 0; i < origin.LabelCount; i++)
            {
                Offsets[labels++] = (byte)(origin.Offsets[i] + to);
            }

            WireLength = to + origin.WireLength;
            IsHostName = seen < 0x80 && (origin.LabelCount == 0 || origin.IsHostName);
        }
        else if (labels == 0)
        {
            return -1;
        }
        else
        {
            wire[labelAt] = folded[labelAt] = 0;
            WireLength = to;
            IsHostName = seen < 0x80;
        }

        LabelCount = labels;
        return at;
    }

    [MethodImpl(Hot.Path)]
    private static bool Close(byte[] wire, byte[] folded, int labelAt, int to, ref byte seen)
    {
        var length = to - labelAt - 1;
        if ((uint)(length - 1) >= DomainName.MaxLabelLength)
        {
            return false;
        }

        wire[labelAt] = folded[labelAt] = (byte)length;
        if (wire[labelAt + 1] == (byte)'-' || wire[to - 1] == (byte)'-')
        {
            seen = 0x80;
        }

        return true;
    }

    private static byte[] MakeLetters()
    {
        var letters = new byte[256];
        for (var letter = 0; letter < 256; letter++)
        {
            letters[letter] = (char)letter switch
            {
                (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '.' => (byte)letter,
                >= 'A' and <= 'Z' => DomainName.Fold((byte)letter),
                '_' or '*' or '/' => (byte)(letter | 0x80),
                _ => 0,
            };
        }

        return letters;
    }
}
