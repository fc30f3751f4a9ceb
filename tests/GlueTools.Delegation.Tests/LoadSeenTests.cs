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
        var loads = new LoadSeen(Clock.System, null!);
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

        Assert.Equal(isBeingAsked, loads.LastAnswer(Server, ProtocolPolicy.UdpThenTcp) is not null);
    }

    private static Exchange Answer() => new()
    {
        Server = Server,
        Question = new Question(DomainName.Root, RecordType.SOA),
        Query = new QueryOptions(),
        Outcome = ExchangeOutcome.Answered,
        Message = MessageParser.Parse([0, 1, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0], 12),
        Protocol = DnsProtocol.Udp,
    };
}
