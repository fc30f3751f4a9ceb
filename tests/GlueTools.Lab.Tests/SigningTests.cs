using System;
using System.Linq;
using GlueTools.Dns.Dnssec;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Lab.Tests;

/// <summary>Zones that a scenario has signed: what comes with DO, and what it is worth.</summary>
public sealed class SigningTests : IDisposable
{
    private const string Parent = "37.209.192.10", Child = "45.10.1.1";

    private static readonly QueryOptions WithDo = new() { DnssecOk = true };

    private readonly LabNetwork _network = LabNetwork.Start(LabScenario.Parse(
        """
        base
        in example.
          s      NS  ns.s
          ns.s   A   45.10.1.1
        zone s.example. at 45.10.1.1
          @      NS  ns
          ns     A   45.10.1.1
        key example. key3
        sign example. key3
        key s.example. key1
        key s.example. key2 flags 256
        ds s.example. key1
        sign s.example. key1 from -3 to 4
        sign s.example. key2 from -30 to -20
        sign s.example. key1 wrong
        """));

    public void Dispose() => _network.Dispose();

    [Fact]
    public void Signatures_come_with_DO_beside_what_they_are_over_and_never_else()
    {
        var referral = _network.Ask(Parent, "s.example", RecordType.NS, WithDo);
        Assert.Equal([RecordType.NS, RecordType.DS, RecordType.RRSIG], referral.Authority.Select(record => record.Type));
        Assert.Equal([RecordType.NS], _network.Ask(Parent, "s.example", RecordType.NS).Authority.Select(record => record.Type));
        Assert.Equal(2, _network.Ask(Child, "s.example", RecordType.DNSKEY).Answer.Count);
        var keys = _network.Ask(Child, "s.example", RecordType.DNSKEY, WithDo).Answer;
        Assert.Equal(2, keys.Count(record => record.Type == RecordType.DNSKEY));
        Assert.All(keys.Skip(2), record => Assert.Equal(RecordType.DNSKEY, ((RrsigData)record.Data).Covered));
        Assert.Equal(5, keys.Count);
        Assert.Single(_network.Ask(Child, "s.example", RecordType.NS, WithDo).Answer);
    }

    [Fact]
    public void A_signature_is_worth_what_the_scenario_says()
    {
        var ds = new DsSet(_network.Ask(Parent, "s.example", RecordType.NS, WithDo).Authority.Select(record => record.Data).OfType<DsData>());
        var answer = _network.Ask(Child, "s.example", RecordType.DNSKEY, WithDo).Answer.Select(record => record.Data).ToList();
        LinkState State(double days, params RrsigData[] signatures) => KeySetLink.Judge(
            DomainName.Parse("s.example"), ds, [.. answer.OfType<DnskeyData>()], signatures, DateTime.UtcNow.AddDays(days), new SignatureVerifier(new FrameworkSignatures())).State;

        RrsigData[] all = [.. answer.OfType<RrsigData>()];
        Assert.Equal([LinkState.Linked, LinkState.Expired, LinkState.NotYetValid], new[] { 0, 5, -5 }.Select(day => State(day, all[0])));
        Assert.Equal(LinkState.NotSigned, State(0, all[1]));
        Assert.Equal(LinkState.Wrong, State(0, all[2]));
    }
}
