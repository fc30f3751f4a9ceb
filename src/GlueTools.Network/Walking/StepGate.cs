using System;
using System.Collections.Generic;
using GlueTools.Network.Loop;
using GlueTools.Network.Options;

namespace GlueTools.Network.Walking;

/// <summary>
/// Counts the steps of all searches of a run, and lets no more of them be made at a stretch than a few dozen: then the loop looks at the clock, its sockets and
/// whether it is to end, and goes on with those that wait, in their order. What is known already leads to no question, so nothing else would stop it.
/// </summary>
internal sealed class StepGate
{
    private readonly EventLoop _loop;
    private readonly Queue<LoopTask<bool>> _line = new();
    private long _turn;
    private int _made, _looks;
    private bool _isPosted;

    internal StepGate(EventLoop loop)
    {
        _loop = loop;
        Continuations = new Continuations(this);
    }

    /// <summary>The most steps that were made between two looks at the clock.</summary>
    internal int Most { get; private set; }

    /// <summary>What is to go on with a result.</summary>
    internal Continuations Continuations { get; }

    /// <summary>Steps made in all.</summary>
    internal long Made { get; private set; }

    /// <summary>Completes when the next step may be made, mostly at once.</summary>
    internal LoopTask<bool> Next()
    {
        if (_line.Count == 0 && TryStep())
        {
            return LoopTasks.FromResult(true);
        }

        var turn = new LoopTask<bool>();
        _line.Enqueue(turn);
        Post();
        return turn;
    }

    /// <summary>So many things were looked at.</summary>
    internal void Look(int things)
    {
        _looks += things;
        Count(_looks / WalkBudget.LooksInAStep);
        _looks %= WalkBudget.LooksInAStep;
    }

    /// <summary>Whether a step may be made now; it counts where it may.</summary>
    internal bool TryStep()
    {
        Renew();
        if (_made >= WalkBudget.StepsAtAStretch)
        {
            return false;
        }

        Count(1);
        return true;
    }

    /// <summary>Runs something after the loop has looked at the clock.</summary>
    internal void Later(Action action) => _loop.Post(action);

    private void Count(int steps)
    {
        Renew();
        _made += steps;
        Made += steps;
        Most = _made > Most ? _made : Most;
    }

    private void Renew()
    {
        if (_turn != _loop.Turns)
        {
            _turn = _loop.Turns;
            _made = 0;
        }
    }

    private void Post()
    {
        if (!_isPosted)
        {
            _isPosted = true;
            _loop.Post(Admit);
        }
    }

    private void Admit()
    {
        _isPosted = false;
        while (_line.Count > 0 && TryStep())
        {
            _line.Dequeue().SetResult(true);
        }

        if (_line.Count > 0)
        {
            Post();
        }
    }
}
