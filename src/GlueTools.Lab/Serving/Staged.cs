using System;
using System.Collections.Generic;
using GlueTools.Network.Loop;

namespace GlueTools.Lab.Serving;

/// <summary>Something of a lab that changes while it runs: what it is at the start, and from which moments on it is something else.</summary>
internal sealed class Staged<T>
{
    private readonly Clock _clock;
    private readonly long _begun;
    private readonly List<(long From, T Value)> _stages = new();
    private int _at;

    /// <param name="clock">The clock of who carries the messages; the start is now.</param>
    /// <param name="start">What it is at the start.</param>
    internal Staged(Clock clock, T start)
    {
        _clock = clock;
        _begun = clock.Now;
        _stages.Add((0, start));
    }

    /// <summary>What it is at this moment.</summary>
    internal T Now
    {
        get
        {
            while (_at + 1 < _stages.Count && _clock.Now - _begun >= _stages[_at + 1].From)
            {
                _at++;
            }

            return _stages[_at].Value;
        }
    }

    /// <summary>What it is from a moment on that lies behind those before.</summary>
    internal void Then(TimeSpan after, T value) => _stages.Add(((long)(after.TotalMilliseconds * 1000), value));
}
