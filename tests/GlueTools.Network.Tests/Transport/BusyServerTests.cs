using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Network.Transport;
using GlueTools.Simulation;

namespace GlueTools.Network.Tests.Transport;

/// <summary>A server that is asked much gets a socket of its own.</summary>
public class BusyServerTests
{
    private const int Enough = 60;

    [Fact]
    public void After_some_dozen_questions_everything_to_a_server_comes_from_one_socket()
    {
        var ports = new ConcurrentQueue<int>();
        var server = new SimulatedServer(datagram =>
        {
            ports.Enqueue(datagram.Source.Port);
            datagram.Reply(Replies.Answer(datagram.Query));
        });
        using var client = new Client(server);
        Assert.All(client.AskTogether(Enough), exchange => Assert.True(exchange.IsAnswered));
        var shared = ports.Distinct().Count();
        ports.Clear();

        Assert.All(client.AskTogether(20), exchange => Assert.True(exchange.IsAnswered));

        // One of 64 ports each, drawn at random, until the server is busy.
        Assert.InRange(shared, 16, 49);
        Assert.Single(ports.Distinct());
    }

    [Fact]
    public void A_closed_port_is_reported_at_once_to_a_server_that_has_a_socket_of_its_own()
    {
        var map = new TableAddressMap(new Dictionary<IPAddress, IPEndPoint?> { [Client.Address(0)] = ClosedPort() }, null);
        using var client = new Client(Client.Quick with { TimeoutUs = 400_000, Retry = 0, SilenceUs = 0, Map = map });
        Assert.All(client.AskTogether(Enough), early => Assert.False(early.IsAnswered));

        // A time-out would be another outcome.
        Assert.Equal(ExchangeOutcome.PortUnreachable, client.Ask().Outcome);
    }

    [Fact]
    public void A_report_about_one_question_is_no_verdict_on_others_to_a_server_that_answers()
    {
        // A firewall that lets through only so much and rejects the rest: the reports name no question, and the answers come a little later.
        var server = new SimulatedServer(datagram => datagram.Reply(Replies.Answer(datagram.Query)));
        using var client = new Client(Client.Quick with { TimeoutUs = 1_000_000, Retry = 0 }, server);
        Assert.All(client.AskTogether(Enough), exchange => Assert.True(exchange.IsAnswered));

        var exchange = client.Run(transport =>
        {
            var asked = transport.Ask(Client.Address(0), Replies.Asked, QueryOptions.Default, ProtocolPolicy.UdpOnly);
            ((ExchangeRun)asked).Udp.OnPortUnreachable();
            return asked;
        });

        Assert.True(exchange.IsAnswered);
        Assert.Equal(1, exchange.UdpAttempts);
    }

    [Fact]
    public void The_repeat_of_a_question_that_met_silence_sees_an_answer_from_elsewhere()
    {
        var server = new SimulatedServer(datagram =>
        {
            if (datagram.Number <= Enough)
            {
                datagram.Reply(Replies.Answer(datagram.Query));
            }
            else
            {
                datagram.ReplyFromElsewhere(Replies.Answer(datagram.Query));
            }
        });
        using var client = new Client(server);
        Assert.All(client.AskTogether(Enough), exchange => Assert.True(exchange.IsAnswered));

        var late = client.Ask();

        Assert.Equal(ExchangeOutcome.TimedOut, late.Outcome);
        Assert.NotNull(late.OtherSource);
    }

    [Fact]
    public void A_late_answer_to_the_first_attempt_is_still_taken_while_the_second_is_under_way()
    {
        SimulatedDatagram? held = null;
        var server = new SimulatedServer(datagram =>
        {
            if (datagram.Number <= Enough)
            {
                datagram.Reply(Replies.Answer(datagram.Query));
            }
            else if (held is null)
            {
                held = datagram;
            }
            else
            {
                held.Reply(Replies.Answer(held.Query, "192.0.2.81"));
            }
        });
        using var client = new Client(server);
        Assert.All(client.AskTogether(Enough), exchange => Assert.True(exchange.IsAnswered));

        var exchange = client.Ask();

        Assert.Equal("192.0.2.81", Replies.AddressIn(exchange.Message));
        Assert.Equal(2, exchange.UdpAttempts);
    }

    [Fact]
    public void However_many_servers_are_busy_only_so_many_have_sockets_of_their_own()
    {
        var servers = Enumerable.Range(0, 540).Select(_ => new SimulatedServer(datagram => datagram.Reply(Replies.Answer(datagram.Query)))).ToArray();
        using var client = new Client(Client.Quick, servers[0], servers[1..]);
        for (var i = 0; i < servers.Length; i++)
        {
            Assert.All(client.AskTogether(50, i), exchange => Assert.True(exchange.IsAnswered));
        }

        Assert.InRange(client.Loop.OwnedCount, 400, 512);
    }

    private static IPEndPoint ClosedPort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (IPEndPoint)socket.LocalEndPoint!;
    }
}
