using System;
using System.Linq;
using System.Net;
using System.Threading;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Network.Loop;
using GlueTools.Network.Transport;
using GlueTools.Simulation;

namespace GlueTools.Network.Tests.Transport;

public class TcpExchangeTests
{
    [Fact]
    public void An_answer_that_comes_octet_by_octet_is_put_together() => AnswersInTime(connection =>
    {
        var answer = Replies.Answer(connection.ReadQuery());
        foreach (var octet in (byte[])[(byte)(answer.Length >> 8), (byte)answer.Length, .. answer])
        {
            connection.Send([octet]);
            connection.Pause(1_000);
        }
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(20)]
    public void A_split_anywhere_does_not_matter(int at) => AnswersInTime(connection =>
    {
        var answer = Replies.Answer(connection.ReadQuery());
        byte[] framed = [(byte)(answer.Length >> 8), (byte)answer.Length, .. answer];
        connection.Send(framed[..at]);
        connection.Pause(30_000);
        connection.Send(framed[at..]);
    });

    [Fact]
    public void Octets_after_the_answer_are_left_alone() => Answers(connection =>
    {
        var answer = Replies.Answer(connection.ReadQuery());
        connection.Send([(byte)(answer.Length >> 8), (byte)answer.Length, .. answer, .. new byte[3000]]);
    });

    [Fact]
    public void An_answer_may_come_in_the_same_segment_as_the_end_of_the_connection() => Answers(connection =>
    {
        connection.Reply(Replies.Answer(connection.ReadQuery()));
        connection.Close();
    });

    [Theory]
    [InlineData(1022)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(65535)]
    public void Answers_of_any_length_fit(int length)
    {
        using var server = new ScriptedServer(tcp: connection => connection.Reply(AnswerOf(connection.ReadQuery(), length)));
        using var client = new Client(Client.Quick with { KeepBytes = true, TimeoutUs = 2_000_000 }, server);

        var exchange = client.Ask(ProtocolPolicy.TcpOnly);

        Assert.Equal(ExchangeOutcome.Answered, exchange.Outcome);
        Assert.Equal(length, exchange.Message!.Length);
        Assert.Equal(length, exchange.ToAnswerBytes()!.Length);
        Assert.Equal(254, exchange.ToAnswerBytes()![^1]);
    }

    [Fact]
    public void A_connection_closed_before_the_answer_is_lost() => Fails(ExchangeOutcome.ConnectionLost, connection =>
    {
        connection.ReadQuery();
        connection.Close();
    });

    [Fact]
    public void A_connection_closed_within_the_answer_is_lost() => Fails(ExchangeOutcome.ConnectionLost, connection =>
    {
        var answer = Replies.Answer(connection.ReadQuery());
        connection.Send([(byte)(answer.Length >> 8), (byte)answer.Length, .. answer[..^1]]);
        connection.Close();
    });

    [Fact]
    public void A_connection_that_is_reset_is_lost() => Fails(ExchangeOutcome.ConnectionLost, connection =>
    {
        connection.ReadQuery();
        connection.Reset();
    });

    [Fact]
    public void A_server_that_accepts_and_says_nothing_times_out() => FailsInTime(ExchangeOutcome.TimedOut, connection => connection.ReadQuery());

    [Fact]
    public void Half_an_answer_times_out() => FailsInTime(ExchangeOutcome.TimedOut, connection =>
    {
        connection.ReadQuery();
        connection.Send([0, 50, 1, 2, 3]);
    });

    [Fact]
    public void An_answer_with_another_ID_is_malformed() => Fails(ExchangeOutcome.Malformed, connection => connection.Reply(Replies.WithWrongId(connection.ReadQuery())));

    [Fact]
    public void An_answer_to_another_question_is_malformed() =>
        Fails(ExchangeOutcome.Malformed, connection => connection.Reply(Replies.WithWrongQuestion(connection.ReadQuery())));

    [Fact]
    public void An_empty_message_is_malformed() => Fails(ExchangeOutcome.Malformed, connection =>
    {
        connection.ReadQuery();
        connection.Send([0, 0]);
    });

    [Fact]
    public void An_answer_that_breaks_off_is_malformed() => Fails(ExchangeOutcome.Malformed, connection => connection.Reply(Replies.Garbage(connection.ReadQuery())));

    [Fact]
    public void A_port_where_nobody_listens_is_refused_at_once()
    {
        using var server = new ScriptedServer();
        using var client = new Client(Client.Quick with { TimeoutUs = 5_000_000 }, server);

        // A time-out would be another outcome.
        Assert.Equal(ExchangeOutcome.PortUnreachable, client.Ask(ProtocolPolicy.TcpOnly).Outcome);
    }

    [Fact]
    public void A_server_that_never_accepts_times_out_within_the_budget()
    {
        using var listener = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.InterNetwork, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        using var client = new Client(Client.Quick with { Map = new TableAddressMap(new System.Collections.Generic.Dictionary<IPAddress, IPEndPoint?>(), (IPEndPoint)listener.LocalEndPoint!) });

        var exchanges = client.AskTogether(20, policy: ProtocolPolicy.TcpOnly);

        Assert.All(exchanges, exchange => Assert.Equal(ExchangeOutcome.TimedOut, exchange.Outcome));
    }

    [Fact]
    public void Of_two_questions_on_one_connection_the_first_answer_ends_the_exchange_and_says_which_it_is()
    {
        var dropsA = new SimulatedServer(tcp: connection =>
        {
            if (Asked(connection) == RecordType.NS)
            {
                connection.Reply(Replies.Answer(connection.ReadQuery()));
            }
        });
        var answersBoth = new SimulatedServer(tcp: connection => connection.Reply(Replies.Answer(connection.ReadQuery())));
        var silent = new SimulatedServer(tcp: connection => connection.ReadQuery());
        using var client = new Client(Client.Quick, dropsA, answersBoth, silent);

        var exchanges = Enumerable.Range(0, 3).Select(server => client.Run(transport => transport.Ask(
            Client.Address(server), Replies.Asked, QueryOptions.Default, ProtocolPolicy.TcpOnly, how: new AskOptions { Beside = RecordType.NS }))).ToList();

        Assert.Equal([(RecordType.NS, true), (RecordType.A, true), (RecordType.A, false)], exchanges.Select(exchange => (exchange.Question.Type, exchange.IsAnswered)));
        Assert.Equal(exchanges[0].Message!.Id, (ushort)((exchanges[0].ToQuestionBytes()![0] << 8) | exchanges[0].ToQuestionBytes()![1]));
        Assert.All(new[] { dropsA, answersBoth, silent }, server => Assert.Equal((0, 1), (server.Datagrams, server.Connections)));
    }

    [Fact]
    public void A_second_question_counts_against_the_rate()
    {
        var server = new SimulatedServer(tcp: connection => connection.Reply(Replies.Answer(connection.ReadQuery())));
        using var client = new Client(Client.Quick with { ServerRateLimit = 10, TimeoutUs = 3_000_000 }, server);

        var exchanges = client.Run(transport => LoopTasks.WhenAll(Enumerable.Range(0, 20).Select(_ => transport.Ask(
            Client.Address(0), Replies.Asked, QueryOptions.Default, ProtocolPolicy.TcpOnly, how: new AskOptions { Beside = RecordType.NS })).ToList()));

        Assert.All(exchanges, exchange => Assert.True(exchange.IsAnswered));
        // A burst of 20 is there; 40 questions need twenty more, at ten a second.
        Assert.InRange(client.ElapsedMs, 1_800, 2_200);
    }

    private static RecordType Asked(SimulatedConnection connection) => MessageParser.Parse(connection.ReadQuery(), connection.ReadQuery().Length).Question!.Value.Type;

    private static void Answers(Action<Connection> serve)
    {
        using var server = new ScriptedServer(tcp: serve);
        using var client = new Client(Client.Quick with { TimeoutUs = 2_000_000 }, server);

        AssertAnswered(client.Ask(ProtocolPolicy.TcpOnly));
        Assert.Equal(0, server.Datagrams);
    }

    /// <summary>The same on simulated time.</summary>
    private static void AnswersInTime(Action<SimulatedConnection> serve)
    {
        var server = new SimulatedServer(tcp: serve);
        using var client = new Client(Client.Quick with { TimeoutUs = 2_000_000 }, server);

        AssertAnswered(client.Ask(ProtocolPolicy.TcpOnly));
        Assert.Equal(0, server.Datagrams);
    }

    private static void AssertAnswered(Exchange exchange)
    {

        Assert.Equal(ExchangeOutcome.Answered, exchange.Outcome);
        Assert.Equal("192.0.2.80", Replies.AddressIn(exchange.Message));
        Assert.Equal(DnsProtocol.Tcp, exchange.Protocol);
        Assert.Equal(0, exchange.UdpAttempts);
        Assert.True(exchange.RoundTripUs > 0);
    }

    private static void Fails(ExchangeOutcome expected, Action<Connection> serve)
    {
        using var server = new ScriptedServer(tcp: serve);
        using var client = new Client(server);

        AssertFailed(expected, client.Ask(ProtocolPolicy.TcpOnly));
        Assert.Equal(1, server.Connections);
    }

    /// <summary>The same on simulated time.</summary>
    private static void FailsInTime(ExchangeOutcome expected, Action<SimulatedConnection> serve)
    {
        var server = new SimulatedServer(tcp: serve);
        using var client = new Client(server);

        AssertFailed(expected, client.Ask(ProtocolPolicy.TcpOnly));
        Assert.Equal(1, server.Connections);
    }

    private static void AssertFailed(ExchangeOutcome expected, Exchange exchange)
    {
        Assert.Equal(expected, exchange.Outcome);
        Assert.Equal(expected, exchange.TcpOutcome);
        Assert.Equal(expected == ExchangeOutcome.Malformed, exchange.Problem is not null);
        Assert.Null(exchange.Message);
        Assert.True(exchange.TcpTried);
    }

    /// <summary>One record of unknown type fills the message up to the length; its last octet is 254.</summary>
    private static byte[] AnswerOf(byte[] query, int length)
    {
        var parsed = MessageParser.Parse(query, query.Length);
        var writer = new MessageWriter(parsed.Id, Message.ResponseBit, parsed.Question);
        var filling = new byte[length - writer.Length - 11];
        filling[^1] = 254;
        writer.TryAdd(MessageWriter.Section.Answer, [new ResourceRecord(DomainName.Root, (RecordType)65280, 1, new UnknownData(filling))], 65535);
        return writer.ToArray();
    }
}
