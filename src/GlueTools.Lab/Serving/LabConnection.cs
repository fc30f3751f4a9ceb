using System;
using System.Net.Sockets;

namespace GlueTools.Lab.Serving;

/// <summary>A TCP connection: messages with two octets of length in front (RFC 1035, section 4.2.2), any number of them (RFC 7766).</summary>
internal sealed class LabConnection
{
    private const int IdleMilliseconds = 30_000;

    private readonly SocketLoop _loop;
    private readonly Socket _socket;
    private readonly LabService _service;
    private byte[] _buffer = new byte[1024];
    private int _filled;
    private bool _active;
    private bool _closed;

    internal LabConnection(SocketLoop loop, Socket socket, LabService service)
    {
        _loop = loop;
        _socket = socket;
        _service = service;
        socket.Blocking = false;
        socket.NoDelay = true;
        loop.Add(socket, Read);
        loop.After(IdleMilliseconds, CloseWhenIdle);
    }

    private void Read()
    {
        if (_filled == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var count = _socket.Receive(_buffer, _filled, _buffer.Length - _filled, SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock)
        {
            return;
        }

        if (error != SocketError.Success || count == 0)
        {
            Close();
            return;
        }

        _active = true;
        _filled += count;
        TakeMessages();
    }

    private void TakeMessages()
    {
        var at = 0;
        while (_filled - at >= 2)
        {
            var length = (_buffer[at] << 8) | _buffer[at + 1];
            if (_filled - at - 2 < length)
            {
                break;
            }

            var message = new byte[length];
            Array.Copy(_buffer, at + 2, message, 0, length);
            at += 2 + length;
            if (_service.Answer(message, length, overTcp: true) is { } reply)
            {
                Send(reply);
            }
        }

        Array.Copy(_buffer, at, _buffer, 0, _filled - at);
        _filled -= at;
    }

    private void Send(LabReply reply)
    {
        if (reply.Delay > 0)
        {
            _loop.After(reply.Delay, () => SendNow(reply.Message));
        }
        else
        {
            SendNow(reply.Message);
        }
    }

    private void SendNow(byte[] message)
    {
        if (_closed)
        {
            return;
        }

        var framed = new byte[message.Length + 2];
        framed[0] = (byte)(message.Length >> 8);
        framed[1] = (byte)message.Length;
        message.CopyTo(framed, 2);
        // Who asks and does not read the answers is not waited for.
        if (_socket.Send(framed, 0, framed.Length, SocketFlags.None, out var error) != framed.Length || error != SocketError.Success)
        {
            Close();
        }
    }

    private void CloseWhenIdle()
    {
        if (_closed)
        {
            return;
        }

        if (!_active)
        {
            Close();
            return;
        }

        _active = false;
        _loop.After(IdleMilliseconds, CloseWhenIdle);
    }

    private void Close()
    {
        if (!_closed)
        {
            _closed = true;
            _loop.Close(_socket);
        }
    }
}
