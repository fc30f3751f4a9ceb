using System.Runtime.CompilerServices;

namespace GlueTools.ZoneFiles;

/// <summary>A set of numbers, 8 octets and the free room of the table for each. Zero is never in it.</summary>
internal sealed class NumberSet
{
    private ulong[] _slots = new ulong[1 << 10];

    internal int Count { get; private set; }

    /// <summary>Adds a number; false where it is there.</summary>
    [MethodImpl(Hot.Path)]
    internal bool Add(ulong number)
    {
        // Three quarters full at most: beyond that, searches grow long.
        if ((Count + 1) * 4L > _slots.Length * 3L)
        {
            Grow();
        }

        if (!Put(_slots, number))
        {
            return false;
        }

        Count++;
        return true;
    }

    [MethodImpl(Hot.Path)]
    internal bool Contains(ulong number)
    {
        var mask = _slots.Length - 1;
        for (var at = (int)number & mask; _slots[at] != 0; at = (at + 1) & mask)
        {
            if (_slots[at] == number)
            {
                return true;
            }
        }

        return false;
    }

    [MethodImpl(Hot.Path)]
    private static bool Put(ulong[] slots, ulong number)
    {
        var mask = slots.Length - 1;
        var at = (int)number & mask;
        for (; slots[at] != 0; at = (at + 1) & mask)
        {
            if (slots[at] == number)
            {
                return false;
            }
        }

        slots[at] = number;
        return true;
    }

    private void Grow()
    {
        var larger = new ulong[_slots.Length * 2];
        foreach (var number in _slots)
        {
            if (number != 0)
            {
                Put(larger, number);
            }
        }

        _slots = larger;
    }
}
