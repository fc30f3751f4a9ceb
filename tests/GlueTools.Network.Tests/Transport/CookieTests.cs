using System;
using System.Collections.Concurrent;
using System.Linq;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Simulation;

namespace GlueTools.Network.Tests.Transport;

/// <summary>DNS cookies (RFC 7873): they tell a server's responses from others', and nothing about the server.</summary>
public class CookieTests
{
    private static readonly byte[] Ours = [1, 0, 0, 0, 9, 9, 9, 9, 8, 7, 6, 5, 4, 3, 2, 1];
    private static readonly byte[] Later = [1, 0, 0, 0, 9, 9, 9, 10, 1, 2, 3, 4, 5, 6, 7, 8];

    private readonly ConcurrentQueue<byte[]?> _cookies = new();

    [Fact]
    public void A_server_always_sees_the_same_client_cookie_and_no_other_server_does()
    {
        var seen = new ConcurrentDictionary<string, int>();
        var servers = Enumerable.Range(0, 20).Select(number => new SimulatedServer(datagram =>
        {
            seen.TryAdd(Convert.ToHexString(Forged.CookieIn(datagram.Query)!), number);
            datagram.Reply(Replies.Answer(datagram.Query));
        })).ToArray();
        using var client = new Client(Client.Quick, servers[0], servers[1..]);
        for (var i = 0; i < servers.Length; i++)
        {
            client.AskTogether(3, i);
        }

        Assert.Equal(20, seen.Count);
        Assert.All(seen.Keys, cookie => Assert.Equal(16, cookie.Length));
        Assert.Equal(Enumerable.Range(0, 20), seen.Values.Order());
    }

    [Fact]
    public void The_server_cookie_is_sent_back_and_the_newest_counts()
    {
        var server = Server(datagram => datagram.Reply(Forged.WithCookie(datagram.Query, datagram.Number < 3 ? Ours : Later)));
        using var client = new Client(server);
        for (var i = 0; i < 4; i++)
        {
            Assert.True(client.Ask().IsAnswered);
        }

        Assert.Equal(["", Convert.ToHexString(Ours), Convert.ToHexString(Ours), Convert.ToHexString(Later)], _cookies.Select(cookie => Convert.ToHexString(cookie![8..])));
    }

    [Fact]
    public void A_question_without_EDNS_has_no_cookie_and_needs_none_back()
    {
        var server = new SimulatedServer(datagram =>
            datagram.Reply(Forged.HasEdns(datagram.Query) ? Forged.WithCookie(datagram.Query, Ours) : Replies.Answer(datagram.Query)));
        using var client = new Client(server);
        Assert.True(client.Ask().IsAnswered);

        var plain = client.Run(transport => transport.Ask(Client.Address(0), Replies.Asked, new QueryOptions { EdnsSize = 0 }, ProtocolPolicy.UdpThenTcp));

        Assert.Equal((DnsProtocol.Udp, 0), (plain.Protocol, plain.IgnoredDatagrams));
        Assert.Equal(2, server.Datagrams);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("another client's")]
    [InlineData("the client's part only")]
    [InlineData("too short")]
    [InlineData("too long")]
    public void From_a_server_that_has_shown_cookies_nothing_without_the_right_one_is_believed(string kind)
    {
        var server = Server(datagram =>
        {
            if (datagram.Number == 2)
            {
                datagram.Reply(Without(datagram.Query, kind, "192.0.2.66"));
            }
            else
            {
                datagram.Reply(Forged.WithCookie(datagram.Query, Ours));
            }
        });
        using var client = new Client(server);
        Assert.True(client.Ask().IsAnswered);

        var exchange = client.Ask();

        Assert.Equal("192.0.2.80", Replies.AddressIn(exchange.Message));
        Assert.Equal((1, 1, false), (exchange.IgnoredDatagrams, exchange.UdpAttempts, exchange.TcpTried));
        Assert.Equal(3, server.Datagrams);
        Assert.Null(exchange.Problem);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("another client's")]
    public void A_server_that_gives_up_cookies_is_asked_over_TCP_and_before_long_without_them(string kind)
    {
        var server = Server(
            datagram => datagram.Reply(datagram.Number == 1 ? Forged.WithCookie(datagram.Query, Ours) : Forged.CookieIn(datagram.Query) is null ? Replies.Answer(datagram.Query) : Without(datagram.Query, kind, "192.0.2.66")),
            connection => connection.Reply(Replies.Answer(connection.ReadQuery(), "192.0.2.81")));
        using var client = new Client(server);

        var addresses = Enumerable.Range(0, 5).Select(_ => Replies.AddressIn(client.Ask().Message)).ToArray();

        Assert.Equal(["192.0.2.80", "192.0.2.81", "192.0.2.81", "192.0.2.80", "192.0.2.80"], addresses);
        Assert.Equal((7, 2), (server.Datagrams, server.Connections));
    }

    [Theory]
    [InlineData(ProtocolPolicy.UdpThenTcp)]
    [InlineData(ProtocolPolicy.UdpOnly)]
    public void A_server_that_spoils_every_cookie_and_has_no_TCP_is_asked_without(ProtocolPolicy policy)
    {
        var server = Server(datagram => datagram.Reply(Forged.CookieIn(datagram.Query) is null ? Replies.Answer(datagram.Query) : Without(datagram.Query, "another client's", "192.0.2.66")));
        using var client = new Client(server);

        var exchanges = Enumerable.Range(0, 3).Select(_ => client.Ask(policy)).ToList();

        Assert.All(exchanges, exchange => Assert.Equal("192.0.2.80", Replies.AddressIn(exchange.Message)));
        Assert.All(exchanges, exchange => Assert.Equal((DnsProtocol.Udp, false, ExchangeOutcome.NotAsked), (exchange.Protocol, exchange.TcpTried, exchange.TcpOutcome)));
        Assert.Null(_cookies.Last());
    }

    [Fact]
    public void BADCOOKIE_brings_the_question_again_with_the_cookie_that_came_with_it()
    {
        var server = Server(datagram => datagram.Reply(
            Forged.CookieIn(datagram.Query)!.Skip(8).SequenceEqual(Ours) ? Forged.WithCookie(datagram.Query, Ours) : Forged.WithCookie(datagram.Query, Ours, code: 23)));
        using var client = new Client(server);

        var exchanges = Enumerable.Range(0, 3).Select(_ => client.Ask()).ToList();

        Assert.All(exchanges, exchange => Assert.Equal((ResponseCode.NoError, DnsProtocol.Udp, false), (exchange.Message!.ResponseCode, exchange.Protocol, exchange.TcpTried)));
        Assert.Equal(4, server.Datagrams);
    }

    [Fact]
    public void BADCOOKIE_to_the_fresh_cookie_leads_to_TCP()
    {
        var server = Server(
            datagram => datagram.Reply(Forged.WithCookie(datagram.Query, Ours, code: 23)),
            connection => connection.Reply(Replies.Answer(connection.ReadQuery(), "192.0.2.81")));
        using var client = new Client(server);

        var exchange = client.Ask();

        Assert.Equal((DnsProtocol.Tcp, "192.0.2.81", true), (exchange.Protocol, Replies.AddressIn(exchange.Message), exchange.UdpAnswered));
        Assert.Equal((2, 1), (server.Datagrams, server.Connections));
    }

    [Theory]
    [InlineData(ProtocolPolicy.UdpThenTcp)]
    [InlineData(ProtocolPolicy.UdpOnly)]
    public void BADCOOKIE_for_ever_without_TCP_leads_to_a_question_without_cookie(ProtocolPolicy policy)
    {
        var server = Server(datagram => datagram.Reply(Forged.CookieIn(datagram.Query) is null ? Replies.Answer(datagram.Query) : Forged.WithCookie(datagram.Query, Ours, code: 23)));
        using var client = new Client(server);

        var exchange = client.Ask(policy);

        Assert.Equal((ResponseCode.NoError, DnsProtocol.Udp, false), (exchange.Message!.ResponseCode, exchange.Protocol, exchange.TcpTried));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(4, false)]
    [InlineData(5, false)]
    [InlineData(16, true)]
    [InlineData(1, true)]
    public void A_server_that_trips_over_the_option_is_asked_without_it(int code, bool withEdns)
    {
        var server = Server(datagram => datagram.Reply(
            Forged.CookieIn(datagram.Query) is null ? Forged.WithOption(datagram.Query, null)
            : withEdns ? Forged.WithOption(datagram.Query, null, code: code) : Replies.HeaderOnly(datagram.Query, code)));
        using var client = new Client(server);

        var exchanges = Enumerable.Range(0, 3).Select(_ => client.Ask()).ToList();

        Assert.All(exchanges, exchange => Assert.Equal((ResponseCode.NoError, true), (exchange.Message!.ResponseCode, exchange.Message.Edns is not null)));
        Assert.Equal([false, true, true, true], _cookies.Select(cookie => cookie is null));
    }

    [Fact]
    public void A_server_that_says_no_to_all_EDNS_says_it_still()
    {
        var server = Server(datagram => datagram.Reply(Replies.HeaderOnly(datagram.Query, 1)));
        using var client = new Client(server);

        Assert.All(Enumerable.Range(0, 3).Select(_ => client.Ask()), exchange => Assert.Equal(ResponseCode.FormatError, exchange.Message!.ResponseCode));
        Assert.Equal(4, server.Datagrams);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_server_that_drops_the_option_is_heard_without_it(int retry)
    {
        var server = Server(datagram =>
        {
            if (Forged.CookieIn(datagram.Query) is null)
            {
                datagram.Reply(Replies.Answer(datagram.Query));
            }
        });
        using var client = new Client(Client.Quick with { Retry = retry }, server);

        var exchanges = Enumerable.Range(0, 4).Select(_ => client.Ask()).ToList();

        Assert.All(exchanges, exchange => Assert.Equal((true, DnsProtocol.Udp), (exchange.IsAnswered, exchange.Protocol)));
        Assert.Equal(retry == 0 ? [1, 1, 1, 1] : [2, 2, 1, 1], exchanges.Select(exchange => exchange.UdpAttempts));
    }

    [Fact]
    public void A_server_that_drops_the_cookie_it_gave_is_heard_without_it()
    {
        var server = Server(datagram =>
        {
            if (Forged.CookieIn(datagram.Query) is not { Length: > 8 })
            {
                datagram.Reply(Forged.CookieIn(datagram.Query) is null ? Replies.Answer(datagram.Query) : Forged.WithCookie(datagram.Query, Ours));
            }
        });
        using var client = new Client(server);

        var exchanges = Enumerable.Range(0, 3).Select(_ => client.Ask()).ToList();

        Assert.All(exchanges, exchange => Assert.Equal((true, DnsProtocol.Udp), (exchange.IsAnswered, exchange.Protocol)));
        Assert.Equal([1, 2, 2], exchanges.Select(exchange => exchange.UdpAttempts));
    }

    [Fact]
    public void Answers_that_differ_in_nothing_but_cookies_are_one_and_what_was_sent_and_came_is_kept()
    {
        var queries = new ConcurrentQueue<byte[]>();
        var replies = new ConcurrentQueue<byte[]>();
        SimulatedServer Saying(byte[] cookie) => new(datagram =>
        {
            queries.Enqueue(datagram.Query);
            replies.Enqueue(Forged.WithCookie(datagram.Query, cookie));
            datagram.Reply(replies.Last());
        });
        var one = Saying(Ours);
        var other = Saying(Later);
        using var client = new Client(Client.Quick with { KeepBytes = true }, one, other);

        var exchanges = new[] { client.Ask(), client.Ask(server: 1), client.Ask() };

        Assert.All(exchanges, exchange => Assert.True(exchange.Message!.SharesRecordsWith(exchanges[0].Message!)));
        Assert.All(exchanges, exchange => Assert.Empty(exchange.Message!.Edns!.Options));
        Assert.Equal(queries, exchanges.Select(exchange => exchange.ToQuestionBytes()!));
        Assert.Equal(replies, exchanges.Select(exchange => exchange.ToAnswerBytes()!));
        Assert.All(exchanges, exchange => Assert.Equal(exchanges[0].ToRestoredAnswer()![2..], exchange.ToRestoredAnswer()![2..]));
        Assert.Equal(exchanges[0].ToRestoredAnswer()!.Length, exchanges[0].Message!.Length);
    }

    private static byte[] Without(byte[] query, string kind, string address)
    {
        var sent = Forged.CookieIn(query)!;
        byte[] other = [(byte)(sent[0] ^ 1), .. sent[1..8], .. Ours];
        return Forged.WithOption(query, kind switch
        {
            "none" => null,
            "another client's" => other,
            "the client's part only" => sent[..8],
            "too short" => sent[..7],
            _ => [.. sent[..8], .. new byte[33]],
        }, address);
    }

    private SimulatedServer Server(Action<SimulatedDatagram> udp, Action<SimulatedConnection>? tcp = null) => new(
        datagram =>
        {
            _cookies.Enqueue(Forged.CookieIn(datagram.Query));
            udp(datagram);
        },
        tcp);
}
