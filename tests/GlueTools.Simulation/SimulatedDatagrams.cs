using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Network.Loop;

namespace GlueTools.Simulation;

/// <summary>A socket for datagrams on a simulated machine.</summary>
internal sealed class SimulatedDatagrams(SimulatedMachine machine, IPEndPoint here, IPEndPoint? server) : DatagramSocket
{
    private readonly Queue<(byte[] Bytes, IPEndPoint Source)> _unread = new();
    private readonly byte[] _buffer = new byte[4096];
    private bool _isWatched, _isClosed;

    internal override bool IsConnected => server is not null;

    internal override IPEndPoint LocalEndPoint => here;

    internal override bool IsClosed => _isClosed;

    public override void Dispose()
    {
        if (!_isClosed)
        {
            _isClosed = true;
            machine.Closed(this);
        }
    }

    internal override void Watch()
    {
        _isWatched = true;
        if (_unread.Count > 0)
        {
            machine.After(0, HandOn);
        }
    }

    internal override void Unwatch() => _isWatched = false;

    internal override SocketError Send(byte[] datagram, int length, IPEndPoint to)
    {
        var bytes = datagram[..length];
        machine.Carry(0, () =>
        {
            if (machine.LosesTo?.Invoke(to, ProtocolType.Udp) == true)
            {
                return;
            }

            if (machine.ServerAt(to) is { } asked)
            {
                asked.OnDatagram(this, bytes);
            }
            else if (IsConnected && !machine.SwallowsTheRest)
            {
                machine.After(SimulatedMachine.OneWayUs, Refuse);
            }
        });
        return SocketError.Success;
    }

    /// <summary>A datagram arrives; it waits until somebody watches, as it does in the system.</summary>
    internal void Arrive(byte[] bytes, IPEndPoint source)
    {
        if (_isClosed || (server is not null && !server.Equals(source)))
        {
            return;
        }

        _unread.Enqueue((bytes, source));
        HandOn();
    }

    private void HandOn()
    {
        while (_isWatched && !_isClosed && _unread.TryDequeue(out var next))
        {
            // The receiver may change the buffer, and goes no further than what was received.
            var buffer = next.Bytes.Length <= _buffer.Length ? _buffer : new byte[next.Bytes.Length];
            next.Bytes.CopyTo(buffer, 0);
            Receiver!.OnDatagram(buffer, next.Bytes.Length, next.Source);
        }
    }

    private void Refuse()
    {
        if (_isWatched && !_isClosed)
        {
            Receiver!.OnPortUnreachable();
        }
    }
}
