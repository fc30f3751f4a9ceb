using System;
using System.Collections.Generic;

namespace GlueTools.Dns.Transport;

/// <summary>
/// Bounds the TCP connections open at a time. Each takes a descriptor, and running out of those looks from outside like a network that is down: a false
/// verdict about somebody's server.
/// </summary>
internal sealed class ConnectionSlots
{
    /// <summary>Well below the 1,024 descriptors that many systems allow a process, beside up to 512 sockets of busy servers.</summary>
    internal const int Max = 400;

    private readonly Queue<Action> _waiting = new();
    private int _open;
    private bool _admitting;

    /// <summary>Calls <paramref name="start"/> when there is a slot: at once, or when others have left. Whoever was let in leaves.</summary>
    internal void Enter(Action start)
    {
        _waiting.Enqueue(start);
        Admit();
    }

    internal void Leave()
    {
        _open--;
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
        while (_waiting.Count > 0 && _open < Max)
        {
            _open++;
            _waiting.Dequeue()();
        }

        _admitting = false;
    }
}
