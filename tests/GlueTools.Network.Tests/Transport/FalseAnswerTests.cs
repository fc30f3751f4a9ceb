using System;
using System.Linq;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Network.Transport;
using GlueTools.Simulation;

namespace GlueTools.Network.Tests.Transport;

/// <summary>What is not the answer is noted, and does not stand in the way of the answer (RFC 5452, section 9.1).</summary>
public class FalseAnswerTests
{
    [Fact]
    public void A_wrong_ID_and_a_wrong_question_are_counted_and_the_answer_after_them_is_taken()
    {
        var server = new SimulatedServer(datagram =>
        {
            datagram.Reply(Replies.WithWrongId(datagram.Query));
            datagram.Reply(Replies.WithWrongQuestion(datagram.Query));
            datagram.Reply(Replies.WithWrongId(datagram.Query));
            datagram.Reply(Replies.Answer(datagram.Query));
        });
        using var client = new Client(server);

        var exchange = client.Ask();

        Assert.Equal("192.0.2.80", Replies.AddressIn(exchange.Message));
        Assert.Equal(3, exchange.IgnoredDatagrams);
        Assert.Null(exchange.OtherSource);
        Assert.Equal(1, exchange.UdpAttempts);
    }

    [Fact]
    public void An_answer_from_elsewhere_is_noted_and_the_answer_after_it_is_taken()
    {
        var server = new SimulatedServer(datagram =>
        {
            datagram.ReplyFromElsewhere(Replies.Answer(datagram.Query, "192.0.2.66"));
            datagram.Reply(Replies.Answer(datagram.Query));
        });
        using var client = new Client(server);

        var exchange = client.Ask();

        Assert.Equal("192.0.2.80", Replies.AddressIn(exchange.Message));
        Assert.NotNull(exchange.OtherSource);
        Assert.NotEqual(server.EndPoint, exchange.OtherSource);
        Assert.Equal(0, exchange.IgnoredDatagrams);
    }

    [Fact]
    public void An_answer_from_elsewhere_alone_is_no_answer()
    {
        var server = new SimulatedServer(datagram => datagram.ReplyFromElsewhere(Replies.Answer(datagram.Query)));
        using var client = new Client(server);

        var exchange = client.Ask();

        Assert.Equal(ExchangeOutcome.TimedOut, exchange.Outcome);
        Assert.NotNull(exchange.OtherSource);
        Assert.Null(exchange.Message);
    }

    [Fact]
    public void Garbage_from_elsewhere_is_nobodys()
    {
        var server = new SimulatedServer(datagram => datagram.ReplyFromElsewhere([1, 2, 3]));
        using var client = new Client(server);

        var exchange = client.Ask();

        Assert.Equal((ExchangeOutcome.TimedOut, 0), (exchange.Outcome, exchange.IgnoredDatagrams));
        Assert.Null(exchange.Problem);
    }

    [Theory]
    [InlineData("three octets")]
    [InlineData("nothing")]
    public void Garbage_without_the_questions_ID_is_silence_since_it_may_be_meant_for_another(string kind)
    {
        var server = new SimulatedServer(datagram => datagram.Reply(GarbageOf(kind, datagram.Query)));
        using var client = new Client(server);

        var exchange = client.Ask();

        Assert.Equal((ExchangeOutcome.TimedOut, null, true), (exchange.Outcome, exchange.Problem, exchange.IgnoredDatagrams > 0));
    }

    [Theory]
    [InlineData("breaks off")]
    [InlineData("the query itself")]
    public void Garbage_alone_is_malformed(string kind)
    {
        var server = new SimulatedServer(datagram => datagram.Reply(GarbageOf(kind, datagram.Query)));
        using var client = new Client(server);

        var exchange = client.Ask();

        Assert.Equal(ExchangeOutcome.Malformed, exchange.Outcome);
        Assert.False(string.IsNullOrEmpty(exchange.Problem));
        Assert.False(exchange.UdpAnswered);
        Assert.Equal(2, exchange.UdpAttempts);
        Assert.False(client.IsSilent());
    }

    [Theory]
    [InlineData("breaks off")]
    [InlineData("three octets")]
    [InlineData("the query itself")]
    public void A_sound_answer_after_garbage_is_taken(string kind)
    {
        var server = new SimulatedServer(datagram =>
        {
            datagram.Reply(GarbageOf(kind, datagram.Query));
            datagram.Reply(Replies.Answer(datagram.Query));
        });
        using var client = new Client(server);

        var exchange = client.Ask();

        Assert.Equal("192.0.2.80", Replies.AddressIn(exchange.Message));
        Assert.Equal(1, exchange.UdpAttempts);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    public void An_error_without_question_is_an_answer(int code)
    {
        var server = new SimulatedServer(datagram => datagram.Reply(Replies.HeaderOnly(datagram.Query, code)));
        using var client = new Client(server);

        var exchange = client.Ask();

        Assert.True(exchange.IsAnswered);
        Assert.Equal((ResponseCode)code, exchange.Message!.ResponseCode);
        Assert.Null(exchange.Message.Question);
        Assert.Equal(1, exchange.UdpAttempts);
    }

    [Fact]
    public void Late_answers_to_settled_questions_disturb_no_other_question()
    {
        // Every question is answered three times; the copies arrive while others are open.
        var server = new SimulatedServer(datagram =>
        {
            for (var i = 0; i < 3; i++)
            {
                datagram.Reply(Replies.Answer(datagram.Query));
            }
        });
        using var client = new Client(Client.Quick with { TimeoutUs = 3_000_000 }, server);

        var exchanges = client.AskTogether(300);

        Assert.All(exchanges, exchange => Assert.Equal("192.0.2.80", Replies.AddressIn(exchange.Message)));
        Assert.All(exchanges, exchange => Assert.Null(exchange.Problem));
    }

    [Fact]
    public void Each_question_has_an_ID_of_its_own_and_together_they_use_many_ports()
    {
        var sources = new System.Collections.Concurrent.ConcurrentBag<(int Port, int Id)>();
        var server = new SimulatedServer(datagram =>
        {
            sources.Add((datagram.Source.Port, (datagram.Query[0] << 8) | datagram.Query[1]));
            datagram.Reply(Replies.Answer(datagram.Query));
        });
        using var client = new Client(Client.Quick with { TimeoutUs = 3_000_000 }, server);

        client.AskTogether(200);

        Assert.Equal(200, sources.Distinct().Count());
        Assert.InRange(sources.Select(source => source.Port).Distinct().Count(), 16, 65);
        Assert.True(sources.Select(source => source.Id).Distinct().Count() > 150);
    }

    private static byte[] GarbageOf(string kind, byte[] query) => kind switch
    {
        "breaks off" => Replies.Garbage(query),
        "three octets" => [1, 2, 3],
        "nothing" => [],
        _ => query,
    };
}
