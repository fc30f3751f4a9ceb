using System;
using System.Net;
using System.Net.Sockets;

namespace GlueTools.Network.Loop;

/// <summary>
/// A socket of one busy server's own: the kernel drops every other source, sending and receiving allocate nothing, and a closed port is reported at once
/// instead of being waited for.
/// </summary>
internal sealed class ConnectedSocket : SystemDatagrams
{
    private const int MaxReceivesInARow = 64;

    private readonly IPEndPoint _server;

    private ConnectedSocket(SystemMachine machine, Socket socket, IPEndPoint server)
        : base(machine, socket) => _server = server;

    internal override bool IsConnected => true;

    /// <summary>Opens a socket, connected to a server.</summary>
    /// <exception cref="SocketException">There is no route, or no descriptor left.</exception>
    internal static ConnectedSocket Open(SystemMachine machine, IPEndPoint server, Func<int> nextPort)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            EnlargeReceiveBuffer(socket);
            BindToPort(socket, nextPort);
            socket.Connect(server);
            return new ConnectedSocket(machine, socket, server);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public override void OnReady()
    {
        for (var count = 0; count < MaxReceivesInARow; count++)
        {
            var length = Socket.Receive(Buffer, 0, Buffer.Length, SocketFlags.None, out var error);
            if (error == SocketError.Success)
            {
                Receiver!.OnDatagram(Buffer, length, _server);
            }
            else
            {
                if (IsPortUnreachable(error))
                {
                    Receiver!.OnPortUnreachable();
                }

                return;
            }

            if (!Receiver!.HasPending)
            {
                return;
            }
        }

        NoteUnread();
    }

    internal override SocketError Send(byte[] datagram, int length, IPEndPoint to)
    {
        Socket.Send(datagram, 0, length, SocketFlags.None, out var error);
        if (IsPortUnreachable(error))
        {
            // The report of an earlier datagram, delivered with this one, which was not sent.
            Socket.Send(datagram, 0, length, SocketFlags.None, out error);
        }

        return error;
    }

    private static bool IsPortUnreachable(SocketError error) => error is SocketError.ConnectionRefused or SocketError.ConnectionReset;
}
