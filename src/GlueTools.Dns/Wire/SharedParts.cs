using System;
using GlueTools.Dns.Names;

namespace GlueTools.Dns.Wire;

/// <summary>
/// Names and addresses that messages have in common. Read again, they are the same objects: that costs no memory, and whoever compares them sees at a glance that
/// there is no difference. A place holds what came last, and all octets are compared, letters included: what is remembered is never seen otherwise than by that.
/// </summary>
internal sealed class SharedParts
{
    /// <summary>Places of each kind unless somebody says otherwise: some hundred audits under way have about so many names and addresses.</summary>
    private const int UsualPlaces = 1024;

    /// <summary>Names of one message that a pointer may lead to; those beyond are read again.</summary>
    private const int NamesInMessage = 16;

    private readonly byte[]?[] _names;
    private readonly Place[] _values;
    private readonly PlacedName[] _inMessage = new PlacedName[NamesInMessage];
    private int _count;

    /// <summary>Has nothing yet.</summary>
    /// <param name="places">Places of each kind, a power of two: as many as messages at a time have names and addresses.</param>
    internal SharedParts(int places = UsualPlaces)
    {
        _names = new byte[]?[places];
        _values = new Place[places];
    }

    /// <summary>Where a name is put together before it is known whether it is a new one.</summary>
    internal byte[] Scratch { get; } = new byte[DomainName.MaxWireLength];

    /// <summary>A further message is read.</summary>
    internal void Begin() => _count = 0;

    /// <summary>A name that is likely to come, so that what is read is the same object.</summary>
    internal void Expect(byte[] name) => _names[Octets.Hash(name, 0, name.Length) & (uint)(_names.Length - 1)] = name;

    /// <summary>A name that was read at this place of the message.</summary>
    /// <param name="at">Where its first label is.</param>
    /// <param name="name">The name.</param>
    /// <param name="pointers">Compression pointers that lead through it.</param>
    internal bool TryGet(int at, out DomainName name, out int pointers)
    {
        for (var i = 0; i < _count; i++)
        {
            if (_inMessage[i].At == at)
            {
                (name, pointers) = (_inMessage[i].Name, _inMessage[i].Pointers);
                return true;
            }
        }

        (name, pointers) = (default, 0);
        return false;
    }

    /// <summary>Notes where a name was read.</summary>
    internal void Note(int at, DomainName name, int pointers)
    {
        if (_count < NamesInMessage)
        {
            _inMessage[_count++] = new PlacedName(at, name, pointers);
        }
    }

    /// <summary>The name that stands at the beginning of <see cref="Scratch"/>.</summary>
    internal byte[] Shared(int length)
    {
        ref var place = ref _names[Octets.Hash(Scratch, 0, length) & (uint)(_names.Length - 1)];
        if (place is { } known && known.Length == length && Octets.AreSame(known, Scratch, 0, length))
        {
            return known;
        }

        var name = new byte[length];
        Buffer.BlockCopy(Scratch, 0, name, 0, length);
        return place = name;
    }

    /// <summary>Where a value of up to 16 octets is kept.</summary>
    internal ref Place PlaceOf(ulong high, ulong low) => ref _values[(uint)((((high * 31) ^ low) * 0x9E3779B97F4A7C15) >> 40) & (uint)(_values.Length - 1)];

    /// <summary>What was read of some octets.</summary>
    internal readonly struct Place
    {
        private readonly ulong _high, _low;
        private readonly int _length;
        private readonly object? _value;

        internal Place(ulong high, ulong low, int length, object value)
        {
            _high = high;
            _low = low;
            _length = length;
            _value = value;
        }

        /// <summary>The value; null where the place holds that of other octets.</summary>
        internal object? Of(ulong high, ulong low, int length) => _low == low && _high == high && _length == length ? _value : null;
    }

    private readonly struct PlacedName
    {
        internal PlacedName(int at, DomainName name, int pointers)
        {
            At = at;
            Name = name;
            Pointers = pointers;
        }

        internal int At { get; }

        internal DomainName Name { get; }

        internal int Pointers { get; }
    }
}
