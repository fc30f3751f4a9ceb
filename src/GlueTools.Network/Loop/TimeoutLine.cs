using System;

namespace GlueTools.Network.Loop;

/// <summary>
/// Time-outs that all take equally long. Each is due after those before it, so they stand in line, and setting or cancelling one costs the same however many
/// there are. Nearly all are cancelled; their places stay empty until the line has moved past them.
/// </summary>
internal sealed class TimeoutLine
{
    private readonly long _length;
    private Place[] _ring = new Place[256];
    private long _first = 1, _end = 1, _lastDue = long.MinValue;

    /// <summary>Creates an empty line.</summary>
    /// <param name="length">Microseconds that each time-out takes.</param>
    internal TimeoutLine(long length) => _length = length;

    /// <summary>When the next is due; <see cref="long.MaxValue"/> where there is none.</summary>
    internal long NextDue
    {
        get
        {
            SkipEmpty();
            return _first == _end ? long.MaxValue : At(_first).Due;
        }
    }

    /// <summary>Sets a time-out and returns the ticket that cancels it, 1 or more.</summary>
    internal long Add(long now, ILoopContinuation action)
    {
        if (_end - _first == _ring.Length)
        {
            Grow();
        }

        _lastDue = Math.Max(_lastDue, now + _length);
        At(_end) = new Place(_lastDue, action);
        return _end++;
    }

    /// <summary>Cancels a time-out; one that is over, or ticket 0, means nothing.</summary>
    internal void Remove(long ticket)
    {
        if (ticket >= _first)
        {
            At(ticket) = default;
        }
    }

    /// <summary>Takes out and runs every time-out due at <paramref name="now"/>.</summary>
    internal void RunDue(long now)
    {
        while (NextDue <= now)
        {
            var action = At(_first).Action!;
            At(_first++) = default;
            action.Continue();
        }
    }

    private ref Place At(long ticket) => ref _ring[ticket & (_ring.Length - 1)];

    private void SkipEmpty()
    {
        while (_first < _end && At(_first).Action is null)
        {
            _first++;
        }
    }

    private void Grow()
    {
        var larger = new Place[2 * _ring.Length];
        for (var ticket = _first; ticket < _end; ticket++)
        {
            larger[ticket & (larger.Length - 1)] = At(ticket);
        }

        _ring = larger;
    }

    private readonly struct Place
    {
        internal Place(long due, ILoopContinuation action)
        {
            Due = due;
            Action = action;
        }

        internal long Due { get; }

        internal ILoopContinuation? Action { get; }
    }
}
