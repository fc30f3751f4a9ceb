using System;
using System.Collections.Generic;

namespace GlueTools.Network.Transport;

/// <summary>
/// Bounds the TCP connections open at a time. Each takes a descriptor, and running out of those looks from outside like a network that is down: a false
/// verdict about somebody's server. Servers take turns, and each has a bound of its own: one that accepts connections and says nothing keeps nobody else waiting.
/// </summary>
internal sealed class ConnectionSlots
{
    /// <summary>Connections to one server at a time.</summary>
    internal const int MaxPerServer = 32;

    private readonly Queue<ServerConnections> _turns = new();
    private readonly int _most;
    private int _room, _open;
    private bool _admitting;

    /// <summary>Creates free slots.</summary>
    /// <param name="most">Connections at a time, 1 or more.</param>
    internal ConnectionSlots(int most) => _most = _room = most;

    /// <summary>Calls <paramref name="start"/> when there is a slot: at once, or when others have left. Whoever was let in leaves.</summary>
    internal void Enter(ServerConnections server, Action start)
    {
        server.Waiting.Enqueue(start);
        StandInLine(server);
        Admit();
    }

    /// <summary>A connection to the server is closed, or was not needed after all.</summary>
    internal void Leave(ServerConnections server)
    {
        _open--;
        _room = Math.Min(_most, _room + 1);
        server.Open--;
        StandInLine(server);
        Admit();
    }

    /// <summary>Whoever was let in leaves because there was no descriptor or port for one more: for now there is room for those that are open, and one more with each that leaves.</summary>
    internal void LeaveForWant(ServerConnections server)
    {
        _open--;
        _room = Math.Max(1, _open);
        server.Open--;
        StandInLine(server);
        Admit();
    }

    private void StandInLine(ServerConnections server)
    {
        if (!server.IsInLine && server.Waiting.Count > 0 && server.Open < MaxPerServer)
        {
            server.IsInLine = true;
            _turns.Enqueue(server);
        }
    }

    private void Admit()
    {
        // A connection that fails at once leaves at once, which leads here again: the call at the bottom goes on.
        if (_admitting)
        {
            return;
        }

        _admitting = true;
        while (_turns.Count > 0 && _open < _room)
        {
            var server = _turns.Dequeue();
            server.IsInLine = false;
            _open++;
            server.Open++;
            server.Waiting.Dequeue()();
            StandInLine(server);
        }

        _admitting = false;
    }
}

/// <summary>The connections of one server: open ones, and what waits for one.</summary>
internal sealed class ServerConnections
{
    internal int Open { get; set; }

    internal Queue<Action> Waiting { get; } = new();

    /// <summary>Whether it is among those whose turn comes.</summary>
    internal bool IsInLine { get; set; }

    internal bool AreInUse => Open > 0 || Waiting.Count > 0;
}
