using System;
using System.Net;
using System.Net.Sockets;

namespace GlueTools.Lab.Serving;

/// <summary>A UDP socket and a TCP socket of one address and port number.</summary>
internal sealed class SocketPair
{
    private const int Backlog = 512;
    private const int Attempts = 100;
    private const int UdpBuffer = 4 << 20;

    private SocketPair(Socket udp, Socket tcp, bool listens)
    {
        Udp = udp;
        Tcp = tcp;
        Listens = listens;
        EndPoint = (IPEndPoint)udp.LocalEndPoint!;
    }

    internal Socket Udp { get; }

    internal Socket Tcp { get; }

    /// <summary>Whether TCP connections are taken.</summary>
    internal bool Listens { get; }

    internal IPEndPoint EndPoint { get; }

    /// <summary>Binds both.</summary>
    /// <param name="address">A loopback address.</param>
    /// <param name="port">The port; 0 for any that is free for both.</param>
    /// <param name="listens">Whether TCP connections are taken; otherwise they are refused, and the port is held all the same.</param>
    /// <exception cref="SocketException">The address or port cannot be had.</exception>
    internal static SocketPair Bind(IPAddress address, int port, bool listens)
    {
        for (var attempt = 1; ; attempt++)
        {
            var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                udp.Blocking = tcp.Blocking = false;
                udp.ReceiveBufferSize = UdpBuffer;
                udp.Bind(new IPEndPoint(address, port));
                tcp.Bind(udp.LocalEndPoint!);
                if (listens)
                {
                    tcp.Listen(Backlog);
                }

                return new SocketPair(udp, tcp, listens);
            }
            catch (SocketException)
            {
                udp.Dispose();
                tcp.Dispose();
                // The free UDP port may be taken for TCP: draw another.
                if (port != 0 || attempt == Attempts)
                {
                    throw;
                }
            }
        }
    }
}
