using System;
using System.Net;
using System.Net.Sockets;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Wire;
using GlueTools.Network.Loop;

namespace GlueTools.Network.Transport;

/// <summary>The part of an exchange that goes over UDP: attempts, each with its socket, ID and form, until one is answered or none is left.</summary>
internal sealed class UdpAttempts(ExchangeRun run) : IUdpQuery, ILoopContinuation
{
    private UdpChannel? _socket, _second;
    private ushort _id, _secondId;
    private bool _portUnreachable, _repeatIsDue;
    private long _sentAt, _timeout;

    public Question Question => run.Question;

    public IPEndPoint Endpoint => run.Endpoint;

    public LetterCase Letters => run.Proof.Letters;

    /// <summary>Whether nothing more comes of them.</summary>
    internal bool IsOver { get; private set; }

    /// <summary>How they ended.</summary>
    internal ExchangeOutcome Outcome { get; private set; } = ExchangeOutcome.TimedOut;

    // Not fields: there is one of these for every question.
    private DnsTransport Transport => run.Transport;

    private ServerState Server => run.Server;

    private TransportOptions Options => run.Transport.Options;

    /// <summary>Another round: as if none had been made.</summary>
    internal void Reset()
    {
        IsOver = _portUnreachable = _repeatIsDue = false;
        Outcome = ExchangeOutcome.TimedOut;
    }

    /// <summary>None is made.</summary>
    internal void AreLeftOut() => IsOver = true;

    /// <summary>The first attempt, once there is a socket for it. Its time begins only then.</summary>
    internal void SendFirst(long now)
    {
        run.StartedAt = now;
        Send(now);
    }

    /// <summary>Nothing is waited for any more.</summary>
    internal void Forget()
    {
        Transport.Attempts.Remove(_timeout);
        _socket?.Forget(_id);
        _socket = null;
        _second?.Forget(_secondId);
        _second = null;
    }

    public void OnAnswer(UdpChannel channel, ResponseFit fit, byte[] buffer, int length)
    {
        // As it came, before anything in it is put back to what was asked.
        var bytes = Options.KeepBytes ? Copy(buffer, length) : null;
        var isRepeat = ReferenceEquals(channel, _second) && ResponseMatch.IdOf(buffer, length) == _secondId;
        var verdict = run.Proof.Judge(run, fit, channel.IsShared, isRepeat, buffer, ref length);
        if (verdict != ProofVerdict.Believed)
        {
            run.PutAgain(verdict == ProofVerdict.AskOverTcp);
            return;
        }

        Message message;
        try
        {
            message = Transport.Answers.Parse(buffer, length, Question.Name);
        }
        catch (WireFormatException error)
        {
            // A later datagram may still be sound; if none is, this is what there is to say.
            run.Facts.Garbage(error.Message);
            return;
        }

        run.Facts.UdpAnswered = true;
        Transport.Way.Heard(Endpoint);
        var now = Transport.Loop.Now;
        var roundTrip = now - _sentAt;
        Server.Heard(now, roundTrip, isFirstChoice: true, Question.Type);
        if (!message.IsTruncated || run.Policy == ProtocolPolicy.UdpOnly)
        {
            run.Answered(message, DnsProtocol.Udp, roundTrip, bytes, Question);
            return;
        }

        run.Facts.Truncate(message, roundTrip, bytes);
        End(ExchangeOutcome.Answered);
        if (run.Facts.TcpTried)
        {
            run.FinishIfOver();
        }
        else
        {
            // What is left of the one budget, and at least what one attempt may take.
            run.StartTcp(Math.Max(Options.TimeoutUs, run.StartedAt + (Options.TimeoutUs * run.MaxAttempts) - now));
        }
    }

    public void OnOtherSource(UdpChannel channel, ResponseFit fit, IPEndPoint source)
    {
        if (fit == ResponseFit.Exact || (fit == ResponseFit.OtherCase ? run.Proof.IsPlain : !channel.IsShared))
        {
            run.Facts.OtherSource = source;
        }
        else if (fit == ResponseFit.OtherCase)
        {
            run.PutAgain(run.Proof.InOtherLetters(run) == ProofVerdict.AskOverTcp);
        }
    }

    public void OnNoise(string? problem)
    {
        run.Facts.Ignored++;
        if (problem is not null)
        {
            run.Facts.Garbage(problem);
        }
    }

    public void OnPortUnreachable()
    {
        // A report does not say which datagram it is about. From a server that has just answered it may concern another question (a firewall that lets
        // through only so many), so there the answer is waited for.
        if (IsOver || _repeatIsDue || run.IsCompleted || Server.HeardAt >= Transport.Loop.Now - Options.TimeoutUs)
        {
            return;
        }

        // One attempt has failed; not yet a verdict.
        _portUnreachable = true;
        Transport.Attempts.Remove(_timeout);
        OnTimeout();
    }

    /// <summary>An attempt's time is up.</summary>
    void ILoopContinuation.Continue() => OnTimeout();

    private void Send(long now)
    {
        SocketError error;
        try
        {
            if (Channel(now, out var id, out var form) is not { } channel)
            {
                WaitForSocket();
                return;
            }

            run.Facts.UdpAttempts++;
            error = Send(channel, id, form, now);
        }
        catch (SocketException failure)
        {
            run.Facts.UdpAttempts++;
            error = failure.SocketErrorCode;
        }

        var isShort = Shortage.IsOurs(error) || Transport.Way.IsLost(error, Endpoint.AddressFamily);
        if (isShort && run.MayWaitForRoom())
        {
            // Nothing was sent, so it was no attempt.
            run.Facts.UdpAttempts--;
            SendLater();
            return;
        }

        if (error is not (SocketError.Success or SocketError.ConnectionRefused or SocketError.ConnectionReset))
        {
            End(isShort ? ExchangeOutcome.LocalShortage : ExchangeOutcome.Unreachable);
            run.FinishIfOver();
            return;
        }

        run.HadRoom();
        _timeout = Transport.Attempts.Add(now, this);
    }

    private SocketError Send(UdpChannel channel, ushort id, QuestionForm form, long now)
    {
        var length = QueryWriter.Write(Transport.QueryBuffer, id, Question, run.Query, form);
        _sentAt = now;
        run.Facts.LastId = id;
        run.Facts.Form = form;
        return channel.Send(Transport.QueryBuffer, length, Endpoint);
    }

    // By itself, since the closure would otherwise be made for every question.
    private void SendLater()
    {
        var round = run.Proof.Round;
        Transport.Loop.SetTimer(Shortage.PauseUs, () =>
        {
            if (!run.IsPast(round) && !IsOver)
            {
                Send(Transport.Loop.Now);
            }
        });
    }

    private void WaitForSocket()
    {
        var round = run.Proof.Round;
        _repeatIsDue = true;
        Transport.Sockets.WhenThereIsRoom(() =>
        {
            if (run.IsPast(round))
            {
                return;
            }

            _repeatIsDue = false;
            if (IsOver)
            {
                return;
            }

            if (_socket is null)
            {
                SendFirst(Transport.Loop.Now);
            }
            else
            {
                Send(Transport.Loop.Now);
            }
        });
    }

    /// <summary>
    /// Where the next attempt goes out; null where there is no room. The repeat of a question that met silence goes out unconnected, since only there can an
    /// answer from another source be seen; a late answer to the first attempt is still waited for. Each has an ID of its own, as they may differ in form.
    /// </summary>
    private UdpChannel? Channel(long now, out ushort id, out QuestionForm form)
    {
        var isAlone = run.Proof.IsAlone;
        var isRepeat = run.Facts.UdpAttempts > 0;
        if (!isRepeat && _socket is null)
        {
            _socket = run.How.HearsEverySource ? Transport.Sockets.TakeBeside(Server, isAlone, now) : Transport.Sockets.Take(Server, isAlone, now);
            _id = _socket?.Register(this) ?? 0;
            run.Proof.ChooseCookie(run, isRepeat);
        }
        else if (isRepeat && _second is null)
        {
            _second = _socket?.IsConnected != true || _portUnreachable ? _socket : Transport.Sockets.TakeBeside(Server, isAlone, now);
            _secondId = _second?.Register(this) ?? 0;
            run.Proof.ChooseCookie(run, isRepeat);
        }

        form = run.Proof.FormOf(isRepeat);
        id = isRepeat ? _secondId : _id;
        return isRepeat ? _second : _socket;
    }

    private void OnTimeout()
    {
        if (!_portUnreachable && run.IsServed && !run.IsListening)
        {
            Server.Pace.Lost(Transport.Loop.Now);
        }

        if (run.Facts.UdpAttempts < run.MaxAttempts)
        {
            if (run.Policy == ProtocolPolicy.UdpThenTcp && run.Facts.UdpAttempts == 1)
            {
                run.StartTcp(Options.TimeoutUs * (run.MaxAttempts - 1));
            }

            _repeatIsDue = true;
            var round = run.Proof.Round;
            Transport.Gate.Repeat(Server, () => Repeat(round));
            return;
        }

        if (!_portUnreachable && run.GoesOnListening())
        {
            _timeout = Transport.Attempts.Add(Transport.Loop.Now, this);
            run.NoteSilence();
            return;
        }

        End(_portUnreachable ? ExchangeOutcome.PortUnreachable : ExchangeOutcome.TimedOut);
        run.FinishIfOver();
    }

    private bool Repeat(int round)
    {
        if (run.IsPast(round))
        {
            return false;
        }

        _repeatIsDue = false;
        if (IsOver)
        {
            return false;
        }

        run.Charge();
        Send(Transport.Loop.Now);
        return true;
    }

    private void End(ExchangeOutcome outcome)
    {
        IsOver = true;
        Outcome = outcome;
        Forget();
    }

    private static byte[] Copy(byte[] buffer, int length)
    {
        var copy = new byte[length];
        Buffer.BlockCopy(buffer, 0, copy, 0, length);
        return copy;
    }
}
