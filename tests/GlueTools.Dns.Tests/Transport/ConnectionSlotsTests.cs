using System.Collections.Generic;
using System.Linq;
using GlueTools.Dns.Transport;

namespace GlueTools.Dns.Tests.Transport;

public class ConnectionSlotsTests
{
    private const int Most = SocketBudget.MostConnections;

    [Fact]
    public void Whoever_finds_no_slot_is_let_in_when_another_leaves_in_the_order_of_coming()
    {
        var slots = new ConnectionSlots(Most);
        var let = new List<int>();
        for (var i = 0; i < Most + 3; i++)
        {
            var number = i;
            slots.Enter(() => let.Add(number));
        }

        Assert.Equal(Enumerable.Range(0, Most), let);
        slots.Leave();
        slots.Leave();
        Assert.Equal(Enumerable.Range(0, Most + 2), let);
    }

    [Fact]
    public void Where_the_system_has_no_room_for_one_more_others_wait_until_one_leaves()
    {
        var slots = new ConnectionSlots(4);
        var let = new List<int>();
        for (var i = 0; i < 6; i++)
        {
            var number = i;
            slots.Enter(() => let.Add(number));
        }

        slots.LeaveForWant();
        Assert.Equal([0, 1, 2, 3], let);
        slots.Leave();
        Assert.Equal([0, 1, 2, 3, 4, 5], let);
    }

    [Fact]
    public void Even_where_there_is_room_for_none_one_may_try()
    {
        var slots = new ConnectionSlots(4);
        var tries = 0;
        for (var i = 0; i < 3; i++)
        {
            slots.Enter(() =>
            {
                tries++;
                slots.LeaveForWant();
            });
        }

        Assert.Equal(3, tries);
    }

    [Fact]
    public void A_line_of_connections_that_fail_at_once_needs_no_stack()
    {
        var slots = new ConnectionSlots(Most);
        var failed = 0;
        for (var i = 0; i < Most; i++)
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

        var exchanges = client.AskTogether(Most + 200, policy: ProtocolPolicy.TcpOnly);

        Assert.All(exchanges, exchange => Assert.True(exchange.IsAnswered));
    }
}
