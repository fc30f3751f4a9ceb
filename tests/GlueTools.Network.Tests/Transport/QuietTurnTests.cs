using System.Linq;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Network.Loop;
using GlueTools.Network.Transport;
using GlueTools.Simulation;

namespace GlueTools.Network.Tests.Transport;

/// <summary>Questions that wait until their server has been asked nothing for a second.</summary>
public sealed class QuietTurnTests
{
    private const long Second = 1_000_000;
    private static readonly AskOptions Quietly = new() { AfterQuiet = true };

    [Fact]
    public void They_go_out_after_a_quiet_second_a_few_at_a_time_and_others_have_a_second_between()
    {
        const int Quiet = 12, Others = 40;
        var server = new SimulatedServer(datagram => datagram.Reply(Replies.Answer(datagram.Query)));
        using var client = new Client(Client.Quick with { TimeoutUs = 10 * Second, ServerThrottleLimit = 4 }, server);

        var exchanges = client.Run(transport =>
        {
            var first = transport.Ask(Client.Address(0), Replies.Asked, new QueryOptions(), ProtocolPolicy.UdpOnly);
            var quiet = Enumerable.Range(0, Quiet).Select(_ => transport.Ask(Client.Address(0), Replies.Asked, new QueryOptions(), ProtocolPolicy.UdpOnly, how: Quietly));
            var others = Enumerable.Range(0, Others).Select(_ => transport.Ask(Client.Address(0), Replies.Asked, new QueryOptions(), ProtocolPolicy.UdpOnly));
            return LoopTasks.WhenAll([first, .. quiet, .. others]);
        });

        Assert.All(exchanges, exchange => Assert.True(exchange.IsAnswered));
        var arrivals = server.Arrivals.ToArray();
        Assert.Equal(1 + Quiet + Others, arrivals.Length);
        // The first; five after a second; the rest of the others with them, as they no longer wait; five and two after a quiet second each.
        var pauses = Enumerable.Range(1, arrivals.Length - 1).Where(i => arrivals[i] - arrivals[i - 1] >= Second).ToArray();
        Assert.Equal([1, 1 + 5 + Others, 1 + 5 + Others + 5], pauses);
    }

    [Fact]
    public void Alone_they_wait_for_a_second_since_the_last_question_only()
    {
        var server = new SimulatedServer(datagram => datagram.Reply(Replies.Answer(datagram.Query)));
        using var client = new Client(Client.Quick with { TimeoutUs = 10 * Second }, server);

        client.Run(async transport =>
        {
            await transport.Ask(Client.Address(0), Replies.Asked, new QueryOptions(), ProtocolPolicy.UdpOnly);
            return await transport.Ask(Client.Address(0), Replies.Asked, new QueryOptions(), ProtocolPolicy.UdpOnly, how: Quietly);
        });

        Assert.InRange(client.ElapsedMs, 1_000, 1_100);
    }
}
