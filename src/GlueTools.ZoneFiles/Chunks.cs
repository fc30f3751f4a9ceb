using System.Collections.Generic;

namespace GlueTools.ZoneFiles;

/// <summary>A list that grows by pieces, so that it never lies in memory twice.</summary>
internal sealed class Chunks<T>
{
    private const int Bits = 14;

    private readonly List<T[]> _chunks = new();

    internal int Count { get; private set; }

    internal ref T this[int index] => ref _chunks[index >> Bits][index & ((1 << Bits) - 1)];

    /// <summary>Adds a value and gives its place.</summary>
    internal int Add(T value)
    {
        if (Count >> Bits == _chunks.Count)
        {
            _chunks.Add(new T[1 << Bits]);
        }

        this[Count] = value;
        return Count++;
    }
}
