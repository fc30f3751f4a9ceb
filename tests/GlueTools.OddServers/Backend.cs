using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace GlueTools.OddServers;

/// <summary>A real server behind the proxy, asked over UDP on this machine. Each question waits under an ID of the proxy's own.</summary>
internal sealed class Backend : IDisposable
{
    private const int BufferOctets = 8 << 20;

    private readonly Socket _socket;
    private readonly Action<byte[]>?[] _waiting = new Action<byte[]>?[65536];
    private int _next;

    internal Backend(IPAddress address)
    {
        _socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = BufferOctets };
        _socket.Connect(new IPEndPoint(address, 53));
        // One thread that waits in the kernel costs less for each datagram than the pool.
        new Thread(Receive) { IsBackground = true }.Start();
    }

    /// <summary>Puts a question; the answer comes on another thread, with the question's own ID.</summary>
    internal void Ask(byte[] query, Action<byte[]> answered)
    {
        var id = Interlocked.Increment(ref _next) & 0xFFFF;
        byte high = query[0], low = query[1];
        _waiting[id] = response =>
        {
            response[0] = high;
            response[1] = low;
            answered(response);
        };
        var own = (byte[])query.Clone();
        own[0] = (byte)(id >> 8);
        own[1] = (byte)id;
        _socket.Send(own);
    }

    public void Dispose() => _socket.Dispose();

    private void Receive()
    {
        var buffer = new byte[65536];
        while (true)
        {
            try
            {
                var length = _socket.Receive(buffer);
                if (length > 12 && Interlocked.Exchange(ref _waiting[(buffer[0] << 8) | buffer[1]], null) is { } answered)
                {
                    answered(buffer[..length]);
                }
            }
            catch (SocketException)
            {
                // It was not up yet; whoever asked will ask again.
            }
        }
    }
}
