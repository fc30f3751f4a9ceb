using System;
using GlueTools.Dns.Names;

namespace GlueTools.Dns.Wire;

/// <summary>
/// Reads numbers and names from a message (RFC 1035, section 4.1). A reader may be limited to one record's RDATA; names in it still look back into the
/// whole message.
/// </summary>
internal struct WireReader
{
    // As many as a name has labels at most: one in front of each is the most that compression can put there.
    private const int MaxPointers = 127;

    private readonly byte[] _message;

    // Not the array's length: the buffer may be longer than the message and hold an older one behind it.
    private readonly int _messageEnd;

    // The name asked about, whose spelling its labels get wherever they come; null leaves all as it is.
    private byte[]? _asked;

    internal WireReader(byte[] message, int offset, int messageEnd)
        : this(message, offset, messageEnd, messageEnd)
    {
    }

    private WireReader(byte[] message, int offset, int end, int messageEnd)
    {
        _message = message;
        _messageEnd = messageEnd;
        Offset = offset;
        End = end;
    }

    /// <summary>Octets from the start of the message.</summary>
    internal int Offset { get; private set; }

    /// <summary>The first octet that may not be read.</summary>
    internal int End { get; }

    internal readonly int Remaining => End - Offset;

    /// <summary>Whether labels are spelled as in the question.</summary>
    internal bool SpellsAsAsked { get; init; }

    /// <summary>What was read before, to be the same objects again; null where nothing is.</summary>
    internal SharedParts? Parts { get; init; }

    /// <summary>The name asked about, uncompressed, once it is known.</summary>
    internal byte[] Asked
    {
        set => _asked = SpellsAsAsked ? value : null;
    }

    internal byte ReadByte()
    {
        Need(1);
        return _message[Offset++];
    }

    internal ushort ReadUInt16()
    {
        Need(2);
        var value = (ushort)((_message[Offset] << 8) | _message[Offset + 1]);
        Offset += 2;
        return value;
    }

    internal uint ReadUInt32() => ((uint)ReadUInt16() << 16) | ReadUInt16();

    internal byte[] ReadBytes(int count)
    {
        Need(count);
        var bytes = new byte[count];
        Buffer.BlockCopy(_message, Offset, bytes, 0, count);
        Offset += count;
        return bytes;
    }

    /// <summary>A reader for the next <paramref name="length"/> octets, which this one steps over.</summary>
    internal WireReader Slice(int length)
    {
        Need(length);
        var slice = new WireReader(_message, Offset, Offset + length, _messageEnd) { _asked = _asked, Parts = Parts };
        Offset += length;
        return slice;
    }

    /// <summary>Everything the slice was given must have been read.</summary>
    internal readonly void ExpectEnd()
    {
        if (Offset != End)
        {
            throw new WireFormatException(Offset, "record data longer than its type allows");
        }
    }

    /// <summary>Steps over a name that is nothing but a pointer to <paramref name="target"/>, where a name was read before; false where the name is another.</summary>
    internal bool TryReadPointer(int target)
    {
        if (Remaining < 2 || _message[Offset] != (0xC0 | (target >> 8)) || _message[Offset + 1] != (byte)target)
        {
            return false;
        }

        Offset += 2;
        return true;
    }

    /// <summary>Reads a name, compressed or not.</summary>
    internal DomainName ReadName()
    {
        if (Parts is not null && TryReadAgain(Parts, out var known))
        {
            return known;
        }

        int at = Offset, end = End, length = 0, after = -1, start = Offset, pointers = 0;
        // First measure, then copy: one exact allocation per name. A pointer must lead strictly backward (RFC 1035, section 4.1.4: "a prior
        // occurance"), so a loop cannot exist. They are counted because a chain of thousands, used by thousands of records, costs too much.
        while (true)
        {
            if (at >= end)
            {
                throw new WireFormatException(at, "a name that runs past its end");
            }

            var octet = _message[at];
            if (octet == 0)
            {
                length++;
                break;
            }

            if (octet < 0x40)
            {
                length += octet + 1;
                at += octet + 1;
            }
            else if (octet >= 0xC0)
            {
                if (at + 1 >= end)
                {
                    throw new WireFormatException(at, "a compression pointer cut short");
                }

                var target = ((octet & 0x3F) << 8) | _message[at + 1];
                if (target >= start)
                {
                    throw new WireFormatException(at, "a compression pointer that does not lead backward");
                }

                if (++pointers > MaxPointers)
                {
                    throw new WireFormatException(at, "a name of too many compression pointers");
                }

                after = after < 0 ? at + 2 : after;
                start = at = target;
                end = _messageEnd;
            }
            else
            {
                throw new WireFormatException(at, "an unknown label type");
            }

            if (length >= DomainName.MaxWireLength)
            {
                throw new WireFormatException(at, "a name longer than 255 octets");
            }
        }

        var name = CopyName(Offset, length);
        if (IsPointer)
        {
            Parts?.Note(TargetOf(Offset), name, pointers - 1);
        }
        else
        {
            Parts?.Note(Offset, name, pointers);
        }

        Offset = after < 0 ? at + 1 : after;
        return name;
    }

    private readonly bool IsPointer => Remaining >= 2 && _message[Offset] >= 0xC0;

    private readonly int TargetOf(int pointer) => ((_message[pointer] & 0x3F) << 8) | _message[pointer + 1];

    /// <summary>A name that is nothing but a pointer to one that was read before.</summary>
    private bool TryReadAgain(SharedParts parts, out DomainName name)
    {
        if (IsPointer && TargetOf(Offset) is var target && target < Offset && parts.TryGet(target, out name, out var pointers) && pointers < MaxPointers)
        {
            Offset += 2;
            return true;
        }

        name = default;
        return false;
    }

    private readonly DomainName CopyName(int at, int length)
    {
        if (length == 1)
        {
            return DomainName.Root;
        }

        var wire = Parts?.Scratch ?? new byte[length];
        for (var to = 0; _message[at] != 0;)
        {
            if (_message[at] >= 0xC0)
            {
                at = ((_message[at] & 0x3F) << 8) | _message[at + 1];
                continue;
            }

            var label = _message[at] + 1;
            Buffer.BlockCopy(_message, at, wire, to, label);
            at += label;
            to += label;
        }

        wire[length - 1] = 0;
        if (_asked is not null)
        {
            NameSpelling.Spell(wire, _asked);
        }

        return DomainName.FromTrustedWire(Parts?.Shared(length) ?? wire);
    }

    private readonly void Need(int count)
    {
        if (count > End - Offset)
        {
            throw new WireFormatException(Offset, "a message cut short");
        }
    }
}
