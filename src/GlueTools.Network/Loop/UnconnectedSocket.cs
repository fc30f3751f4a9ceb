using System;
using System.Net;
using System.Net.Sockets;

namespace GlueTools.Network.Loop;

/// <summary>An unconnected socket that many questions to many servers share. Only here can an answer from the wrong place be seen.</summary>
internal sealed class UnconnectedSocket : SystemDatagrams
{
    private const int MaxReceivesInARow = 64;

    private EndPoint _source;

    private UnconnectedSocket(SystemMachine machine, Socket socket)
        : base(machine, socket) => _source = new IPEndPoint(socket.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);

    internal override bool IsConnected => false;

    /// <summary>Opens a socket.</summary>
    /// <exception cref="SocketException">The family cannot be used here.</exception>
    internal static UnconnectedSocket Open(SystemMachine machine, AddressFamily family, Func<int> nextPort)
    {
        var socket = new Socket(family, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            EnlargeReceiveBuffer(socket);
            IgnorePortUnreachable(socket);
            BindToPort(socket, nextPort);
            return new UnconnectedSocket(machine, socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public override void OnReady()
    {
        // The first receive is known not to block; Available tells whether another datagram waits. The bound keeps one busy socket from starving timers.
        for (var count = 0; count < MaxReceivesInARow; count++)
        {
            if (count > 0 && (!Receiver!.HasPending || Socket.Available == 0))
            {
                return;
            }

            int length;
            try
            {
                length = Socket.ReceiveFrom(Buffer, 0, Buffer.Length, SocketFlags.None, ref _source);
            }
            catch (SocketException)
            {
                // A datagram with a bad checksum that vanished, or an ICMP error for some earlier datagram: time-outs take care of both.
                return;
            }

            Receiver!.OnDatagram(Buffer, length, (IPEndPoint)_source);
        }

        NoteUnread();
    }

    internal override SocketError Send(byte[] datagram, int length, IPEndPoint to)
    {
        try
        {
            Socket.SendTo(datagram, 0, length, SocketFlags.None, to);
            return SocketError.Success;
        }
        catch (SocketException error)
        {
            return error.SocketErrorCode;
        }
    }

    // On Windows an unconnected socket would otherwise fail its next receive when any earlier datagram met a closed port.
    private static void IgnorePortUnreachable(Socket socket)
    {
        const int SioUdpConnReset = unchecked((int)0x9800000C);
        if (Environment.OSVersion.Platform == PlatformID.Win32NT)
        {
            socket.IOControl(SioUdpConnReset, [0, 0, 0, 0], null);
        }
    }
}
