using GlueTools.Dns.Names;

namespace GlueTools.Dns.Messages;

/// <summary>
/// Which letters of a question's name go out in the other case than they were asked in ("0x20"): servers repeat them, and who does not see the question must
/// guess them. The default value changes nothing.
/// </summary>
public readonly struct LetterCase
{
    // Bit n is for the name's letter n. More letters than bits stay as asked: 64 are guessed by nobody.
    private readonly ulong _flips;

    /// <summary>Letters by number: a bit for each that is turned over.</summary>
    public LetterCase(ulong flips) => _flips = flips;

    /// <summary>The letters in a name: what each adds one bit to a guess.</summary>
    public static int LettersIn(DomainName name)
    {
        var count = 0;
        foreach (var octet in name.Wire)
        {
            count += IsLetter(octet) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Changes a name in place.</summary>
    /// <param name="bytes">Holds the uncompressed name.</param>
    /// <param name="at">Where the name begins.</param>
    /// <param name="length">Its octets.</param>
    public void Apply(byte[] bytes, int at, int length)
    {
        var flips = _flips;
        for (var end = at + length; at < end && flips != 0; at++)
        {
            if (IsLetter(bytes[at]))
            {
                bytes[at] ^= (byte)((flips & 1) << 5);
                flips >>= 1;
            }
        }
    }

    /// <summary>Whether a name is the one that was asked in exactly these letters, or in others, or is another name.</summary>
    public ResponseFit Compare(byte[] bytes, int at, DomainName asked) => Compare(bytes, at, asked.Wire);

    /// <summary>As above, for a name in the octets of a message.</summary>
    internal ResponseFit Compare(byte[] bytes, int at, byte[] asked)
    {
        var flips = _flips;
        var fit = ResponseFit.Exact;
        for (var i = 0; i < asked.Length; i++)
        {
            int octet = asked[i];
            if (flips != 0 && IsLetter(asked[i]))
            {
                octet ^= (int)(flips & 1) << 5;
                flips >>= 1;
            }

            if (bytes[at + i] == octet)
            {
                continue;
            }

            if (DomainName.Fold(bytes[at + i]) != DomainName.Fold(asked[i]))
            {
                return ResponseFit.None;
            }

            fit = ResponseFit.OtherCase;
        }

        return fit;
    }

    private static bool IsLetter(byte octet) => (uint)((octet | 0x20) - 'a') < 26;
}
