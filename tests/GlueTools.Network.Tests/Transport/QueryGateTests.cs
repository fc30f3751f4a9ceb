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
using System.Threading.Tasks;
using GlueTools.Simulation;

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
        Client? asking = null;
        var server = new SimulatedServer(datagram =>
        {
            most = Math.Max(most, ++inFlight);
            asking!.Machine.After(5_000, () =>
            {
                inFlight--;
                datagram.Reply(Replies.Answer(datagram.Query));
            });
        });
        using var client = asking = new Client(Client.Quick with { ServerThrottleLimit = limit, TimeoutUs = 5_000_000 }, server);

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
        var server = new SimulatedServer(datagram => datagram.Reply(Replies.Answer(datagram.Query)));
        using var client = new Client(Client.Quick with { ServerRateLimit = perServer, RateLimit = inAll, TimeoutUs = 3_000_000 }, server);
        var count = burst + (rate * 3 / 2);

        var exchanges = client.AskTogether(count);

        Assert.All(exchanges, exchange => Assert.True(exchange.IsAnswered));
        var arrivals = server.Arrivals;
        Assert.Equal(count, arrivals.Count);
        Assert.All(arrivals, start => Assert.InRange(arrivals.Count(at => at >= start && at < start + 1_000_000), 1, burst + rate));
        // What the burst does not cover takes a second and a half, and the last waits until its repeats could be sent too.
        Assert.InRange(arrivals[^1] - arrivals[0], 1_480_000, 1_600_000);
    }

    [Fact]
    public void Repeats_and_connections_count_against_the_rate()
    {
        var server = new SimulatedServer(datagram => datagram.Reply(Replies.Truncated(datagram.Query)), connection => connection.Reply(Replies.Answer(connection.ReadQuery())));
        using var client = new Client(Client.Quick with { ServerRateLimit = 20, ServerThrottleLimit = 1, TimeoutUs = 3_000_000 }, server);
        // 40 tokens are there at once; 30 questions, each asked twice, need 20 more, and the last waits until its repeats could be sent too.
        client.AskTogether(30);

        Assert.InRange(client.ElapsedMs, 950, 1_300);
    }

    [Fact]
    public void An_exempt_server_has_no_rate_of_its_own()
    {
        var server = new SimulatedServer(datagram => datagram.Reply(Replies.Answer(datagram.Query)));
        using var client = new Client(Client.Quick with { ServerRateLimit = 1, IsExempt = _ => true, TimeoutUs = 3_000_000 }, server);

        client.AskTogether(100);

        Assert.InRange(client.ElapsedMs, 0, 10);
    }

    [Fact]
    public async Task A_server_at_its_limit_does_not_hold_up_the_others()
    {
        var silent = new SimulatedServer();
        var live = new SimulatedServer(datagram => datagram.Reply(Replies.Answer(datagram.Query)));
        using var client = new Client(Client.Quick with { ServerThrottleLimit = 2, TimeoutUs = 2_000_000 }, silent, live);
        var still = client.Machine.Hold();
        var waiting = Enumerable.Range(0, 50).Select(_ => client.Start(Client.Address(0), Replies.Asked)).ToList();
        var others = Enumerable.Range(0, 50).Select(_ => client.Start(Client.Address(1), Replies.Asked)).ToList();
        still.Dispose();

        Assert.All(await Task.WhenAll(others), exchange => Assert.True(exchange.IsAnswered));
        await Task.WhenAll(waiting);

        Assert.All(client.Observed.Take(50), exchange => Assert.Equal(Client.Address(1), exchange.Server));
    }

    [Fact]
    public void Whoever_asks_a_silent_server_again_joins_the_end_of_the_line()
    {
        var server = new SimulatedServer();
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
