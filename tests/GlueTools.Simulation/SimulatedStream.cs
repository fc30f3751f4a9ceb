using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using GlueTools.Network.Loop;

namespace GlueTools.Simulation;

/// <summary>A socket for one connection on a simulated machine.</summary>
internal sealed class SimulatedStream(SimulatedMachine machine) : StreamSocket
{
    private readonly List<byte> _unread = [];
    private SimulatedConnection? _other;
    private SocketError _end = SocketError.WouldBlock;
    private bool _isClosed;

    public override void Dispose() => _isClosed = true;

    internal override SocketError Connect(IPEndPoint to)
    {
        machine.After(2 * SimulatedMachine.OneWayUs, () =>
        {
            if (_isClosed || machine.IsDownNow || machine.LosesTo?.Invoke(to, ProtocolType.Tcp) == true)
            {
                return;
            }

            var server = machine.ServerAt(to);
            if (server is null && machine.SwallowsTheRest)
            {
                return;
            }

            _other = server?.Accept(this);
            Ready!();
        });
        return SocketError.Success;
    }

    internal override SocketError FinishConnecting() => _other is null ? SocketError.ConnectionRefused : SocketError.Success;

    internal override int Send(byte[] octets, int length, out SocketError error)
    {
        var sent = octets[..length];
        if (!machine.IsDownNow)
        {
            machine.After(SimulatedMachine.OneWayUs, () => _other!.OnOctets(sent));
        }

        error = SocketError.Success;
        return length;
    }

    internal override int Receive(byte[] buffer, int offset, int count, out SocketError error)
    {
        var length = Math.Min(count, _unread.Count);
        if (length == 0)
        {
            error = _end;
            return 0;
        }

        _unread.CopyTo(0, buffer, offset, length);
        _unread.RemoveRange(0, length);
        error = SocketError.Success;
        return length;
    }

    internal void Arrive(byte[] octets)
    {
        _unread.AddRange(octets);
        TellReady();
    }

    /// <summary>The other side has ended the connection; Success stands for an end in good order.</summary>
    internal void End(SocketError how)
    {
        _end = how;
        TellReady();
    }

    private void TellReady()
    {
        // Whoever did not read all of it is told again, as the system does.
        for (var before = -1; !_isClosed && before != _unread.Count;)
        {
            before = _unread.Count;
            Ready!();
            if (_unread.Count == 0 && _end == SocketError.WouldBlock)
            {
                return;
            }
        }
    }
}
