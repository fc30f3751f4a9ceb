using System;
using System.Collections.Generic;

namespace GlueTools.Fuzz;

/// <summary>Damages inputs: cuts, doubles, exchanges and inserts, and joins what other inputs hold. The same seed gives the same inputs.</summary>
/// <param name="random">Where the choices come from.</param>
/// <param name="any">Any unit of an input at all.</param>
/// <param name="telling">Pieces that mean something to the reader.</param>
internal sealed class Mutator<T>(Random random, Func<Random, T> any, IReadOnlyList<T[]> telling)
{
    private const int Longest = 1 << 16;

    internal T[] Next(IReadOnlyList<T[]> corpus)
    {
        var input = new List<T>(corpus[random.Next(corpus.Count)]);
        // Most damage is slight: what is far from valid is refused at once and shows little.
        for (var edits = 1 + (random.Next(3) == 0 ? random.Next(12) : random.Next(3)); edits > 0; edits--)
        {
            Edit(input, corpus);
        }

        return [.. input.Count <= Longest ? input : input.GetRange(0, Longest)];
    }

    private void Edit(List<T> input, IReadOnlyList<T[]> corpus)
    {
        var at = random.Next(input.Count + 1);
        var length = Math.Min(input.Count - at, 1 + (random.Next(4) == 0 ? random.Next(64) : random.Next(4)));
        switch (random.Next(10))
        {
            case 0:
                input.RemoveRange(at, input.Count - at);
                break;
            case 1:
                input.RemoveRange(at, length);
                break;
            case 2:
                input.InsertRange(random.Next(input.Count + 1), input.GetRange(at, length));
                break;
            case 3:
                input.Insert(at, any(random));
                break;
            case 4:
                input.InsertRange(at, telling[random.Next(telling.Count)]);
                break;
            case 5 when length > 0:
                input.RemoveRange(at, Math.Min(input.Count - at, length));
                input.InsertRange(at, telling[random.Next(telling.Count)]);
                break;
            case 6:
                var other = corpus[random.Next(corpus.Count)];
                var start = random.Next(other.Length + 1);
                input.InsertRange(at, other[start..Math.Min(other.Length, start + random.Next(200))]);
                break;
            case 7 when length > 0 && random.Next(8) == 0:
                var part = input.GetRange(at, length);
                for (var times = random.Next(400); times > 0 && input.Count < Longest; times--)
                {
                    input.InsertRange(at, part);
                }

                break;
            default:
                if (at < input.Count)
                {
                    input[at] = any(random);
                }

                break;
        }
    }
}
