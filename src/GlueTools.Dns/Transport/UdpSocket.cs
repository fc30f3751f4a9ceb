using System;
using System.Net;
using System.Net.Sockets;
using GlueTools.Dns.Loop;

namespace GlueTools.Dns.Transport;

/// <summary>An unconnected socket that many questions to many servers share. Only here can an answer from the wrong place be seen.</summary>
internal sealed class UdpSocket : UdpChannel
{
    private const int MaxReceivesInARow = 64;

    private EndPoint _source;

    private UdpSocket(EventLoop loop, SecureRandom random, byte[] buffer, Socket socket, long maxAgeUs)
        : base(loop, random, buffer, socket, maxAgeUs) =>
        _source = new IPEndPoint(socket.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);

    /// <summary>Opens a socket on a random port.</summary>
    /// <exception cref="SocketException">The family cannot be used here.</exception>
    internal static UdpSocket Open(EventLoop loop, SecureRandom random, byte[] buffer, AddressFamily family, long maxAgeUs = DefaultMaxAgeUs)
    {
        var socket = new Socket(family, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            EnlargeReceiveBuffer(socket);
            IgnorePortUnreachable(socket);
            BindToRandomPort(socket, random);
            return new UdpSocket(loop, random, buffer, socket, maxAgeUs);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    internal override SocketError Send(byte[] query, int length, IPEndPoint to)
    {
        try
        {
            Socket.SendTo(query, 0, length, SocketFlags.None, to);
            return SocketError.Success;
        }
        catch (SocketException error)
        {
            return error.SocketErrorCode;
        }
    }

    internal override void OnReady()
    {
        // The first receive is known not to block; Available tells whether another datagram waits. The bound keeps one busy socket from starving timers.
        for (var count = 0; count < MaxReceivesInARow; count++)
        {
            if (count > 0 && (!HasPending || Socket.Available == 0))
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

            Deliver(length, (IPEndPoint)_source);
        }

        NoteUnread();
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
