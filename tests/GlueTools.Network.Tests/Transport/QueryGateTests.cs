using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Network.Tests.Loop;
using GlueTools.Network.Loop;
using GlueTools.Network.Transport;

namespace GlueTools.Network.Tests.Transport;

public class QueryGateTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void No_server_ever_has_more_questions_in_flight_than_allowed(int limit)
    {
        int inFlight = 0, most = 0;
        using var server = new ScriptedServer(datagram =>
        {
            var now = Interlocked.Increment(ref inFlight);
            most = Math.Max(most, now);
            ScriptedServer.Start(() =>
            {
                Thread.Sleep(5);
                Interlocked.Decrement(ref inFlight);
                datagram.Reply(Replies.Answer(datagram.Query));
            });
        });
        using var client = new Client(Client.Quick with { ServerThrottleLimit = limit, TimeoutUs = 5_000_000 }, server);

        var exchanges = client.AskTogether(60);

        Assert.All(exchanges, exchange => Assert.True(exchange.IsAnswered));
        Assert.InRange(most, 1, limit);
        Assert.Equal(60, server.Datagrams);
    }

    [Theory]
    [InlineData(40, 0, 80, 40)]
    [InlineData(0, 100, 10, 100)]
    [InlineData(40, 60, 6, 60)]
    public void In_no_second_does_a_server_get_more_than_the_burst_and_the_rate(int perServer, int inAll, int burst, int rate)
    {
        using var server = new ScriptedServer(datagram => datagram.Reply(Replies.Answer(datagram.Query)));
        using var client = new Client(Client.Quick with { ServerRateLimit = perServer, RateLimit = inAll, TimeoutUs = 3_000_000 }, server);
        var count = burst + (rate * 3 / 2);

        var exchanges = client.AskTogether(count);

        Assert.All(exchanges, exchange => Assert.True(exchange.IsAnswered));
        var arrivals = server.Arrivals;
        Assert.Equal(count, arrivals.Count);
        // A little more than nothing for the clock's grain.
        Assert.All(arrivals, start => Assert.InRange(arrivals.Count(at => at >= start && at < start + 1000), 1, burst + rate + (rate / 10)));
        Assert.InRange(arrivals[^1] - arrivals[0], 1350, 3000);
    }

    [Fact]
    public void Repeats_and_connections_count_against_the_rate()
    {
        using var server = new ScriptedServer(datagram => datagram.Reply(Replies.Truncated(datagram.Query)), connection => connection.Reply(Replies.Answer(connection.ReadQuery())));
        using var client = new Client(Client.Quick with { ServerRateLimit = 20, ServerThrottleLimit = 1, TimeoutUs = 3_000_000 }, server);
        var before = client.Loop.Now;

        // 40 tokens are there at once; 30 questions, each asked twice, need 20 more, less one.
        client.AskTogether(30);

        Assert.InRange(client.Loop.Now - before, 800_000, 3_000_000);
    }

    [Fact]
    public void An_exempt_server_has_no_rate_of_its_own()
    {
        using var server = new ScriptedServer(datagram => datagram.Reply(Replies.Answer(datagram.Query)));
        using var client = new Client(Client.Quick with { ServerRateLimit = 1, IsExempt = _ => true, TimeoutUs = 3_000_000 }, server);
        var before = client.Loop.Now;

        client.AskTogether(100);

        Assert.InRange(client.Loop.Now - before, 0, 3_000_000);
    }

    [Fact]
    public void A_server_at_its_limit_does_not_hold_up_the_others()
    {
        using var silent = new ScriptedServer();
        using var live = new ScriptedServer(datagram => datagram.Reply(Replies.Answer(datagram.Query)));
        using var client = new Client(Client.Quick with { ServerThrottleLimit = 2, TimeoutUs = 2_000_000 }, silent, live);
        var waiting = Enumerable.Range(0, 50).Select(_ => client.Start(Client.Address(0), Replies.Asked)).ToList();
        var before = client.Loop.Now;

        Assert.All(client.AskTogether(50, server: 1), exchange => Assert.True(exchange.IsAnswered));

        Assert.InRange(client.Loop.Now - before, 0, 1_500_000);
        Assert.DoesNotContain(waiting, task => task.IsCompleted);
    }

    [Fact]
    public void Whoever_asks_a_silent_server_again_joins_the_end_of_the_line()
    {
        using var server = new ScriptedServer();
        using var client = new Client(Client.Quick with { TimeoutUs = 100_000, Retry = 0, ServerRateLimit = 60 }, server);

        var rounds = client.Run(transport =>
        {
            var bucket = new List<LoopTask<int>>();
            for (var i = 0; i < 60; i++)
            {
                bucket.Add(Persist(transport));
            }

            return LoopTasks.WhenAll(bucket);
        });

        Assert.Null(client.Loop.Failure);
        Assert.All(rounds, count => Assert.Equal(3, count));
        Assert.Equal(180, client.Observed.Count);
    }

    private static async LoopTask<int> Persist(DnsTransport transport)
    {
        var count = 0;
        for (; count < 3; count++)
        {
            await transport.Ask(Client.Address(0), Replies.Asked, QueryOptions.Default, ProtocolPolicy.UdpOnly);
        }

        return count;
    }
}
