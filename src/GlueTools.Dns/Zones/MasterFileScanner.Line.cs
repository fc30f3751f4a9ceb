using System;
using System.Runtime.CompilerServices;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Dns.Zones;

/// <summary>The ordinary line.</summary>
public sealed partial class MasterFileScanner
{
    /// <summary>Reads the line that was found, and goes on behind it, unless it is odd.</summary>
    [MethodImpl(Hot.Path)]
    private LineKind ReadLine()
    {
        var text = _lines!.Octets;
        int at = _lines.At, end = _lines.End;
        if (end > at && text[end - 1] == (byte)'\r')
        {
            end--;
        }

        if (at == end || text[at] == (byte)';')
        {
            return Pass(LineKind.Empty);
        }

        bool isSame, isRead = false;
        if (text[at] is (byte)' ' or (byte)'\t')
        {
            isSame = true;
        }
        else
        {
            isSame = _ownerLength > 0 && IsOwner(text, at, end);
            if (isSame)
            {
                at += _ownerLength;
            }
            else
            {
                var first = at;
                at = _next.Read(text, at, end, _origin);
                isRead = true;
                if (at < 0)
                {
                    return LineKind.Odd;
                }

                // A line that turns out to be odd takes this back.
                Note(text, first, at - first);
            }
        }

        at = PlainWords.SkipBlanks(text, at, end);
        if (at == end)
        {
            return text[_lines.At] is (byte)' ' or (byte)'\t' ? Pass(LineKind.Empty) : LineKind.Odd;
        }

        if (isSame && !_hasOwner)
        {
            return LineKind.Odd;
        }

        uint ttl = 0;
        bool hasTtl = false, hasClass = false;
        for (; at < end; at = PlainWords.SkipBlanks(text, at, end))
        {
            if (!hasTtl && (uint)(text[at] - '0') <= 9)
            {
                at = PlainWords.Number(text, at, end, 9, out ttl);
                hasTtl = true;
                if (at < 0)
                {
                    return LineKind.Odd;
                }
            }
            else if (!hasClass && at + 2 < end && text[at + 2] is (byte)' ' or (byte)'\t' && (text[at] | 0x20) == 'i' && (text[at + 1] | 0x20) == 'n')
            {
                at += 2;
                hasClass = true;
            }
            else
            {
                break;
            }
        }

        var word = PlainWords.EndOfWord(text, at, end);
        if (word < 0 || !PlainWords.Type(text, at, word, out var type, out var written) || !TryData(type, text, PlainWords.SkipBlanks(text, word, end), end, hasTtl))
        {
            return LineKind.Odd;
        }

        if (hasTtl)
        {
            _ttls.Last = ttl;
        }

        if (IsWanted)
        {
            if (!hasTtl)
            {
                ttl = (_ttls.Default ?? _ttls.Last)!.Value;
                _ttls.Last ??= ttl;
            }

            Ttl = ttl;
        }

        (Type, TypeText, Line, IsSameOwner, _known) = (type, written, _line, isSame && !_isAfterEntry, null);
        _isAfterEntry = false;
        if (isRead)
        {
            (Owner, _next) = (_next, Owner);
            _hasOwner = _isOwnerAhead = true;
        }

        return Pass(LineKind.Record);
    }

    /// <summary>Reads the data where they are wanted, and sees to it that they are plain where not.</summary>
    [MethodImpl(Hot.Path)]
    private bool TryData(RecordType type, byte[] text, int at, int end, bool hasTtl)
    {
        switch (type)
        {
            case RecordType.NS:
                IsWanted = _wantsNs;
                break;
            case RecordType.DS:
                IsWanted = _wantsDs;
                break;
            case RecordType.A:
                IsWanted = _wantsIPv4;
                break;
            case RecordType.AAAA:
                IsWanted = _wantsIPv6;
                break;
            default:
                IsWanted = false;
                return !Wants(type) && PlainWords.ArePlain(text, at, end);
        }

        if (!IsWanted)
        {
            return PlainWords.ArePlain(text, at, end);
        }

        if (!hasTtl && _ttls.Default is null && _ttls.Last is null)
        {
            return false;
        }

        if (type == RecordType.NS)
        {
            at = Target.Read(text, at, end, _origin);
            return at >= 0 && PlainWords.SkipBlanks(text, at, end) == end;
        }

        if (type == RecordType.DS)
        {
            return TryDs(text, at, end);
        }

        var word = PlainWords.EndOfWord(text, at, end);
        _length = type == RecordType.A ? 4 : 16;
        return word >= 0 && PlainWords.SkipBlanks(text, word, end) == end && (type == RecordType.A ? PlainWords.IPv4(text, at, word, _data) : PlainWords.IPv6(text, at, word, _data));
    }

    [MethodImpl(Hot.Path)]
    private bool TryDs(byte[] text, int at, int end)
    {
        at = PlainWords.Number(text, at, end, 5, out var tag);
        if (at < 0 || tag > ushort.MaxValue)
        {
            return false;
        }

        at = PlainWords.Number(text, PlainWords.SkipBlanks(text, at, end), end, 3, out var algorithm);
        if (at < 0 || algorithm > byte.MaxValue)
        {
            return false;
        }

        at = PlainWords.Number(text, PlainWords.SkipBlanks(text, at, end), end, 3, out var digest);
        if (at < 0 || digest > byte.MaxValue)
        {
            return false;
        }

        at = PlainWords.SkipBlanks(text, at, end);
        (_data[0], _data[1], _data[2], _data[3]) = ((byte)(tag >> 8), (byte)tag, (byte)algorithm, (byte)digest);
        _length = PlainWords.HexToEnd(text, at, end, _data, 4);
        // None at all is an error, or not, as the reader sees it.
        return _length > 4;
    }

    private LineKind Pass(LineKind what)
    {
        _lines!.Pass();
        _line++;
        return what;
    }

    [MethodImpl(Hot.Path)]
    private bool IsOwner(byte[] text, int at, int end)
    {
        var length = _ownerLength;
        if (at + length >= end || text[at + length] is not ((byte)' ' or (byte)'\t'))
        {
            return false;
        }

        var owner = _ownerText;
        for (var i = 0; i < length; i++)
        {
            if (text[at + i] != owner[i])
            {
                return false;
            }
        }

        return true;
    }

    private void Note(byte[] text, int at, int length)
    {
        _ownerLength = length <= _ownerText.Length ? length : 0;
        Buffer.BlockCopy(text, at, _ownerText, 0, _ownerLength);
    }

    private enum LineKind
    {
        /// <summary>It holds nothing.</summary>
        Empty,

        /// <summary>It is a record.</summary>
        Record,

        /// <summary>The reader has to look at it.</summary>
        Odd,
    }
}
