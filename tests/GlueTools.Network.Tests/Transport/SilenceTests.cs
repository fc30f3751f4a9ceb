using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Network.Tests.Loop;
using GlueTools.Network.Loop;
using GlueTools.Network.Transport;
using GlueTools.Simulation;

namespace GlueTools.Network.Tests.Transport;

public class SilenceTests
{
    private const long HeldUpUs = 20_000;

    [Theory]
    [InlineData(0, 250)]
    [InlineData(1, 500)]
    [InlineData(3, 1000)]
    public void A_silent_server_costs_one_budget_and_so_do_many_questions_to_it_together(int retry, int budgetMs)
    {
        var server = new SimulatedServer(tcp: connection => connection.ReadQuery());
        using var client = new Client(Client.Quick with { Retry = retry }, server);

        var exchanges = client.AskTogether(6);

        Assert.Equal(budgetMs, client.ElapsedMs);
        Assert.All(exchanges, exchange =>
        {
            Assert.Equal(ExchangeOutcome.TimedOut, exchange.Outcome);
            Assert.Equal(retry + 1, exchange.UdpAttempts);
            Assert.False(exchange.UdpAnswered);
        });
        Assert.All(exchanges, exchange => Assert.Equal(retry > 0, exchange.TcpTried));
        Assert.Equal(6 * (retry + 1), server.Datagrams);
        Assert.Equal(retry > 0 ? 6 : 0, server.Connections);
    }

    [Fact]
    public void Answers_that_come_while_the_loop_is_held_up_are_no_silence()
    {
        const int Questions = 500;
        using var answered = new CountdownEvent(Questions);
        using var server = new ScriptedServer(datagram =>
        {
            datagram.Reply(Replies.Answer(datagram.Query));
            answered.Signal();
        });
        using var client = new Client(Client.Quick with { TimeoutUs = HeldUpUs, Retry = 0 }, server);

        var exchanges = client.Run(transport =>
        {
            var begun = client.Loop.Now;
            var tasks = Enumerable.Range(0, Questions).Select(_ => transport.Ask(Client.Address(0), Replies.Asked, QueryOptions.Default, ProtocolPolicy.UdpOnly)).ToList();
            // Here the loop's thread stands still until all answers are there and all time-outs are over.
            answered.Wait(LoopRunner.Patience);
            SpinWait.SpinUntil(() => client.Loop.Now > begun + (2 * HeldUpUs));
            return LoopTasks.WhenAll(tasks);
        });

        Assert.All(exchanges, exchange => Assert.True(exchange.IsAnswered));
    }

    [Fact]
    public void The_second_attempt_may_be_the_one_that_is_answered()
    {
        var server = new SimulatedServer(
            datagram =>
            {
                if (datagram.Number == 2)
                {
                    datagram.Reply(Replies.Answer(datagram.Query));
                }
            },
            connection => connection.ReadQuery());
        using var client = new Client(server);

        var exchange = client.Ask();

        Assert.True(exchange.IsAnswered);
        Assert.Equal(DnsProtocol.Udp, exchange.Protocol);
        Assert.Equal(2, exchange.UdpAttempts);
        Assert.True(exchange.TcpTried);
        // The connection was given up, so nothing is known of it.
        Assert.Equal(ExchangeOutcome.NotAsked, exchange.TcpOutcome);
    }

    [Fact]
    public void A_server_that_hears_TCP_alone_answers_beside_the_second_attempt()
    {
        var server = new SimulatedServer(tcp: connection => connection.Reply(Replies.Answer(connection.ReadQuery())));
        using var client = new Client(Client.Quick with { TimeoutUs = 600_000 }, server);

        var exchange = client.Ask();

        Assert.InRange(client.ElapsedMs, 600, 610);
        Assert.True(exchange.IsAnswered);
        Assert.Equal(DnsProtocol.Tcp, exchange.Protocol);
        Assert.False(exchange.UdpAnswered);
        Assert.Null(exchange.TruncatedMessage);
        Assert.False(client.IsSilent());
    }

    [Fact]
    public void A_question_for_UDP_alone_never_connects()
    {
        var server = new SimulatedServer(tcp: connection => connection.Reply(Replies.Answer(connection.ReadQuery())));
        using var client = new Client(server);

        var exchange = client.Ask(ProtocolPolicy.UdpOnly);

        Assert.Equal(ExchangeOutcome.TimedOut, exchange.Outcome);
        Assert.False(exchange.TcpTried);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public void Every_question_gets_all_its_attempts_whatever_was_asked_before()
    {
        var server = new SimulatedServer();
        using var client = new Client(server);

        for (var i = 0; i < 4; i++)
        {
            var exchange = client.Ask();
            Assert.Equal((ExchangeOutcome.TimedOut, 2, true), (exchange.Outcome, exchange.UdpAttempts, exchange.TcpTried));
        }
    }

    [Fact]
    public void A_server_counts_as_silent_while_its_last_question_was_not_answered_and_as_doubtful_for_a_while()
    {
        var answers = false;
        var server = new SimulatedServer(datagram =>
        {
            if (Volatile.Read(ref answers))
            {
                datagram.Reply(Replies.Answer(datagram.Query));
            }
        });
        using var client = new Client(Client.Quick with { SilenceUs = 2_000_000 }, server);
        Assert.Equal((false, true), (client.IsSilent(), client.IsDoubtful()));

        client.Ask();
        Assert.Equal((true, true), (client.IsSilent(), client.IsDoubtful()));

        Volatile.Write(ref answers, true);
        Assert.True(client.Ask().IsAnswered);
        Assert.Equal((false, true), (client.IsSilent(), client.IsDoubtful()));

        Later(client, 2_000_000);
        Assert.Equal((false, false), (client.IsSilent(), client.IsDoubtful()));
    }

    [Fact]
    public void A_question_may_be_put_with_fewer_attempts()
    {
        var server = new SimulatedServer(tcp: connection => connection.Reply(Replies.Answer(connection.ReadQuery())));
        using var client = new Client(server);

        var exchange = client.Run(transport => transport.Ask(Client.Address(0), Replies.Asked, QueryOptions.Default, ProtocolPolicy.UdpThenTcp, how: new AskOptions { Attempts = 1 }));

        Assert.Equal((ExchangeOutcome.TimedOut, 1, false), (exchange.Outcome, exchange.UdpAttempts, exchange.TcpTried));
        Assert.Equal((1, 0), (server.Datagrams, server.Connections));
    }

    [Fact]
    public async Task One_lost_question_does_not_make_a_server_silent_that_answers_others()
    {
        var server = new SimulatedServer(datagram =>
        {
            if (datagram.Query[12] != 4)
            {
                datagram.Reply(Replies.Answer(datagram.Query));
            }
        });
        using var client = new Client(server);
        var still = client.Machine.Hold();
        var lost = client.Start(Client.Address(0), new(DomainName.Parse("lost.example.com"), RecordType.A));
        var answered = client.Start(Client.Address(0), Replies.Asked);
        still.Dispose();
        Assert.True((await answered).IsAnswered);

        Assert.Equal(ExchangeOutcome.TimedOut, (await lost).Outcome);
        Assert.False(client.IsSilent());
    }

    [Fact]
    public void A_server_silent_over_TCP_alone_is_not_silent_unless_TCP_is_all_that_is_used()
    {
        var server = new SimulatedServer(tcp: connection => connection.ReadQuery());
        using var either = new Client(server);
        Assert.Equal(ExchangeOutcome.TimedOut, either.Ask(ProtocolPolicy.TcpOnly).Outcome);
        Assert.False(either.IsSilent());

        var another = new SimulatedServer(tcp: connection => connection.ReadQuery());
        using var tcpOnly = new Client(Client.Quick with { TcpOnly = true }, another);
        var exchange = tcpOnly.Ask();
        Assert.Equal((ExchangeOutcome.TimedOut, 0, DnsProtocol.Tcp), (exchange.Outcome, exchange.UdpAttempts, exchange.Protocol));
        Assert.True(tcpOnly.IsSilent());
        Assert.Equal(0, another.Datagrams);
    }

    [Fact]
    public void What_waits_for_a_server_that_falls_silent_is_asked_all_the_same_and_those_who_wait_in_vain_hold_nobody_up()
    {
        var server = new SimulatedServer();
        using var client = new Client(Client.Quick with { ServerThrottleLimit = 4, TimeoutUs = 1_000_000 }, server);

        var exchanges = client.AskTogether(60);

        Assert.All(exchanges, exchange => Assert.Equal((ExchangeOutcome.TimedOut, 2), (exchange.Outcome, exchange.UdpAttempts)));
        Assert.Equal(120, server.Datagrams);
        // Four at a time for all of their two seconds would take half a minute.
        Assert.InRange(client.ElapsedMs, 2_000, 6_000);
    }

    [Fact]
    public async Task Questions_about_a_zone_that_is_dropped_do_not_keep_those_about_another_waiting()
    {
        var server = new SimulatedServer(datagram =>
        {
            if (datagram.Query[12] != 7)
            {
                datagram.Reply(Replies.Answer(datagram.Query));
            }
        });
        using var client = new Client(Client.Quick with { ServerThrottleLimit = 2, TimeoutUs = 3_000_000 }, server);
        var still = client.Machine.Hold();
        var dropped = Enumerable.Range(0, 10).Select(_ => client.Start(Client.Address(0), new(DomainName.Parse("dropped.example.com"), RecordType.A))).ToList();
        var asked = client.Start(Client.Address(0), Replies.Asked);
        still.Dispose();

        Assert.True((await asked).IsAnswered);
        await Task.WhenAll(dropped);

        // Five pairs give up their places one after the other, and none of them is over.
        Assert.Equal(Replies.Asked, client.Observed.First().Question);
        Assert.Equal(11, client.Observed.Count);
    }

    /// <summary>So much later.</summary>
    private static void Later(Client client, long microseconds) => client.Loop.Run(() => client.Loop.Delay(microseconds));
}
