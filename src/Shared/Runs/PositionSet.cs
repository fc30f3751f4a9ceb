using System;

namespace GlueTools.Shared.Runs;

/// <summary>Places in a list, one bit each: those of a million names are 125,000 octets.</summary>
internal sealed class PositionSet
{
    private const int BitsOfWord = 64;

    private ulong[] _words = [];

    internal long Count { get; private set; }

    /// <summary>Adds a place from 1 on; false where it is there.</summary>
    internal bool Add(long position)
    {
        var word = checked((int)(position / BitsOfWord));
        if (word >= _words.Length)
        {
            Array.Resize(ref _words, Math.Max(word + 1, _words.Length * 2));
        }

        var bit = 1UL << (int)(position % BitsOfWord);
        if ((_words[word] & bit) != 0)
        {
            return false;
        }

        _words[word] |= bit;
        Count++;
        return true;
    }

    /// <summary>Adds the places of another set; false where one of them is there, and then none is added.</summary>
    internal bool TryAdd(PositionSet other)
    {
        for (var i = 0; i < Math.Min(_words.Length, other._words.Length); i++)
        {
            if ((_words[i] & other._words[i]) != 0)
            {
                return false;
            }
        }

        Array.Resize(ref _words, Math.Max(_words.Length, other._words.Length));
        for (var i = 0; i < other._words.Length; i++)
        {
            _words[i] |= other._words[i];
        }

        Count += other.Count;
        return true;
    }

    /// <summary>Takes a place away that is there.</summary>
    internal void Remove(long position)
    {
        _words[position / BitsOfWord] &= ~(1UL << (int)(position % BitsOfWord));
        Count--;
    }

    internal bool Contains(long position)
    {
        var word = position / BitsOfWord;
        return word < _words.Length && (_words[word] & (1UL << (int)(position % BitsOfWord))) != 0;
    }

    /// <summary>The first place from 1 to <paramref name="last"/> that is not there; 0 where all are.</summary>
    internal long FirstMissing(long last)
    {
        for (var position = 1L; position <= last; position++)
        {
            if (!Contains(position))
            {
                return position;
            }
        }

        return 0;
    }
}
