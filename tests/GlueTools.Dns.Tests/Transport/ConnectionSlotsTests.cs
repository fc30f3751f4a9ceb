using System.Collections.Generic;
using System.Linq;
using GlueTools.Dns.Transport;

namespace GlueTools.Dns.Tests.Transport;

public class ConnectionSlotsTests
{
    [Fact]
    public void Whoever_finds_no_slot_is_let_in_when_another_leaves_in_the_order_of_coming()
    {
        var slots = new ConnectionSlots();
        var let = new List<int>();
        for (var i = 0; i < ConnectionSlots.Max + 3; i++)
        {
            var number = i;
            slots.Enter(() => let.Add(number));
        }

        Assert.Equal(Enumerable.Range(0, ConnectionSlots.Max), let);
        slots.Leave();
        slots.Leave();
        Assert.Equal(Enumerable.Range(0, ConnectionSlots.Max + 2), let);
    }

    [Fact]
    public void A_line_of_connections_that_fail_at_once_needs_no_stack()
    {
        var slots = new ConnectionSlots();
        var failed = 0;
        for (var i = 0; i < ConnectionSlots.Max; i++)
        {
            slots.Enter(() => { });
        }

        for (var i = 0; i < 100_000; i++)
        {
            slots.Enter(() =>
            {
                failed++;
                slots.Leave();
            });
        }

        slots.Leave();
        Assert.Equal(100_000, failed);
    }

    [Fact]
    public void More_questions_over_TCP_than_slots_are_all_answered()
    {
        using var server = new ScriptedServer(tcp: connection =>
        {
            connection.Reply(Replies.Answer(connection.ReadQuery()));
        });
        using var client = new Client(Client.Quick with { TimeoutUs = 5_000_000 }, server);

        var exchanges = client.AskTogether(ConnectionSlots.Max + 200, policy: ProtocolPolicy.TcpOnly);

        Assert.All(exchanges, exchange => Assert.True(exchange.IsAnswered));
    }
}
