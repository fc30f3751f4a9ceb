using System.Collections.Generic;

namespace GlueTools.Network.Transport;

/// <summary>The servers that have a socket of their own, and which of them gives it up when another needs one.</summary>
internal sealed class OwnSockets
{
    /// <summary>Of so many idle ones the one least used goes: near enough to the least used of all, and the work does not grow with their number.</summary>
    private const int Candidates = 16;

    private readonly List<ServerState> _servers = new();
    private int _hand;

    internal void Add(ServerState server, UdpChannel socket)
    {
        server.Own = socket;
        server.OwnPlace = _servers.Count;
        _servers.Add(server);
    }

    /// <summary>Takes the socket from a server; the caller retires it.</summary>
    internal void Remove(ServerState server)
    {
        var last = _servers[_servers.Count - 1];
        _servers[server.OwnPlace] = last;
        last.OwnPlace = server.OwnPlace;
        _servers.RemoveAt(_servers.Count - 1);
        server.Own = null;
    }

    /// <summary>Closes the socket of a server that has gone long without a question and waits for nothing; false where all are busy.</summary>
    internal bool CloseLeastUsed()
    {
        ServerState? oldest = null;
        var found = 0;
        for (var looked = 0; looked < _servers.Count && found < Candidates; looked++)
        {
            _hand = _hand + 1 < _servers.Count ? _hand + 1 : 0;
            var server = _servers[_hand];
            if (server.Own!.HasPending)
            {
                continue;
            }

            found++;
            if (oldest is null || server.Own.UsedAt < oldest.Own!.UsedAt)
            {
                oldest = server;
            }
        }

        if (oldest is null)
        {
            return false;
        }

        var socket = oldest.Own!;
        oldest.Asked = 0;
        Remove(oldest);
        socket.Retire();
        return true;
    }
}
