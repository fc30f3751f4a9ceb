using System;
using GlueTools.Dns.Records;

namespace GlueTools.Dns.Messages;

/// <summary>The COOKIE option of a message (RFC 7873, section 4), found in its octets before anything is allocated for it.</summary>
public readonly struct CookieOption
{
    /// <summary>The number of the option.</summary>
    public const ushort Code = 10;

    /// <summary>Octets of a client cookie.</summary>
    public const int ClientLength = 8;

    /// <summary>Octets of a whole cookie where the server's part is longest.</summary>
    public const int MaxLength = 40;

    /// <summary>Octets of code and length, which go before the cookie.</summary>
    internal const int Overhead = 4;

    // Octets of an OPT record before its options: root, type, size, code and flags, length.
    private const int OptLength = 11;

    private readonly int _optAt;
    private readonly bool _isLast;

    private CookieOption(int optAt, int at, int length, bool isLast)
    {
        _optAt = optAt;
        At = at;
        Length = length;
        _isLast = isLast;
    }

    /// <summary>Whether the message has an OPT record.</summary>
    public bool HasEdns => _optAt > 0;

    /// <summary>Whether there is a cookie.</summary>
    public bool IsThere => At > 0;

    /// <summary>Where the client cookie begins.</summary>
    public int At { get; }

    /// <summary>Octets of both parts.</summary>
    public int Length { get; }

    /// <summary>Whether a response may be so: both parts, the server's 8 to 32 octets (RFC 7873, section 4.2).</summary>
    public bool IsWhole => Length is >= ClientLength + 8 and <= MaxLength;

    /// <summary>Looks for it; a message that breaks off has none, and the parser will say why.</summary>
    public static CookieOption Find(byte[] bytes, int length)
    {
        int additionals = Get(bytes, 10), others = Get(bytes, 6) + Get(bytes, 8);
        if (additionals == 0)
        {
            return default;
        }

        var at = MessageParser.HeaderLength;
        for (var questions = Get(bytes, 4); questions > 0; questions--)
        {
            at = SkipName(bytes, at, length) + 4;
        }

        for (var left = others + additionals; left > 0; left--)
        {
            var owner = at;
            at = SkipName(bytes, at, length);
            if (at + 10 > length)
            {
                return default;
            }

            var dataEnd = at + 10 + Get(bytes, at + 8);
            if (dataEnd > length)
            {
                return default;
            }

            if (left <= additionals && Get(bytes, at) == (int)RecordType.OPT)
            {
                return FindIn(bytes, owner, at + 10, dataEnd, isLast: left == 1 && dataEnd == length);
            }

            at = dataEnd;
        }

        return default;
    }

    /// <summary>The whole response code, its upper bits from OPT (RFC 6891, section 6.1.3).</summary>
    public ResponseCode ResponseCodeOf(byte[] bytes) => (ResponseCode)((bytes[3] & 15) | (HasEdns ? bytes[_optAt + 5] << 4 : 0));

    /// <summary>
    /// Takes the cookie out of the message, so that what servers say alike is alike, octet for octet; where something follows OPT, which compression might
    /// point into, the cookie is blanked instead. Returns the message's new length.
    /// </summary>
    internal int Remove(byte[] bytes, int length)
    {
        if (!IsThere)
        {
            return length;
        }

        if (!_isLast)
        {
            Array.Clear(bytes, At, Length);
            return length;
        }

        var size = Overhead + Length;
        Buffer.BlockCopy(bytes, At + Length, bytes, At - Overhead, length - At - Length);
        var options = Get(bytes, _optAt + 9) - size;
        bytes[_optAt + 9] = (byte)(options >> 8);
        bytes[_optAt + 10] = (byte)options;
        return length - size;
    }

    // Of several cookies the first counts (RFC 7873, section 5.3).
    private static CookieOption FindIn(byte[] bytes, int owner, int at, int end, bool isLast)
    {
        var opt = at - OptLength;
        // OPT belongs to the root, in one octet; another owner is no OPT that the rest could be read from.
        if (opt != owner)
        {
            return default;
        }

        while (at + Overhead <= end)
        {
            int code = Get(bytes, at), length = Get(bytes, at + 2);
            if (at + Overhead + length > end)
            {
                break;
            }

            if (code == Code)
            {
                return new CookieOption(opt, at + Overhead, length, isLast);
            }

            at += Overhead + length;
        }

        return new CookieOption(opt, 0, 0, isLast);
    }

    // Where a name ends; the message's end where it runs past it.
    private static int SkipName(byte[] bytes, int at, int length)
    {
        while (at < length)
        {
            var octet = bytes[at];
            if (octet >= 0xC0)
            {
                return Math.Min(at + 2, length);
            }

            if (octet == 0)
            {
                return at + 1;
            }

            at += octet + 1;
        }

        return length;
    }

    private static int Get(byte[] bytes, int at) => (bytes[at] << 8) | bytes[at + 1];
}
