using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using Xunit;

namespace GlueTools.Delegation.Tests;

/// <summary>Silence about one type is held against what the server lost of the rest.</summary>
public sealed class LostByChanceTests
{
    private static readonly DomainName Zone = DomainName.Parse("zone.example");

    private static readonly Message Empty = new(0, 0, null, null, null, null, null, ResponseCode.NoError, 12);

    [Theory]
    [InlineData(5, 0, 2, false, "Eight are always sent, and of five nothing was lost.")]
    [InlineData(5, 2, 8, true, "A third may be lost.")]
    [InlineData(5, 2, 10, true, "Nor do ten do.")]
    [InlineData(5, 2, 11, false, "Eleven are lost by chance in one case of 177,000.")]
    [InlineData(0, 0, 16, true, "Where nothing was answered, half may be lost.")]
    [InlineData(2, 12, 20, true, "Where most is lost, nothing follows from twenty.")]
    public void It_depends_on_what_else_was_lost(int answered, int lost, int sent, bool explains, string why)
    {
        var answers = new ChildAnswers { Addresses = new AddressAnswers() };
        for (var i = 0; i < answered; i++)
        {
            answers.Addresses.Add(new ServerAnswer(Answered(i, attempts: i == 0 ? 1 + lost : 1), Zone));
        }

        Assert.True(explains == LostByChance.Explains(answers, new Exchange { Question = new Question(Zone, RecordType.NS), Outcome = ExchangeOutcome.TimedOut, UdpAttempts = sent }), why);
    }

    [Fact]
    public void Datagrams_that_a_connection_made_up_for_were_lost_where_others_like_them_came_through()
    {
        var rescued = new Exchange { Question = new Question(Zone, RecordType.SOA), Outcome = ExchangeOutcome.Answered, Message = Empty, Protocol = DnsProtocol.Tcp, UdpAttempts = 4 };
        var addresses = new AddressAnswers();
        addresses.Add(new ServerAnswer(Answered(0, attempts: 1), Zone));
        var silent = new Exchange { Question = new Question(Zone, RecordType.NS), Outcome = ExchangeOutcome.TimedOut, UdpAttempts = 12 };

        Assert.False(LostByChance.Explains(new ChildAnswers { Addresses = addresses }, silent));
        Assert.True(LostByChance.Explains(new ChildAnswers { Addresses = addresses, Soa = new ServerAnswer(rescued, Zone) }, silent));
    }

    [Fact]
    public void An_exchange_that_repeats_another_in_vain_stands_for_both()
    {
        var first = new Exchange { UdpAttempts = 2, Outcome = ExchangeOutcome.TimedOut, OtherSource = new IPEndPoint(IPAddress.Loopback, 5353), TcpTried = true };
        var again = new Exchange { UdpAttempts = 2, Outcome = ExchangeOutcome.TimedOut, IgnoredDatagrams = 1 }.After(first);

        Assert.Equal((4, 5353, true, 1), (again.UdpAttempts, again.OtherSource!.Port, again.TcpTried, again.IgnoredDatagrams));
    }

    [Fact]
    public void What_went_out_with_EDNS_says_nothing_of_an_answer_without()
    {
        var first = new Exchange { Query = new QueryOptions { EdnsSize = 1232 }, UdpAttempts = 2, Outcome = ExchangeOutcome.TimedOut };
        var plain = new QueryOptions { EdnsSize = 0 };

        Assert.Equal(1, new Exchange { Query = plain, UdpAttempts = 1, Outcome = ExchangeOutcome.Answered }.After(first).UdpAttempts);
        Assert.Equal(3, new Exchange { Query = plain, UdpAttempts = 1, Outcome = ExchangeOutcome.TimedOut }.After(first).UdpAttempts);
        Assert.Equal(3, new Exchange { Query = first.Query, UdpAttempts = 1, Outcome = ExchangeOutcome.Answered }.After(first).UdpAttempts);
    }

    private static Exchange Answered(int number, int attempts) => new()
    {
        Question = new Question(DomainName.Parse("ns" + number + ".zone.example"), RecordType.A),
        Outcome = ExchangeOutcome.Answered, Message = Empty, UdpAnswered = true, UdpAttempts = attempts,
    };
}
