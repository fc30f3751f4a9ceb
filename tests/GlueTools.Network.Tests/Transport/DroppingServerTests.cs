using System.Linq;
using System.Threading;
using GlueTools.Dns.Exchanges;
using GlueTools.Network.Transport;
using GlueTools.Simulation;

namespace GlueTools.Network.Tests.Transport;

/// <summary>A server that begins to drop is asked more slowly, and no question goes unanswered for it.</summary>
public class DroppingServerTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    public void Every_question_is_answered_by_a_server_that_answers_only_so_many_in_a_second(int inFlight)
    {
        Client? asking = null;
        long second = -1;
        var inSecond = 0;
        var server = new SimulatedServer(datagram =>
        {
            var now = (long)asking!.ElapsedMs / 1000;
            inSecond = now == second ? inSecond + 1 : 1;
            second = now;
            if (inSecond <= 40)
            {
                datagram.Reply(Replies.Answer(datagram.Query));
            }
        });
        using var client = asking = new Client(Client.Quick with { ServerThrottleLimit = inFlight }, server);
        Assert.All(client.AskTogether(ServerPace.AnswersFirst), exchange => Assert.True(exchange.IsAnswered));

        var exchanges = client.AskTogether(inFlight == 0 ? 40 : 120);

        Assert.Equal(0, exchanges.Count(exchange => !exchange.IsAnswered));
        Assert.False(client.IsSilent());
    }

    [Fact]
    public void A_server_that_answers_over_TCP_only_is_not_held_back_for_its_silence_over_UDP()
    {
        var server = new SimulatedServer(tcp: connection => connection.Reply(Replies.Answer(connection.ReadQuery())));
        using var client = new Client(server);
        // The first is when it is heard at all, the second when it answers and is silent at the same time.
        Assert.All(client.AskTogether(40), exchange => Assert.True(exchange.IsAnswered));
        Assert.All(client.AskTogether(40), exchange => Assert.True(exchange.IsAnswered));
        var before = server.Datagrams;

        Assert.All(client.AskTogether(200), exchange => Assert.True(exchange.IsAnswered));

        // Held back to what it answered before, the questions would be spread over several seconds.
        var arrivals = server.Arrivals.Skip(before).ToList();
        Assert.InRange(arrivals[199] - arrivals[0], 0, 1_500_000);
    }

    [Fact]
    public void A_server_that_answered_much_and_then_falls_silent_is_found_silent_all_the_same()
    {
        var isDead = false;
        var server = new SimulatedServer(datagram =>
        {
            if (!Volatile.Read(ref isDead))
            {
                datagram.Reply(Replies.Answer(datagram.Query));
            }
        });
        using var client = new Client(Client.Quick with { ServerThrottleLimit = 4 }, server);
        Assert.All(client.AskTogether(100), exchange => Assert.True(exchange.IsAnswered));
        Volatile.Write(ref isDead, true);

        var exchanges = client.AskTogether(30);

        Assert.All(exchanges, exchange => Assert.False(exchange.IsAnswered));
        Assert.Contains(exchanges, exchange => exchange.Outcome == ExchangeOutcome.TimedOut);
        Assert.True(client.IsSilent());
    }
}
