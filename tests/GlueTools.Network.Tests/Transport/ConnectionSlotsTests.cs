using System.Collections.Generic;
using System.Linq;
using GlueTools.Dns.Exchanges;
using GlueTools.Network.Transport;

namespace GlueTools.Network.Tests.Transport;

public class ConnectionSlotsTests
{
    private const int Most = SocketBudget.MostConnections;

    [Fact]
    public void Whoever_finds_no_slot_is_let_in_when_another_leaves_and_servers_take_turns()
    {
        var slots = new ConnectionSlots(Most);
        var servers = Enumerable.Range(0, Most + 3).Select(_ => new ServerConnections()).ToList();
        var let = new List<int>();
        for (var i = 0; i < servers.Count; i++)
        {
            var number = i;
            slots.Enter(servers[i], () => let.Add(number));
            slots.Enter(servers[i], () => let.Add(number));
        }

        Assert.Equal(Most, let.Count);
        for (var i = 0; i < servers.Count; i++)
        {
            slots.Leave(servers[let[i]]);
        }

        // Each has had its first before anybody waits long for a second.
        Assert.Equal(Enumerable.Range(0, servers.Count), let.Distinct().Order());
        Assert.Equal(Most + servers.Count, let.Count);
    }

    [Fact]
    public void A_server_that_holds_its_connections_keeps_only_itself_waiting()
    {
        var slots = new ConnectionSlots(Most);
        ServerConnections tarpit = new(), other = new();
        int held = 0, let = 0;
        for (var i = 0; i < 1000; i++)
        {
            slots.Enter(tarpit, () => held++);
        }

        slots.Enter(other, () => let++);

        Assert.Equal((ConnectionSlots.MaxPerServer, 1), (held, let));
        slots.Leave(tarpit);
        Assert.Equal(ConnectionSlots.MaxPerServer + 1, held);
    }

    [Fact]
    public void Where_the_system_has_no_room_for_one_more_others_wait_until_one_leaves()
    {
        var slots = new ConnectionSlots(4);
        var server = new ServerConnections();
        var let = new List<int>();
        for (var i = 0; i < 6; i++)
        {
            var number = i;
            slots.Enter(server, () => let.Add(number));
        }

        slots.LeaveForWant(server);
        Assert.Equal([0, 1, 2, 3], let);
        slots.Leave(server);
        Assert.Equal([0, 1, 2, 3, 4, 5], let);
    }

    [Fact]
    public void Even_where_there_is_room_for_none_one_may_try()
    {
        var slots = new ConnectionSlots(4);
        var server = new ServerConnections();
        var tries = 0;
        for (var i = 0; i < 3; i++)
        {
            slots.Enter(server, () =>
            {
                tries++;
                slots.LeaveForWant(server);
            });
        }

        Assert.Equal(3, tries);
    }

    [Fact]
    public void A_line_of_connections_that_fail_at_once_needs_no_stack()
    {
        var slots = new ConnectionSlots(Most);
        var failed = 0;
        var server = new ServerConnections();
        for (var i = 0; i < ConnectionSlots.MaxPerServer; i++)
        {
            slots.Enter(server, () => { });
        }

        for (var i = 0; i < 100_000; i++)
        {
            slots.Enter(server, () =>
            {
                failed++;
                slots.Leave(server);
            });
        }

        slots.Leave(server);
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
