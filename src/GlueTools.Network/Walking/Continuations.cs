using System;
using System.Collections.Generic;

namespace GlueTools.Network.Walking;

/// <summary>
/// What goes on now that something is settled, one after the other and never one within the other: whoever settles several things is done with all of them
/// before anybody acts on the first.
/// </summary>
internal sealed class Continuations
{
    private readonly Queue<Action> _line = new();
    private readonly StepGate? _steps;
    private bool _isBusy;

    /// <summary>Creates an empty line.</summary>
    /// <param name="steps">Each is a step; null where nobody counts.</param>
    internal Continuations(StepGate? steps) => _steps = steps;

    internal void Add(Action action)
    {
        _line.Enqueue(action);
        if (!_isBusy)
        {
            _isBusy = true;
            Go();
        }
    }

    private void Go()
    {
        while (_line.Count > 0)
        {
            if (_steps?.TryStep() == false)
            {
                _steps.Later(Go);
                return;
            }

            _line.Dequeue()();
        }

        _isBusy = false;
    }
}
