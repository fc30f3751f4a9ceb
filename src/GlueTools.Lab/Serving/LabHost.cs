using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;

namespace GlueTools.Lab.Serving;

/// <summary>One server address on the network: takes queries from its sockets to the responder and replies back.</summary>
internal sealed class LabHost
{
    private const int DatagramsPerTurn = 64;

    private readonly SocketLoop _loop;
    private readonly SocketPair _sockets;
    private readonly LabService _service;
    private readonly Socket _elsewhere;
    private readonly byte[] _buffer = new byte[ushort.MaxValue];

    internal LabHost(SocketLoop loop, SocketPair sockets, Socket elsewhere, LabService service)
    {
        _loop = loop;
        _sockets = sockets;
        _elsewhere = elsewhere;
        _service = service;
        loop.Add(sockets.Udp, ReadDatagrams);
        if (sockets.Listens)
        {
            loop.Add(sockets.Tcp, Accept);
        }
        else
        {
            loop.Hold(sockets.Tcp);
        }
    }

    private void ReadDatagrams()
    {
        for (var count = 0; count < DatagramsPerTurn && (count == 0 || _sockets.Udp.Available > 0); count++)
        {
            EndPoint from = new IPEndPoint(IPAddress.Any, 0);
            int length;
            try
            {
                length = _sockets.Udp.ReceiveFrom(_buffer, ref from);
            }
            catch (SocketException)
            {
                // Nothing there after all, or the news that an earlier answer found nobody.
                continue;
            }

            if (_service.Answer(_buffer, length, overTcp: false) is { } reply)
            {
                Send(reply, from);
            }
        }
    }

    private void Send(LabReply reply, EndPoint to)
    {
        if (reply.Delay > 0)
        {
            _loop.After(reply.Delay, () => SendNow(reply, to));
        }
        else
        {
            SendNow(reply, to);
        }
    }

    private void SendNow(LabReply reply, EndPoint to)
    {
        foreach (var datagram in reply.Before)
        {
            SendDatagram(_sockets.Udp, datagram, to);
        }

        SendDatagram(reply.FromElsewhere ? _elsewhere : _sockets.Udp, reply.Message, to);
    }

    private static void SendDatagram(Socket socket, byte[] datagram, EndPoint to)
    {
        try
        {
            socket.SendTo(datagram, to);
        }
        catch (SocketException)
        {
            // Full buffers lose datagrams, as on any network.
        }
    }

    private void Accept()
    {
        try
        {
            var connection = _sockets.Tcp.Accept();
            _ = new LabConnection(_loop, connection, _service);
        }
        catch (SocketException)
        {
            // The other side has gone again.
        }
    }
}
