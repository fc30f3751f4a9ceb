using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;

namespace GlueTools.Network.Transport;

/// <summary>The part of an exchange that goes over TCP, once: it waits for its turn and for room, and then it is a <see cref="TcpExchange"/>.</summary>
internal sealed class TcpAttempt(ExchangeRun run, long timeoutUs)
{
    private readonly DnsTransport _transport = run.Transport;
    private readonly ServerState _server = run.Server;
    private TcpExchange? _exchange;
    private bool _isForgotten;

    /// <summary>Whether it came to its end, whatever that is.</summary>
    internal bool IsOver { get; private set; }

    /// <summary>Starts as soon as it may.</summary>
    internal void Start()
    {
        if (run.Facts.UdpAttempts == 0)
        {
            // The question's own turn.
            _transport.Connections.Enter(_server.Connections, Connect);
        }
        else
        {
            _transport.Gate.Repeat(_server, Repeat);
        }
    }

    /// <summary>Nobody waits for it any more.</summary>
    internal void Forget()
    {
        _isForgotten = true;
        if (!IsOver && _exchange is not null)
        {
            _exchange.Dispose();
            _transport.Connections.Leave(_server.Connections);
        }

        _exchange = null;
    }

    private bool Repeat()
    {
        if (_isForgotten)
        {
            return false;
        }

        _transport.Connections.Enter(_server.Connections, () =>
        {
            if (!_isForgotten)
            {
                run.Charge();
            }

            Connect();
        });
        return true;
    }

    private void Connect()
    {
        if (_isForgotten)
        {
            // Answered over UDP while this waited for its turn, or put again from the beginning.
            _transport.Connections.Leave(_server.Connections);
            return;
        }

        var first = new TcpExchange.Sent(_transport.Random.NextUInt16(), run.Question);
        TcpExchange.Sent? second = run.Beside is { } type ? new TcpExchange.Sent((ushort)(first.Id ^ 1), new Question(run.Question.Name, type)) : null;
        run.Facts.LastId = first.Id;
        // Letters and cookies are for datagrams: who does not see a connection must guess its sequence numbers.
        run.Facts.Form = default;
        _exchange = TcpExchange.Start(_transport.Loop, run.Endpoint, run.Query, first, second, timeoutUs, OnDone, out var refused, _transport.Way);
        if (_exchange is not null)
        {
            run.HadRoom();
            if (second is not null)
            {
                run.Charge();
            }
        }
        else if (refused == ExchangeOutcome.LocalShortage && run.MayWaitForRoom())
        {
            _transport.Connections.LeaveForWant(_server.Connections);
            _transport.Loop.SetTimer(Shortage.PauseUs, () => _transport.Connections.Enter(_server.Connections, Connect));
        }
        else
        {
            End(refused);
            run.FinishIfOver();
        }
    }

    private void OnDone(TcpExchange tcp)
    {
        if (tcp.Message is null || run.Udp.IsOver)
        {
            Done(tcp);
            return;
        }

        // A datagram that came before may not have been read yet, and that it was answered over UDP is what is said of a server. Timers run when all that came until then was read.
        _transport.Loop.SetTimer(0, () =>
        {
            if (!_isForgotten)
            {
                Done(tcp);
            }
        });
    }

    private void Done(TcpExchange tcp)
    {
        End(tcp.Outcome);
        run.Facts.Problem = tcp.Problem ?? run.Facts.Problem;
        if (tcp.Message is null)
        {
            run.FinishIfOver();
            return;
        }

        run.Facts.Form = default;
        run.Facts.LastId = tcp.Answered.Id;
        _transport.Way.Heard(run.Endpoint);
        _server.Heard(_transport.Loop.Now, tcp.RoundTripUs, _transport.Options.TcpOnly, tcp.Answered.Question.Type);
        run.Answered(tcp.Message, DnsProtocol.Tcp, tcp.RoundTripUs, _transport.Options.KeepBytes ? tcp.AnswerBytes : null, tcp.Answered.Question);
    }

    private void End(ExchangeOutcome outcome)
    {
        IsOver = true;
        run.Facts.TcpOutcome = outcome;
        _transport.Connections.Leave(_server.Connections);
    }
}
