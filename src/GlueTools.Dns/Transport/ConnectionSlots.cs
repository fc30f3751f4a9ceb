using System;
using System.Collections.Generic;

namespace GlueTools.Dns.Transport;

/// <summary>
/// Bounds the TCP connections open at a time. Each takes a descriptor, and running out of those looks from outside like a network that is down: a false
/// verdict about somebody's server.
/// </summary>
internal sealed class ConnectionSlots
{
    private readonly Queue<Action> _waiting = new();
    private readonly int _most;
    private int _room, _open;
    private bool _admitting;

    /// <summary>Creates free slots.</summary>
    /// <param name="most">Connections at a time, 1 or more.</param>
    internal ConnectionSlots(int most) => _most = _room = most;

    /// <summary>Calls <paramref name="start"/> when there is a slot: at once, or when others have left. Whoever was let in leaves.</summary>
    internal void Enter(Action start)
    {
        _waiting.Enqueue(start);
        Admit();
    }

    internal void Leave()
    {
        _open--;
        _room = Math.Min(_most, _room + 1);
        Admit();
    }

    /// <summary>Whoever was let in leaves because there was no descriptor or port for one more: for now there is room for those that are open, and one more with each that leaves.</summary>
    internal void LeaveForWant()
    {
        _open--;
        _room = Math.Max(1, _open);
        Admit();
    }

    private void Admit()
    {
        // A connection that fails at once leaves at once, which leads here again: the call at the bottom goes on.
        if (_admitting)
        {
            return;
        }

        _admitting = true;
        while (_waiting.Count > 0 && _open < _room)
        {
            _open++;
            _waiting.Dequeue()();
        }

        _admitting = false;
    }
}
