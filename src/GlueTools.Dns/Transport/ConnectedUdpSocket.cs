using System.Net;
using System.Net.Sockets;
using GlueTools.Dns.Loop;

namespace GlueTools.Dns.Transport;

/// <summary>
/// A socket of one busy server's own: the kernel drops every other source, sending and receiving allocate nothing, and a closed port is reported at once
/// instead of being waited for.
/// </summary>
internal sealed class ConnectedUdpSocket : UdpChannel
{
    private const int MaxReceivesInARow = 64;

    private readonly IPEndPoint _server;

    private ConnectedUdpSocket(EventLoop loop, SecureRandom random, byte[] buffer, Socket socket, IPEndPoint server, long maxAgeUs)
        : base(loop, random, buffer, socket, maxAgeUs) => _server = server;

    /// <summary>Opens a socket on a random port, connected to a server.</summary>
    /// <exception cref="SocketException">There is no route, or no descriptor left.</exception>
    internal static ConnectedUdpSocket Open(EventLoop loop, SecureRandom random, byte[] buffer, IPEndPoint server, long maxAgeUs = DefaultMaxAgeUs)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            EnlargeReceiveBuffer(socket);
            BindToRandomPort(socket, random);
            socket.Connect(server);
            return new ConnectedUdpSocket(loop, random, buffer, socket, server, maxAgeUs);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    internal override bool MayHoldError => true;

    internal override SocketError Send(byte[] query, int length, IPEndPoint to)
    {
        Socket.Send(query, 0, length, SocketFlags.None, out var error);
        if (IsPortUnreachable(error))
        {
            // The report of an earlier datagram, delivered with this one, which was not sent.
            Socket.Send(query, 0, length, SocketFlags.None, out error);
        }

        return error;
    }

    internal override void OnReady()
    {
        for (var count = 0; count < MaxReceivesInARow; count++)
        {
            var length = Socket.Receive(Buffer, 0, Buffer.Length, SocketFlags.None, out var error);
            if (error == SocketError.Success)
            {
                Deliver(length, _server);
            }
            else
            {
                if (IsPortUnreachable(error))
                {
                    PortUnreachable();
                }

                return;
            }

            if (!HasPending)
            {
                return;
            }
        }

        NoteUnread();
    }

    private static bool IsPortUnreachable(SocketError error) => error is SocketError.ConnectionRefused or SocketError.ConnectionReset;
}
