using System.Net.Sockets;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Network.Loop;

namespace GlueTools.Network.Transport;

/// <content>The part of an exchange that goes over UDP: attempts, each with its socket, ID and form, until one is answered or none is left.</content>
internal sealed partial class ExchangeRun
{
    /// <summary>The first attempt, once there is a socket for it. Its time begins only then.</summary>
    private void SendFirst()
    {
        _startedAt = _transport.Loop.Now;
        SendUdp(_startedAt);
    }

    private void SendUdp(long now)
    {
        SocketError error;
        try
        {
            if (Channel(now, out var id, out var form) is not { } channel)
            {
                WaitForSocket();
                return;
            }

            _facts.UdpAttempts++;
            error = Send(channel, id, form, now);
        }
        catch (SocketException failure)
        {
            _facts.UdpAttempts++;
            error = failure.SocketErrorCode;
        }

        var isShort = Shortage.IsOurs(error) || _transport.Way.IsLost(error, Endpoint.AddressFamily);
        if (isShort && MayWaitForRoom())
        {
            // Nothing was sent, so it was no attempt.
            _facts.UdpAttempts--;
            SendLater();
            return;
        }

        if (error is not (SocketError.Success or SocketError.ConnectionRefused or SocketError.ConnectionReset))
        {
            EndUdp(isShort ? ExchangeOutcome.LocalShortage : ExchangeOutcome.Unreachable);
            FinishIfOver();
            return;
        }

        _shortSince = 0;
        _timeout = _transport.Attempts.Add(now, this);
    }

    // By itself, since the closure would otherwise be made for every question.
    private void SendLater()
    {
        var round = _proofs;
        _transport.Loop.SetTimer(Shortage.PauseUs, () =>
        {
            if (!IsCompleted && !_udpOver && round == _proofs)
            {
                SendUdp(_transport.Loop.Now);
            }
        });
    }

    /// <summary>Whether a question that this machine has no room for waits on.</summary>
    private bool MayWaitForRoom()
    {
        var now = _transport.Loop.Now;
        _shortSince = _shortSince == 0 ? now : _shortSince;
        return now - _shortSince < Shortage.PatienceUs;
    }

    /// <summary>
    /// Where the next attempt goes out; null where there is no room. The repeat of a question that met silence goes out unconnected, since only there can an
    /// answer from another source be seen; a late answer to the first attempt is still waited for. Each has an ID of its own, as they may differ in form.
    /// </summary>
    private UdpChannel? Channel(long now, out ushort id, out QuestionForm form)
    {
        if (_facts.UdpAttempts == 0)
        {
            if (_socket is null)
            {
                _socket = _how.HearsEverySource ? _transport.Sockets.TakeBeside(_server, IsAlone, now) : _transport.Sockets.Take(_server, IsAlone, now);
                _id = _socket?.Register(this) ?? 0;
                _firstCookie = CookieFor(isRepeat: false);
            }

            form = new QuestionForm(Letters, _firstCookie);
            id = _id;
            return _socket;
        }

        if (_second is null)
        {
            _second = _socket?.IsConnected != true || _portUnreachable ? _socket : _transport.Sockets.TakeBeside(_server, IsAlone, now);
            _secondId = _second?.Register(this) ?? 0;
            _secondCookie = CookieFor(isRepeat: true);
        }

        form = new QuestionForm(Letters, _secondCookie);
        id = _secondId;
        return _second;
    }

    private SocketError Send(UdpChannel channel, ushort id, QuestionForm form, long now)
    {
        var length = QueryWriter.Write(_transport.QueryBuffer, id, Question, _query, form);
        _sentAt = now;
        _facts.LastId = id;
        _facts.Form = form;
        return channel.Send(_transport.QueryBuffer, length, Endpoint);
    }

    private void OnUdpTimeout()
    {
        if (!_portUnreachable && IsServed)
        {
            _server.Pace.Lost(_transport.Loop.Now);
        }

        if (_facts.UdpAttempts < _maxAttempts)
        {
            if (_policy == ProtocolPolicy.UdpThenTcp && _facts.UdpAttempts == 1)
            {
                StartTcp(Options.TimeoutUs * (_maxAttempts - 1));
            }

            _repeatIsDue = true;
            var round = _proofs;
            _transport.Gate.Repeat(_server, () => RepeatUdp(round));
            return;
        }

        EndUdp(_portUnreachable ? ExchangeOutcome.PortUnreachable : ExchangeOutcome.TimedOut);
        FinishIfOver();
    }

    private bool RepeatUdp(int round)
    {
        if (IsCompleted || round != _proofs)
        {
            return false;
        }

        _repeatIsDue = false;
        if (_udpOver)
        {
            return false;
        }

        Charge();
        SendUdp(_transport.Loop.Now);
        return true;
    }

    private void EndUdp(ExchangeOutcome outcome)
    {
        _udpOver = true;
        _udpOutcome = outcome;
        ForgetUdp();
    }

    private void ForgetUdp()
    {
        _transport.Attempts.Remove(_timeout);
        _socket?.Forget(_id);
        _socket = null;
        _second?.Forget(_secondId);
        _second = null;
    }
}
