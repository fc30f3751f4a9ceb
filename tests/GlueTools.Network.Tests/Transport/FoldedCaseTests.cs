using System.Collections.Concurrent;
using System.Linq;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Simulation;

namespace GlueTools.Network.Tests.Transport;

/// <summary>Names go out in random letters; a response in others is not believed, and no server is blamed for it.</summary>
public class FoldedCaseTests
{
    private readonly ConcurrentQueue<string> _names = new();

    [Fact]
    public void Every_letter_of_every_question_is_drawn_anew()
    {
        var server = Server(datagram => datagram.Reply(Replies.Answer(datagram.Query)));
        using var client = new Client(server);

        var exchanges = client.AskTogether(200);

        Assert.All(exchanges, exchange => Assert.Equal("www.example.com", exchange.Question.Name.Text));
        var asked = "www.example.com";
        for (var at = 0; at < asked.Length; at++)
        {
            // 200 tosses give each side less than 50 times once in ten to the twelfth.
            var upper = _names.Count(name => char.IsUpper(name[at]));
            Assert.InRange(upper, asked[at] == '.' ? 0 : 50, asked[at] == '.' ? 0 : 150);
        }

        Assert.InRange(_names.Distinct().Count(), 150, 200);
    }

    [Fact]
    public void A_server_that_folds_once_is_asked_again_at_once_and_in_other_letters()
    {
        var server = Server(datagram =>
            datagram.Reply(datagram.Number == 1 ? Forged.Folded(Replies.Answer(datagram.Query, "192.0.2.66")) : Replies.Answer(datagram.Query)));
        using var client = new Client(server);

        var exchange = client.Ask();

        Assert.Equal("192.0.2.80", Replies.AddressIn(exchange.Message));
        Assert.Equal((1, 1, false), (exchange.UdpAttempts, exchange.IgnoredDatagrams, exchange.TcpTried));
        Assert.True(exchange.UdpAnswered);
        Assert.Equal(2, server.Datagrams);
        client.Ask();
        Assert.Equal(3, _names.Distinct().Count());
    }

    [Fact]
    public void One_letter_in_another_case_is_too_many()
    {
        var server = Server(datagram =>
        {
            datagram.Reply(Forged.WithOneLetterTurned(Replies.Answer(datagram.Query, "192.0.2.66")));
            datagram.Reply(Replies.Answer(datagram.Query));
        });
        using var client = new Client(server);

        // The repeat, too, is answered so; then the server is taken for one that folds.
        Assert.Equal(DnsProtocol.Udp, client.Ask().Protocol);
        Assert.InRange(server.Datagrams, 3, 3);
    }

    [Fact]
    public void A_server_that_folds_twice_is_asked_over_TCP_and_then_without_random_letters()
    {
        var server = Server(
            datagram => datagram.Reply(Forged.Folded(Replies.Answer(datagram.Query))),
            connection => connection.Reply(Replies.Answer(connection.ReadQuery(), "192.0.2.81")));
        using var client = new Client(server);

        var first = client.Ask();
        var second = client.Ask();

        Assert.Equal((DnsProtocol.Tcp, "192.0.2.81"), (first.Protocol, Replies.AddressIn(first.Message)));
        Assert.True(first.UdpAnswered);
        Assert.Equal((DnsProtocol.Udp, "192.0.2.80"), (second.Protocol, Replies.AddressIn(second.Message)));
        Assert.Equal((1, 3), (server.Connections, server.Datagrams));
        Assert.Equal("www.example.com", _names.Last());
        Assert.False(second.TcpTried);
    }

    [Theory]
    [InlineData(ProtocolPolicy.UdpThenTcp)]
    [InlineData(ProtocolPolicy.UdpOnly)]
    public void A_server_that_always_folds_and_has_no_TCP_is_heard_all_the_same(ProtocolPolicy policy)
    {
        var server = Server(datagram => datagram.Reply(Forged.Folded(Replies.Answer(datagram.Query))));
        using var client = new Client(server);

        var exchanges = Enumerable.Range(0, 5).Select(_ => client.Ask(policy)).ToList();

        Assert.All(exchanges, exchange =>
        {
            Assert.Equal((ExchangeOutcome.Answered, DnsProtocol.Udp), (exchange.Outcome, exchange.Protocol));
            Assert.Equal((false, ExchangeOutcome.NotAsked, 1, true), (exchange.TcpTried, exchange.TcpOutcome, exchange.UdpAttempts, exchange.UdpAnswered));
            Assert.Null(exchange.Problem);
        });
        // Two that were folded, and one for each of the five.
        Assert.Equal(7, server.Datagrams);
        Assert.All(_names.Skip(2), name => Assert.Equal("www.example.com", name));
    }

    [Fact]
    public void Many_questions_together_to_a_server_that_folds_are_all_answered()
    {
        var server = Server(datagram => datagram.Reply(Forged.Folded(Replies.Answer(datagram.Query))));
        using var client = new Client(server);

        Assert.All(client.AskTogether(100), exchange => Assert.Equal(DnsProtocol.Udp, exchange.Protocol));
    }

    [Fact]
    public void What_is_shown_of_a_response_does_not_depend_on_the_letters_that_went_out()
    {
        // Owner, target and mailbox are written out, in the letters that came in, as a server does that makes them up.
        var server = Server(datagram => datagram.Reply(WrittenOut(datagram.Query)));
        using var client = new Client(Client.Quick with { KeepBytes = true }, server);

        var exchanges = client.AskTogether(20);

        Assert.All(exchanges, exchange =>
        {
            Assert.Equal("www.example.com", exchange.Message!.Question!.Value.Name.Text);
            Assert.Equal("www.example.com. 60 IN NS ns.www.example.com.", exchange.Message.Answer[0].ToString());
            Assert.Equal("www.example.com. 60 IN NS ns.www.example.com.", Received.Parse(exchange.ToRestoredAnswer()!, Replies.Asked).Answer[0].ToString());
        });
        Assert.All(exchanges, exchange => Assert.Contains(Forged.NameIn(exchange.ToQuestionBytes()!), _names));
        Assert.All(exchanges, exchange => Assert.Equal(Forged.NameIn(exchange.ToQuestionBytes()!), Forged.NameIn(exchange.ToAnswerBytes()!)));
    }

    private static byte[] WrittenOut(byte[] query)
    {
        var parsed = MessageParser.Parse(query, query.Length);
        var name = parsed.Question!.Value.Name;
        byte[] target = [2, (byte)'n', (byte)'s', .. name.ToWire()];
        var head = new MessageWriter(parsed.Id, Message.ResponseBit | Message.AuthoritativeBit, parsed.Question).ToArray();
        head[7] = 1;
        return [.. head, .. name.ToWire(), 0, 2, 0, 1, 0, 0, 0, 60, 0, (byte)target.Length, .. target];
    }

    private SimulatedServer Server(System.Action<SimulatedDatagram> udp, System.Action<SimulatedConnection>? tcp = null) => new(
        datagram =>
        {
            _names.Enqueue(Forged.NameIn(datagram.Query));
            udp(datagram);
        },
        tcp);
}
