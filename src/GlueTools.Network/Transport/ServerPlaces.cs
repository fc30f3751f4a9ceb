using System;
using System.Collections.Generic;

namespace GlueTools.Network.Transport;

/// <summary>
/// The questions that a server is thought to be at work on. One that has waited much longer than its answers take is not being worked on: it gives its place
/// to the next, or zones that a server never answers for would keep those waiting that it does answer for.
/// </summary>
internal sealed class ServerPlaces
{
    /// <summary>Microseconds that a question keeps its place at a server of unknown speed; longer than most round trips, much shorter than a time-out.</summary>
    internal const long UsualUs = 250_000;

    /// <summary>The same at a server that left the last question unanswered.</summary>
    internal const long SilentUs = 50_000;

    /// <summary>How many round trips an answer may take before it is no longer waited for here.</summary>
    internal const int RoundTrips = 4;

    /// <summary>What a question without a place says of when it took it.</summary>
    internal const long IsNowhere = long.MinValue;

    // In the order of sending; those that were given up since are skipped when they come to the front. At once, for each holds its answer as long as it is here.
    private readonly Queue<Place> _sent = new();

    /// <summary>Places held.</summary>
    internal int Count { get; private set; }

    /// <summary>A question is on its way out and takes a place.</summary>
    internal void Take() => Count++;

    /// <summary>The question goes out now.</summary>
    internal void Sent(IWaitsForTurn question, long now)
    {
        question.PlacedAt = now;
        _sent.Enqueue(new Place(question, now));
    }

    /// <summary>The question is over.</summary>
    internal void GiveUp(IWaitsForTurn question)
    {
        if (question.PlacedAt != IsNowhere)
        {
            question.PlacedAt = IsNowhere;
            Count--;
            SkipGivenUp();
        }
    }

    /// <summary>Takes the places of those that went out longer ago than <paramref name="patienceUs"/>.</summary>
    /// <returns>Microseconds until the next is due; <see cref="long.MaxValue"/> where none is.</returns>
    internal long Free(long now, long patienceUs)
    {
        for (; ; )
        {
            SkipGivenUp();
            if (_sent.Count == 0)
            {
                return long.MaxValue;
            }

            var due = _sent.Peek().At + patienceUs - now;
            if (due > 0)
            {
                return due;
            }

            _sent.Dequeue().Question.PlacedAt = IsNowhere;
            Count--;
        }
    }

    private void SkipGivenUp()
    {
        while (_sent.Count > 0 && _sent.Peek().IsGivenUp)
        {
            _sent.Dequeue();
        }
    }

    private readonly struct Place
    {
        internal Place(IWaitsForTurn question, long at)
        {
            Question = question;
            At = at;
        }

        internal IWaitsForTurn Question { get; }

        internal long At { get; }

        // A question that was put again meanwhile has a later place.
        internal bool IsGivenUp => Question.PlacedAt != At;
    }
}
