using System;
using System.Net;
using System.Net.Sockets;

namespace GlueTools.Network.Loop;

/// <summary>A socket of the system for datagrams, on an unpredictable port.</summary>
internal abstract class SystemDatagrams : DatagramSocket, IWatchedSocket
{
    private const int ReceiveBufferOctets = 4 << 20;

    private readonly SystemMachine _machine;
    private bool _isClosed;

    protected SystemDatagrams(SystemMachine machine, Socket socket)
    {
        _machine = machine;
        Socket = socket;
        socket.Blocking = false;
    }

    /// <inheritdoc/>
    public Socket Socket { get; }

    /// <inheritdoc/>
    public bool WaitsForWriting => false;

    /// <inheritdoc/>
    public bool MayHoldError => IsConnected;

    internal override IPEndPoint LocalEndPoint => (IPEndPoint)Socket.LocalEndPoint!;

    internal override bool IsClosed => _isClosed;

    /// <inheritdoc/>
    public long ReadyAt { get; set; }

    protected byte[] Buffer => _machine.Buffer;

    public override void Dispose()
    {
        _isClosed = true;
        _machine.Unwatch(this);
        Socket.Dispose();
    }

    /// <inheritdoc/>
    public abstract void OnReady();

    internal override void Watch() => _machine.Watch(this);

    internal override void Unwatch() => _machine.Unwatch(this);

    /// <summary>More may wait on the socket than was read in this turn.</summary>
    protected void NoteUnread() => _machine.NoteUnread();

    // A wish: some systems refuse what is more than they allow, others cut it down.
    protected static void EnlargeReceiveBuffer(Socket socket)
    {
        try
        {
            socket.ReceiveBufferSize = ReceiveBufferOctets;
        }
        catch (SocketException)
        {
            // The default will do.
        }
    }

    /// <summary>Binds to an unpredictable port (RFC 5452, section 9.2).</summary>
    protected static void BindToPort(Socket socket, Func<int> nextPort)
    {
        var isIPv6 = socket.AddressFamily == AddressFamily.InterNetworkV6;
        if (isIPv6)
        {
            socket.DualMode = false;
        }

        var any = isIPv6 ? IPAddress.IPv6Any : IPAddress.Any;
        for (var attempt = 0; attempt < 8; attempt++)
        {
            try
            {
                socket.Bind(new IPEndPoint(any, nextPort()));
                return;
            }
            catch (SocketException error) when (error.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                // In use, or in one of Windows' excluded ranges: another port.
            }
        }

        socket.Bind(new IPEndPoint(any, 0));
    }
}
