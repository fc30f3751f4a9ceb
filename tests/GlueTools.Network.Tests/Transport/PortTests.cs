using System.Collections.Generic;
using System.Linq;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Network.Transport;
using GlueTools.Simulation;

namespace GlueTools.Network.Tests.Transport;

/// <summary>Source ports as servers see them.</summary>
public class PortTests
{
    private static readonly Question Short = new(DomainName.Parse("a12345.de"), RecordType.A);

    [Fact]
    public void A_busy_servers_port_changes_at_least_every_512_questions_and_is_drawn_from_the_whole_range()
    {
        var server = new Capture();
        using var client = new Client(Client.Quick with { ServerThrottleLimit = 8 }, server.Server);
        for (var i = 0; i < 100; i++)
        {
            Assert.All(client.AskTogether(100), exchange => Assert.True(exchange.IsAnswered));
        }

        // The 47 before it counts as busy are spread over shared ports.
        var own = server.Sockets.Skip(47).GroupBy(socket => socket).ToList();
        Assert.Equal(10_000, server.Sockets.Count());
        Assert.All(own, socket => Assert.InRange(socket.Count(), 1, 512));
        Assert.InRange(own.Count, 20, 40);
        Assert.All(server.Ports, port => Assert.InRange(port, 1024, 65535));
        // Of 20 uniform draws all on one side of the middle: one in half a million.
        Assert.Contains(own, socket => Capture.PortOf(socket.Key) < 33_000);
        Assert.Contains(own, socket => Capture.PortOf(socket.Key) > 33_000);
    }

    [Fact]
    public void Among_the_shared_ports_each_question_draws_its_own()
    {
        // 60 servers that are asked 40 questions each, too few for a socket of their own, in turns.
        var servers = new Captures(60);
        using var client = servers.NewClient();
        for (var round = 0; round < 10; round++)
        {
            for (var i = 0; i < 60; i++)
            {
                client.AskTogether(4, i);
            }
        }

        var ports = servers.InOrder;
        Assert.Equal(2_400, ports.Count);
        Assert.Equal(64, ports.Distinct().Count());
        // 2,400 draws among 64: 37 each, and a port follows itself once in 64. Both bounds are missed less than once in a million runs.
        Assert.All(ports.GroupBy(port => port), port => Assert.InRange(port.Count(), 8, 84));
        Assert.InRange(ports.Zip(ports.Skip(1)).Count(pair => pair.First == pair.Second), 8, 84);
    }

    [Fact]
    public void A_question_with_few_letters_goes_out_from_a_port_that_no_other_server_sees()
    {
        var servers = new Captures(20);
        using var client = servers.NewClient();
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 20; i++)
            {
                client.AskTogether(2, i);
                Assert.True(client.Run(transport => transport.Ask(Client.Address(i % 20), Short, QueryOptions.Default, ProtocolPolicy.UdpThenTcp)).IsAnswered);
            }
        }

        foreach (var one in servers.All)
        {
            var ports = one.PortsOf(Short).Distinct().ToList();
            Assert.NotEmpty(ports);
            Assert.All(servers.All.Where(other => other != one), other => Assert.Empty(ports.Intersect(other.Ports)));
        }
    }

    [Fact]
    public void The_repeat_of_such_a_question_does_too_and_sees_an_answer_from_elsewhere()
    {
        var silent = new Capture(datagram => datagram.ReplyFromElsewhere(Replies.Answer(datagram.Query)));
        var other = new Capture();
        using var client = new Client(Client.Quick, silent.Server, other.Server);
        client.AskTogether(40, 1);

        var exchange = client.Run(transport => transport.Ask(Client.Address(0), Short, QueryOptions.Default, ProtocolPolicy.UdpOnly));

        Assert.NotNull(exchange.OtherSource);
        Assert.Equal(2, silent.Ports.Count);
        Assert.Empty(silent.Ports.Intersect(other.Ports));
    }

    [Fact]
    public void An_error_without_question_is_believed_only_on_such_a_port()
    {
        var refusing = new Capture(datagram => datagram.Reply(Replies.HeaderOnly(datagram.Query, 5)));
        var other = new Capture();
        using var client = new Client(Client.Quick, refusing.Server, other.Server);

        var exchange = client.Ask();
        client.AskTogether(40, 1);

        Assert.Equal(ResponseCode.Refused, exchange.Message!.ResponseCode);
        Assert.Equal(2, refusing.Ports.Count);
        Assert.DoesNotContain(refusing.Ports[1], other.Ports);
    }

    [Fact]
    public void Questions_that_find_no_socket_wait_for_one_and_are_not_held_against_their_servers()
    {
        // 700 servers at once, each with a question that needs a port of its own, answered late.
        var servers = Enumerable.Range(0, 700).Select(_ => new SimulatedServer(datagram => datagram.Reply(Replies.Answer(datagram.Query), 100_000))).ToArray();
        using var client = new Client(Client.Quick with { TimeoutUs = 5_000_000 }, servers[0], servers[1..]);

        var exchanges = client.Run(transport => GlueTools.Network.Loop.LoopTasks.WhenAll(
            Enumerable.Range(0, 700).Select(i => transport.Ask(Client.Address(i), Short, QueryOptions.Default, ProtocolPolicy.UdpThenTcp)).ToList()));

        Assert.All(exchanges, exchange => Assert.Equal((true, 1, false), (exchange.IsAnswered, exchange.UdpAttempts, exchange.TcpTried)));
        Assert.All(servers, server => Assert.Equal(1, server.Datagrams));
        Assert.InRange(client.Do(transport => transport.Sockets.Open), 1, SocketBudget.MostDatagrams);
    }

    [Theory]
    [InlineData(16, 2, 14)]
    [InlineData(63, 4, 13)]
    [InlineData(64, 8, 12)]
    [InlineData(511, 32, 10)]
    [InlineData(SocketBudget.MostDatagrams, 64, 9)]
    public void Where_fewer_ports_can_be_shared_it_takes_more_letters_to_share_them(int most, int shared, int letters)
    {
        using var loop = new GlueTools.Network.Loop.EventLoop();
        using var random = new SecureRandom();
        var pool = new UdpSocketPool(loop, random, most);
        Assert.Equal((shared, letters), (pool.SharedPerFamily, pool.LettersToShare));
        Assert.True(System.Math.Log2(pool.SharedPerFamily) + 16 + pool.LettersToShare - 1 >= 30);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public void With_few_sockets_everything_is_asked_all_the_same(int connected)
    {
        using var client = new Captures(100).NewClient(Client.Quick with { TimeoutUs = 5_000_000, Sockets = new SocketBudget { Connected = connected } });

        var exchanges = client.Run(transport => GlueTools.Network.Loop.LoopTasks.WhenAll(Enumerable.Range(0, 400)
            .Select(i => transport.Ask(Client.Address(i % 100), i % 2 == 0 ? Short : Replies.Asked, QueryOptions.Default, ProtocolPolicy.UdpThenTcp)).ToList()));

        Assert.All(exchanges, exchange => Assert.Equal((true, 1, false), (exchange.IsAnswered, exchange.UdpAttempts, exchange.TcpTried)));
        Assert.InRange(client.Do(transport => transport.Sockets.Open), 1, connected + 16);
    }

    /// <summary>A server, and what it was asked from where. Its time is simulated: on a busy machine a question would be put twice, and counted twice.</summary>
    private sealed class Capture
    {
        private readonly List<(SimulatedDatagrams Socket, Question Question)> _seen = [];

        internal Capture(System.Action<SimulatedDatagram>? answer = null, List<int>? all = null) => Server = new SimulatedServer(datagram =>
        {
            _seen.Add((datagram.From, MessageParser.Parse(datagram.Query, datagram.Query.Length).Question!.Value));
            all?.Add(datagram.Source.Port);
            if (answer is null)
            {
                datagram.Reply(Replies.Answer(datagram.Query));
            }
            else
            {
                answer(datagram);
            }
        });

        internal SimulatedServer Server { get; }

        /// <summary>The client's sockets: two may have had the same port one after the other.</summary>
        internal IEnumerable<SimulatedDatagrams> Sockets => _seen.Select(seen => seen.Socket);

        internal IReadOnlyList<int> Ports => [.. Sockets.Select(PortOf)];

        internal static int PortOf(SimulatedDatagrams socket) => socket.LocalEndPoint.Port;

        internal IEnumerable<int> PortsOf(Question question) => _seen.Where(seen => seen.Question == question).Select(seen => PortOf(seen.Socket));
    }

    private sealed class Captures
    {
        internal Captures(int count) => All = [.. Enumerable.Range(0, count).Select(_ => new Capture(all: InOrder))];

        internal IReadOnlyList<Capture> All { get; }

        internal List<int> InOrder { get; } = [];

        internal Client NewClient(TransportOptions? options = null) => new(options ?? Client.Quick, All[0].Server, [.. All.Skip(1).Select(capture => capture.Server)]);
    }
}
