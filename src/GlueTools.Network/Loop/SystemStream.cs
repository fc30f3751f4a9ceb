using System.Net;
using System.Net.Sockets;

namespace GlueTools.Network.Loop;

/// <summary>A socket of the system for one connection.</summary>
internal sealed class SystemStream : StreamSocket, IWatchedSocket
{
    private readonly SystemMachine _machine;
    private bool _isConnected;

    /// <exception cref="SocketException">The family cannot be used here, or there is no descriptor left.</exception>
    internal SystemStream(SystemMachine machine, AddressFamily family)
    {
        _machine = machine;
        Socket = new Socket(family, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, Blocking = false };
    }

    /// <inheritdoc/>
    public Socket Socket { get; }

    /// <inheritdoc/>
    public bool WaitsForWriting => !_isConnected;

    /// <inheritdoc/>
    public bool MayHoldError => false;

    /// <inheritdoc/>
    public long ReadyAt { get; set; }

    public override void Dispose()
    {
        _machine.Unwatch(this);
        Socket.Dispose();
    }

    /// <inheritdoc/>
    public void OnReady() => Ready?.Invoke();

    internal override SocketError Connect(IPEndPoint to)
    {
        try
        {
            Socket.Connect(to);
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress or SocketError.IOPending)
        {
            // The usual case: the loop says when the connection is there.
        }
        catch (SocketException error)
        {
            return error.SocketErrorCode;
        }

        _machine.Watch(this);
        return SocketError.Success;
    }

    internal override SocketError FinishConnecting()
    {
        var error = (SocketError)(int)Socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!;
        _isConnected = error == SocketError.Success;
        return error;
    }

    internal override int Send(byte[] octets, int length, out SocketError error) => Socket.Send(octets, 0, length, SocketFlags.None, out error);

    internal override int Receive(byte[] buffer, int offset, int count, out SocketError error) => Socket.Receive(buffer, offset, count, SocketFlags.None, out error);
}
