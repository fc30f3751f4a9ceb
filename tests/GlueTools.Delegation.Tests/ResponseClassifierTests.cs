using System;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Exchanges;

namespace GlueTools.Delegation.Tests;

/// <summary>What a response means, for a server of example. that is asked about names at and below it.</summary>
public sealed class ResponseClassifierTests
{
    private const string Soa = "@ SOA . . 1 1 1 1 1";
    private const string Cut = "child NS ns1.child";

    [Theory]
    [InlineData(ResponseKind.Answer, "@ NS", "aa", "@ NS ns1.nic", "")]
    [InlineData(ResponseKind.Answer, "www A", "aa", "www A 192.0.2.1", "")]
    [InlineData(ResponseKind.Answer, "WWW A", "aa ra", "www A 192.0.2.1", "")]
    [InlineData(ResponseKind.Answer, "child NS", "aa", Cut, "")]
    [InlineData(ResponseKind.Answer, "alias CNAME", "aa", "alias CNAME www", "")]
    [InlineData(ResponseKind.NoData, "www AAAA", "aa", "", Soa)]
    [InlineData(ResponseKind.NoData, "www AAAA", "aa", "", "")]
    [InlineData(ResponseKind.NoData, "www AAAA", "aa", "", "@ NS ns1.nic")]
    [InlineData(ResponseKind.NoData, "www AAAA", "aa", "www A 192.0.2.1", Soa)]
    [InlineData(ResponseKind.NoData, "www A", "aa", "@ NS ns1.nic", Soa)]
    [InlineData(ResponseKind.NoData, "www A", "aa", "tree DNAME other.test.", Soa)]
    [InlineData(ResponseKind.NameDoesNotExist, "gone A", "aa NameError", "", Soa)]
    [InlineData(ResponseKind.NameDoesNotExist, "gone A", "aa NameError", "", "")]
    [InlineData(ResponseKind.Alias, "alias A", "aa", "alias CNAME www / www A 192.0.2.1", "")]
    [InlineData(ResponseKind.Alias, "alias A", "aa", "alias CNAME elsewhere.test.", "")]
    [InlineData(ResponseKind.Alias, "alias A", "aa NameError", "alias CNAME gone", Soa)]
    [InlineData(ResponseKind.Alias, "x.tree A", "aa", "tree DNAME other.test. / x.tree CNAME x.other.test.", "")]
    [InlineData(ResponseKind.Alias, "x.tree NS", "aa NameError", "tree DNAME other.test.", "")]
    [InlineData(ResponseKind.Referral, "child NS", "", "", Cut)]
    [InlineData(ResponseKind.Referral, "www.child A", "", "", Cut)]
    [InlineData(ResponseKind.Referral, "child NS", "aa", "", Cut)]
    [InlineData(ResponseKind.Referral, "child NS", "", Cut, "")]
    [InlineData(ResponseKind.Referral, "child NS", "ra", "", Cut)]
    [InlineData(ResponseKind.Referral, "child NS", "tc", "", Cut)]
    [InlineData(ResponseKind.UpwardReferral, "www A", "", "", ". NS a.root-servers.net.")]
    [InlineData(ResponseKind.NotAuthoritative, "www A", "", "www A 192.0.2.1", "")]
    [InlineData(ResponseKind.NotAuthoritative, "www A", "ra", "www A 192.0.2.1", "")]
    [InlineData(ResponseKind.NotAuthoritative, "child NS", "ra", Cut, "")]
    [InlineData(ResponseKind.NotAuthoritative, "@ NS", "", "@ NS ns1.nic", "")]
    [InlineData(ResponseKind.NotAuthoritative, "alias A", "", "alias CNAME www", "")]
    [InlineData(ResponseKind.NotAuthoritative, "www AAAA", "", "", Soa)]
    [InlineData(ResponseKind.NotAuthoritative, "www A", "", "", "")]
    [InlineData(ResponseKind.NotAuthoritative, "www A", "", "", "@ NS ns1.nic")]
    [InlineData(ResponseKind.NotAuthoritative, "www A", "", "", "other NS ns1.nic")]
    [InlineData(ResponseKind.NotAuthoritative, "gone A", "NameError", "", Soa)]
    [InlineData(ResponseKind.NotAuthoritative, "gone A", "ra NameError", "", Soa)]
    [InlineData(ResponseKind.Refused, "www A", "Refused", "", "")]
    [InlineData(ResponseKind.Refused, "www A", "NotAuthoritative", "", "")]
    [InlineData(ResponseKind.Failed, "www A", "ServerFailure", "", "")]
    [InlineData(ResponseKind.Failed, "www A", "aa ServerFailure", "www A 192.0.2.1", "")]
    [InlineData(ResponseKind.Failed, "www A", "FormatError", "", "")]
    [InlineData(ResponseKind.Failed, "www A", "NotImplemented", "", "")]
    [InlineData(ResponseKind.None, "www A", "aa tc", "", "")]
    [InlineData(ResponseKind.None, "www A", "aa tc", "www A 192.0.2.1", "")]
    [InlineData(ResponseKind.None, "child NS", "tc", "", "")]
    [InlineData(ResponseKind.NameDoesNotExist, "gone A", "aa tc NameError", "", "")]
    [InlineData(ResponseKind.Refused, "www A", "tc Refused", "", "")]
    public void A_response_is_what_it_means(ResponseKind kind, string question, string flags, string answer, string authority) =>
        Assert.Equal(kind, ResponseClassifier.Classify(HandMade.Answer(question.Replace("@", "example.", StringComparison.Ordinal), flags, answer, authority), HandMade.Parent));

    [Theory]
    [InlineData(ExchangeOutcome.TimedOut, ResponseKind.None)]
    [InlineData(ExchangeOutcome.PortUnreachable, ResponseKind.None)]
    [InlineData(ExchangeOutcome.Unreachable, ResponseKind.None)]
    [InlineData(ExchangeOutcome.ConnectionLost, ResponseKind.None)]
    [InlineData(ExchangeOutcome.NotAsked, ResponseKind.None)]
    [InlineData(ExchangeOutcome.Malformed, ResponseKind.Malformed)]
    public void No_response_is_nothing_unless_it_is_no_DNS(ExchangeOutcome outcome, ResponseKind kind) =>
        Assert.Equal(kind, ResponseClassifier.Classify(HandMade.NoAnswer("www A", outcome), HandMade.Parent));

    [Theory]
    [InlineData("a.b.child A", "", "b.child NS ns1.child", "b.child.example")]
    [InlineData("a.b.child NS", "", "child NS ns1.child", "child.example")]
    [InlineData("child NS", Cut, "", "child.example")]
    [InlineData("www A", "www A 192.0.2.1", "", ".")]
    [InlineData("www A", "", ". NS a.root-servers.net.", ".")]
    public void A_referral_tells_where_it_leads(string question, string answer, string authority, string cut)
    {
        ResponseClassifier.Classify(HandMade.Answer(question, string.Empty, answer, authority), HandMade.Parent, out var found);

        Assert.Equal(cut, found.Text);
    }

    [Fact]
    public void From_the_root_a_referral_to_the_root_leads_upward() => Assert.Equal(
        ResponseKind.UpwardReferral, ResponseClassifier.Classify(HandMade.Answer("www A", string.Empty, string.Empty, ". NS a.root-servers.net."), Dns.Names.DomainName.Root));

    [Theory]
    [InlineData("FormatError", 1232, true)]
    [InlineData("NotImplemented", 1232, true)]
    [InlineData("BadVersion", 1232, true)]
    [InlineData("FormatError", 0, false)]
    [InlineData("ServerFailure", 1232, false)]
    [InlineData("Refused", 1232, false)]
    [InlineData("NoError", 1232, false)]
    public void Only_an_error_that_EDNS_can_cause_rejects_EDNS(string code, ushort size, bool rejects)
    {
        var answered = HandMade.Answer("www A", code == "BadVersion" ? string.Empty : code);
        var exchange = new Exchange
        {
            Question = answered.Question,
            Outcome = answered.Outcome,
            Query = new Dns.Messages.QueryOptions { EdnsSize = size },
            Message = code == "BadVersion" ? WithExtendedCode() : answered.Message,
        };

        Assert.Equal(rejects, ResponseClassifier.RejectsEdns(exchange));
    }

    private static Dns.Messages.Message WithExtendedCode()
    {
        var writer = new Dns.Messages.MessageWriter(1, 0x8000, HandMade.Answer("www A", string.Empty).Question);
        writer.AddEdns(1232, false, (int)Dns.Messages.ResponseCode.BadVersion);
        var bytes = writer.ToArray();
        return Dns.Messages.MessageParser.Parse(bytes, bytes.Length);
    }
}
