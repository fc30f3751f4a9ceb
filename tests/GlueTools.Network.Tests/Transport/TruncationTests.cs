using System;
using System.Diagnostics;
using System.Threading;
using GlueTools.Dns.Exchanges;
using GlueTools.Network.Transport;
using GlueTools.Simulation;

namespace GlueTools.Network.Tests.Transport;

public class TruncationTests
{
    [Fact]
    public void A_truncated_answer_leads_to_TCP_and_both_messages_are_kept()
    {
        var server = new SimulatedServer(
            datagram => datagram.Reply(Replies.Truncated(datagram.Query)), connection => connection.Reply(Replies.Answer(connection.ReadQuery())));
        using var client = new Client(Client.Quick with { KeepBytes = true }, server);

        var exchange = client.Ask();

        Assert.Equal(ExchangeOutcome.Answered, exchange.Outcome);
        Assert.Equal(DnsProtocol.Tcp, exchange.Protocol);
        Assert.Equal("192.0.2.80", Replies.AddressIn(exchange.Message));
        Assert.Equal("192.0.2.99", Replies.AddressIn(exchange.TruncatedMessage));
        Assert.Equal(exchange.Message!.Length, exchange.ToAnswerBytes()!.Length);
        Assert.True(exchange.TcpTried);
        Assert.Equal(ExchangeOutcome.Answered, exchange.TcpOutcome);
        Assert.True(exchange.UdpAnswered);
        Assert.Equal(1, exchange.UdpAttempts);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_datagram_that_came_in_the_same_moment_as_the_answer_over_TCP_counts(bool isRepeat)
    {
        SimulatedDatagram? first = null, second = null;
        var server = new SimulatedServer(
            datagram => (first, second) = first is null ? (datagram, null) : (first, datagram),
            connection =>
            {
                connection.Reply(Replies.Answer(connection.ReadQuery()));
                var late = isRepeat ? second! : first!;
                late.Reply(Replies.Answer(late.Query));
            });
        using var client = new Client(server);

        var exchange = client.Ask();

        Assert.Equal(ExchangeOutcome.Answered, exchange.Outcome);
        Assert.True(exchange.UdpAnswered);
        Assert.True(exchange.TcpTried);
    }

    [Fact]
    public void An_exchange_can_show_the_very_octets_of_its_question()
    {
        byte[] overUdp = [], overTcp = [];
        var server = new SimulatedServer(
            datagram => datagram.Reply(Replies.Truncated(overUdp = datagram.Query)), connection => connection.Reply(Replies.Answer(overTcp = connection.ReadQuery())));
        using var client = new Client(Client.Quick with { KeepBytes = true }, server);

        var truncated = client.Ask(ProtocolPolicy.UdpOnly);
        Assert.Equal(overUdp, truncated.ToQuestionBytes());
        var answered = client.Ask();
        Assert.Equal(overTcp, answered.ToQuestionBytes());
        Assert.Equal(answered.TruncatedMessage!.Length, answered.ToTruncatedBytes()!.Length);
    }

    [Fact]
    public void A_question_without_an_answer_shows_the_octets_that_were_sent_last()
    {
        byte[] last = [];
        var server = new SimulatedServer(datagram => last = datagram.Query);
        using var client = new Client(Client.Quick with { Retry = 0 }, server);

        var exchange = client.Ask(ProtocolPolicy.UdpOnly);
        Assert.False(exchange.IsAnswered);
        Assert.NotEmpty(last);
        Assert.Equal(last, exchange.ToQuestionBytes());
        Assert.Null(new Exchange().ToQuestionBytes());
    }

    [Theory]
    [InlineData(ExchangeOutcome.PortUnreachable)]
    [InlineData(ExchangeOutcome.ConnectionLost)]
    [InlineData(ExchangeOutcome.TimedOut)]
    [InlineData(ExchangeOutcome.Malformed)]
    public void Where_TCP_fails_the_truncated_answer_is_the_answer(ExchangeOutcome tcp)
    {
        var server = new SimulatedServer(datagram => datagram.Reply(Replies.Truncated(datagram.Query)), HandlerFor(tcp));
        using var client = new Client(Client.Quick with { KeepBytes = true }, server);

        var exchange = client.Ask();

        Assert.Equal(ExchangeOutcome.Answered, exchange.Outcome);
        Assert.Equal(DnsProtocol.Udp, exchange.Protocol);
        Assert.Same(exchange.TruncatedMessage, exchange.Message);
        Assert.True(exchange.Message!.IsTruncated);
        Assert.True(exchange.TcpTried);
        Assert.Equal(tcp, exchange.TcpOutcome);
        Assert.NotNull(exchange.ToAnswerBytes());
        Assert.False(client.IsSilent());
    }

    [Fact]
    public void Where_TCP_is_excluded_the_truncated_answer_is_the_answer()
    {
        var server = new SimulatedServer(datagram => datagram.Reply(Replies.Truncated(datagram.Query)), connection => connection.ReadQuery());
        using var client = new Client(server);

        var exchange = client.Ask(ProtocolPolicy.UdpOnly);

        Assert.True(exchange.IsAnswered);
        Assert.True(exchange.Message!.IsTruncated);
        Assert.False(exchange.TcpTried);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public void A_late_truncated_answer_does_not_begin_a_new_budget()
    {
        var server = new SimulatedServer(
            datagram => datagram.Reply(Replies.Truncated(datagram.Query), 350_000),
            connection => connection.ReadQuery());
        using var client = new Client(Client.Quick with { TimeoutUs = 400_000, Retry = 3 }, server);

        var exchange = client.Ask();

        Assert.True(exchange.IsAnswered);
        Assert.Equal(ExchangeOutcome.TimedOut, exchange.TcpOutcome);
        Assert.Equal(1, server.Connections);
        // Four attempts of 0.4 seconds in all.
        Assert.Equal(1_600, client.ElapsedMs, 1.0);
    }

    [Fact]
    public void TCP_after_a_truncated_answer_gets_what_is_left_of_the_budget_and_at_least_one_attempts_time()
    {
        var server = new SimulatedServer(
            datagram => datagram.Reply(Replies.Truncated(datagram.Query), 400_000),
            connection => connection.ReadQuery());
        using var client = new Client(Client.Quick with { TimeoutUs = 600_000, Retry = 0 }, server);

        var exchange = client.Ask();

        Assert.True(exchange.IsAnswered);
        Assert.Equal(ExchangeOutcome.TimedOut, exchange.TcpOutcome);
        Assert.Equal(1_000, client.ElapsedMs, 1.0);
    }

    private static Action<SimulatedConnection>? HandlerFor(ExchangeOutcome outcome) => outcome switch
    {
        ExchangeOutcome.PortUnreachable => null,
        ExchangeOutcome.ConnectionLost => connection =>
        {
            connection.ReadQuery();
            connection.Close();
        },
        ExchangeOutcome.Malformed => connection => connection.Reply(Replies.WithWrongId(connection.ReadQuery())),
        _ => connection => connection.ReadQuery(),
    };
}
