using System;
using System.Collections.Generic;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Records;
using GlueTools.Dns.Exchanges;
using GlueTools.Network.Loop;

namespace GlueTools.Network.Transport;

/// <content>The part of an exchange that goes over TCP.</content>
internal sealed partial class ExchangeRun
{
    private Question? _answered;

    /// <summary>What goes beside the question on its connection.</summary>
    private RecordType? Beside => _policy == ProtocolPolicy.TcpOnly ? _how.Beside : null;

    private void StartTcp(long timeoutUs)
    {
        _facts.TcpTried = true;
        if (_facts.UdpAttempts == 0)
        {
            // The question's own turn.
            _transport.Connections.Enter(_server.Connections, () => Connect(timeoutUs));
            return;
        }

        var round = _proofs;
        _transport.Gate.Repeat(_server, () => RepeatOverTcp(timeoutUs, round));
    }

    private bool RepeatOverTcp(long timeoutUs, int round)
    {
        if (IsCompleted || round != _proofs)
        {
            return false;
        }

        _transport.Connections.Enter(_server.Connections, () =>
        {
            if (IsCompleted || round != _proofs)
            {
                // Answered over UDP while this waited for its turn, or put again from the beginning.
                _transport.Connections.Leave(_server.Connections);
                return;
            }

            Charge();
            Connect(timeoutUs);
        });
        return true;
    }

    private void Connect(long timeoutUs)
    {
        var first = new TcpExchange.Sent(_transport.Random.NextUInt16(), Question);
        TcpExchange.Sent? second = Beside is { } type ? new TcpExchange.Sent((ushort)(first.Id ^ 1), new Question(Question.Name, type)) : null;
        _facts.LastId = first.Id;
        // Letters and cookies are for datagrams: who does not see a connection must guess its sequence numbers.
        _facts.Form = default;
        _tcp = TcpExchange.Start(_transport.Loop, Endpoint, _query, first, second, timeoutUs, OnTcpDone, out var refused, _transport.Way);
        if (_tcp is not null)
        {
            _shortSince = 0;
            if (second is not null)
            {
                Charge();
            }
        }
        else if (refused == ExchangeOutcome.LocalShortage && MayWaitForRoom())
        {
            _transport.Connections.LeaveForWant(_server.Connections);
            ConnectLater(timeoutUs);
        }
        else
        {
            _tcpOver = true;
            _facts.TcpOutcome = refused;
            _transport.Connections.Leave(_server.Connections);
            FinishIfOver();
        }
    }

    private void ConnectLater(long timeoutUs)
    {
        var round = _proofs;
        _transport.Loop.SetTimer(Shortage.PauseUs, () => _transport.Connections.Enter(_server.Connections, () =>
        {
            if (IsCompleted || round != _proofs)
            {
                _transport.Connections.Leave(_server.Connections);
            }
            else
            {
                Connect(timeoutUs);
            }
        }));
    }

    private void OnTcpDone(TcpExchange tcp)
    {
        _tcpOver = true;
        _facts.TcpOutcome = tcp.Outcome;
        _transport.Connections.Leave(_server.Connections);
        _facts.Problem = tcp.Problem ?? _facts.Problem;
        if (tcp.Message is not null)
        {
            _facts.Form = default;
            _facts.LastId = tcp.Answered.Id;
            _answered = tcp.Answered.Question;
            _transport.Way.Heard(Endpoint);
            _server.Heard(_transport.Loop.Now, tcp.RoundTripUs, Options.TcpOnly);
            Answered(tcp.Message, DnsProtocol.Tcp, tcp.RoundTripUs, Options.KeepBytes ? tcp.AnswerBytes : null);
            return;
        }

        FinishIfOver();
    }
}
