using System;
using GlueTools.Dns.Names;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Messages;

/// <summary>
/// Parses answers, and remembers the last of them: the servers of a zone mostly say the same, octet for octet, and then only the first answer is taken apart.
/// Messages that came in the same octets share their records, which also tells whoever compares them that there is no difference.
/// </summary>
public sealed class AnswerMemory
{
    /// <summary>Answers that are remembered unless somebody says otherwise: as many as some hundred audits wait for at once.</summary>
    private const int UsualPlaces = 4096;

    /// <summary>Answers for each place of names and addresses: most answers share theirs.</summary>
    private const int AnswersAPart = 4;

    /// <summary>Longer answers are rare, and would make the memory large.</summary>
    private const int LongestAnswer = 512;

    private const int AfterId = 2;

    private readonly Place?[] _places;
    private readonly SharedParts _parts;

    /// <summary>Remembers nothing yet.</summary>
    /// <param name="places">Answers that are remembered, a power of two, 4 or more.</param>
    public AnswerMemory(int places = UsualPlaces)
    {
        _places = new Place?[places];
        _parts = new SharedParts(places / AnswersAPart);
    }

    /// <summary>As <see cref="MessageParser.ParseSpelled"/>.</summary>
    /// <param name="bytes">A buffer that starts with the message.</param>
    /// <param name="length">Octets of the message in it.</param>
    /// <param name="asked">The name that was asked about: the message's names that are the same are that very object.</param>
    /// <exception cref="WireFormatException">The bytes are not a DNS message.</exception>
    public Message Parse(byte[] bytes, int length, DomainName asked = default)
    {
        if (length is < MessageParser.HeaderLength or > LongestAnswer)
        {
            return MessageParser.ParseSpelled(bytes, length, _parts);
        }

        ref var place = ref _places[Octets.Hash(bytes, AfterId, length) & (uint)(_places.Length - 1)];
        if (place is not null && place.Holds(bytes, length))
        {
            return place.Message.WithId((ushort)((bytes[0] << 8) | bytes[1]));
        }

        _parts.Expect(asked.Wire);
        var message = MessageParser.ParseSpelled(bytes, length, _parts);
        place ??= new Place();
        place.Keep(bytes, length, message);
        return message;
    }

    private sealed class Place
    {
        private byte[] _bytes = [];
        private int _length;

        internal Message Message { get; private set; } = null!;

        internal void Keep(byte[] bytes, int length, Message message)
        {
            if (_bytes.Length < length)
            {
                // Sized for the next answers too, so that the place settles on one array.
                _bytes = new byte[Math.Min(LongestAnswer, (length + 63) & ~63)];
            }

            Buffer.BlockCopy(bytes, 0, _bytes, 0, length);
            _length = length;
            Message = message;
        }

        internal bool Holds(byte[] bytes, int length) => length == _length && Octets.AreSame(bytes, _bytes, AfterId, length);
    }
}
