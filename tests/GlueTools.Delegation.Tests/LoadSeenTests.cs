using System;
using System.Net;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Network.Loop;
using GlueTools.Network.Walking;

namespace GlueTools.Delegation.Tests;

/// <summary>What is remembered of servers that may be asked too much.</summary>
public sealed class LoadSeenTests
{
    private static readonly IPAddress Server = IPAddress.Parse("192.0.2.1");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_a_server_that_is_being_asked_nothing_is_forgotten_however_many_others_are(bool isBeingAsked)
    {
        var loads = new LoadSeen(Clock.System, null!, timeoutUs: 1_500_000);
        var load = loads.Asked(Server, 1);
        load.Settled(Answer(), 2);
        if (isBeingAsked)
        {
            loads.Asked(Server, 3);
        }

        for (var other = 1; other < 40_000; other++)
        {
            loads.Asked(new IPAddress(other), 4).Settled(Answer(), 5);
        }

        Assert.Equal(isBeingAsked, loads.LastAnswer(Refusal(attempts: 1), ProtocolPolicy.UdpThenTcp) is not null);
    }

    [Theory]
    [InlineData(1, 900_000, true)]
    [InlineData(1, 1_100_000, false)]
    [InlineData(2, 1_100_000, true)]
    [InlineData(2, 2_600_000, false)]
    public void A_refusal_may_come_of_what_was_asked_when_any_of_its_attempts_arrived(int attempts, long afterUs, bool may)
    {
        var clock = new StandingClock();
        var loads = new LoadSeen(clock, null!, timeoutUs: 1_500_000);
        clock.At = 10_000_000;
        for (var question = 0; question < 5; question++)
        {
            loads.Asked(Server, clock.Now).Settled(Answer(), clock.Now);
        }

        clock.At += afterUs;

        Assert.Equal(may, loads.MayExplain(Refusal(attempts)));
    }

    [Theory]
    [InlineData(0, 90_000_000, false)]
    [InlineData(1, 90_000_000, true)]
    [InlineData(1, 290_000_000, true)]
    [InlineData(1, 310_000_000, false)]
    public void A_server_that_was_seen_to_limit_its_clients_is_not_believed_for_five_minutes_however_long_ago_it_answered(int limited, long afterUs, bool may)
    {
        var clock = new StandingClock();
        var loads = new LoadSeen(clock, null!, timeoutUs: 1_500_000);
        clock.At = 10_000_000;
        loads.Asked(Server, clock.Now).Settled(Answer(), clock.Now);
        if (limited > 0)
        {
            loads.Limited(Server, clock.Now, isAskedLess: false);
        }

        clock.At += afterUs;

        Assert.Equal(may, loads.MayExplain(Refusal(attempts: 1)));
    }

    /// <summary>A server may refuse every datagram and answer over connections; of one that says TC first, the datagram was no refusal.</summary>
    [Theory]
    [InlineData(false, false, ProtocolPolicy.UdpThenTcp)]
    [InlineData(true, false, null)]
    [InlineData(true, true, ProtocolPolicy.UdpThenTcp)]
    public void A_refused_datagram_is_compared_with_what_a_datagram_brought(bool isOverTcp, bool isCutFirst, ProtocolPolicy? control)
    {
        var loads = new LoadSeen(new StandingClock { At = 10_000_000 }, null!, timeoutUs: 1_500_000);
        for (var question = 0; question < 5; question++)
        {
            loads.Asked(Server, 10_000_000).Settled(Answer(isOverTcp, isCutFirst), 10_000_000);
        }

        Assert.Equal(control, loads.LastAnswer(Refusal(attempts: 1), ProtocolPolicy.UdpThenTcp)?.Policy);
        Assert.Equal(control is not null, loads.MayExplain(Refusal(attempts: 1)));
        Assert.Equal(isOverTcp, loads.LastAnswer(Refusal(attempts: 1), ProtocolPolicy.TcpOnly) is not null);
    }

    [Fact]
    public void What_was_refused_over_a_connection_is_compared_with_what_was_answered_over_one_and_as_it_was()
    {
        var loads = new LoadSeen(new StandingClock { At = 10_000_000 }, null!, timeoutUs: 1_500_000);
        loads.Asked(Server, 10_000_000).Settled(Answer(isOverTcp: true), 10_000_000);
        var refusal = new Exchange { Server = Server, Outcome = ExchangeOutcome.Answered, Message = Message([0, 1, 0x80, 5, 0, 0, 0, 0, 0, 0, 0, 0]), Protocol = DnsProtocol.Tcp };

        Assert.Equal(ProtocolPolicy.TcpOnly, loads.LastAnswer(refusal, ProtocolPolicy.UdpThenTcp)?.Policy);
    }

    private static Exchange Refusal(int attempts) =>
        new() { Server = Server, Outcome = ExchangeOutcome.Answered, Message = Message([0, 1, 0x80, 5, 0, 0, 0, 0, 0, 0, 0, 0]), UdpAttempts = attempts, RoundTripUs = 50_000 };

    private static Message Message(byte[] bytes) => MessageParser.Parse(bytes, bytes.Length);

    private static Exchange Answer(bool isOverTcp = false, bool isCutFirst = false) => new()
    {
        Server = Server,
        Question = new Question(DomainName.Root, RecordType.SOA),
        Query = new QueryOptions(),
        Outcome = ExchangeOutcome.Answered,
        Message = Message([0, 1, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        TruncatedMessage = isCutFirst ? Message([0, 1, 0x82, 0, 0, 0, 0, 0, 0, 0, 0, 0]) : null,
        Protocol = isOverTcp ? DnsProtocol.Tcp : DnsProtocol.Udp,
    };

    /// <summary>It shows what it was set to.</summary>
    private sealed class StandingClock : Clock
    {
        public override long Now => At;

        public override DateTime UtcNow => DateTime.UnixEpoch.AddMicroseconds(At);

        internal long At { get; set; }
    }
}
