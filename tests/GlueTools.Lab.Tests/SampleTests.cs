using System;
using System.Collections.Generic;
using System.Linq;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Lab.Tests;

/// <summary>The sample hierarchy is what its comments say: seen with plain questions, without the audit that it is made for.</summary>
public sealed class SampleTests : IClassFixture<SampleTests.Running>
{
    private readonly LabNetwork _network;

    public SampleTests(Running running) => _network = running.Network;

    public static TheoryData<string> Delegated => [.. Audits.Where(audit => !HasCode(audit, "NotDelegated", "NameIsAlias", "NameDoesNotExist")).Select(audit => audit.DomainName.Text)];

    public static TheoryData<string> Healthy => [.. Audits.Where(audit => audit.Expectations.Count == 0).Select(audit => audit.DomainName.Text)];

    private static IReadOnlyList<LabAudit> Audits => LabSamples.Load("sample").Audits;

    [Fact]
    public void Samples_are_listed_and_loaded_by_name()
    {
        Assert.Equal(["base", "moving", "sample"], LabSamples.Names);
        Assert.All(LabSamples.Names, name => Assert.NotEmpty(LabSamples.Load(name).Title));
        Assert.Contains("base, moving, sample", Assert.Throws<ArgumentException>(() => LabSamples.Load("other")).Message);
    }

    [Fact]
    public void Each_kind_of_fault_has_a_domain()
    {
        var codes = Audits.SelectMany(audit => audit.Expectations).Select(expectation => expectation.Code).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "AddressNotPublic", "GlueDangling", "GlueIncomplete", "GlueMissing", "GlueMissingForFamily", "GlueNameNotInChild", "GlueStale", "NameDoesNotExist",
                "NameIsAlias", "NameServerDomainDoesNotExist", "NameServerIsAlias", "NameServerOnlyAtParent", "NameServerOnlyInChild", "NameServerSetsDisjoint",
                "NameServerUnresolvable", "NotDelegated", "ParentServerFails", "ParentServersDisagreeOnGlue", "ParentServersDisagreeOnNameServers",
                "ServerNotAuthoritative", "ServerRefersUpward", "ServerRefuses", "ServerTcpUnavailable", "ServerUnresponsive",
            ],
            codes);
    }

    [Theory]
    [MemberData(nameof(Delegated))]
    public void A_delegated_domain_is_referred_by_every_healthy_parent_server(string name)
    {
        var servers = ParentServers(name);
        Assert.True(servers.Count >= 3);
        Assert.All(servers, server =>
        {
            var referral = _network.Ask(server, name, RecordType.NS);
            Assert.Equal((ResponseCode.NoError, false), (referral.ResponseCode, referral.IsAuthoritative));
            Assert.Contains(referral.Authority, record => record.Type == RecordType.NS && record.Owner == DomainName.Parse(name));
        });
    }

    [Theory]
    [InlineData("nocut.example", ResponseCode.NoError, 0)]
    [InlineData("alias.example", ResponseCode.NoError, 1)]
    [InlineData("nonexistent.example", ResponseCode.NameError, 0)]
    public void What_is_not_delegated_is_answered_by_the_parent(string name, ResponseCode code, int aliases)
    {
        var answer = _network.Ask("37.209.192.10", name, RecordType.NS);
        Assert.Equal((code, true), (answer.ResponseCode, answer.IsAuthoritative));
        Assert.Equal(aliases, answer.Answer.Count(record => record.Type == RecordType.CNAME));
    }

    [Theory]
    [MemberData(nameof(Healthy))]
    public void A_healthy_domain_has_both_families_and_authority_wherever_its_referral_leads(string name)
    {
        var referral = _network.Ask(ParentServers(name)[0], name, RecordType.NS);
        var served = _network.Scenario.Zones.Single(zone => zone.Name == DomainName.Parse(name)).Addresses;
        Assert.Equal((2, 2), (served.Count(address => address.ToString().Contains(':')), served.Count(address => address.ToString().Contains('.'))));
        Assert.All(served, address =>
        {
            var answer = _network.Ask(address.ToString(), name, RecordType.NS);
            Assert.True(answer.IsAuthoritative);
            Assert.Equal(Names(referral.Authority), Names(answer.Answer));
        });
        Assert.All(referral.Additional, glue => Assert.Contains(((AddressData)glue.Data).Address, served));
    }

    [Theory]
    [InlineData("45.10.2.1", "refuses.example", ResponseCode.Refused, false)]
    [InlineData("2a10:10:2::1", "notauth.example", ResponseCode.NoError, false)]
    [InlineData("45.10.2.1", "upward.example", ResponseCode.NoError, false)]
    [InlineData("45.10.4.1", "stale.example", ResponseCode.NoError, true)]
    [InlineData("45.10.6.1", "taken.example", ResponseCode.Refused, false)]
    [InlineData("45.10.2.1", "healthy1.example", ResponseCode.NoError, true)]
    public void Faults_are_where_they_belong(string server, string name, ResponseCode code, bool authority)
    {
        var answer = _network.Ask(server, name, RecordType.SOA);
        Assert.Equal((code, authority), (answer.ResponseCode, answer.IsAuthoritative));
    }

    private static bool HasCode(LabAudit audit, params string[] codes) => audit.Expectations.Any(expectation => codes.Contains(expectation.Code));

    private static IEnumerable<string> Names(IEnumerable<ResourceRecord> records) => records.Select(record => record.Data.ToString()).Order(StringComparer.Ordinal);

    // The one parent server address that is to fail is left out.
    private List<string> ParentServers(string name)
    {
        var parent = DomainName.Parse(name).Parent;
        return [.. _network.Scenario.Zones.Where(zone => zone.Name == parent).SelectMany(zone => zone.Addresses).Select(address => address.ToString())
            .Where(address => parent.LabelCount == 1 || address != "45.10.2.1")];
    }

    public sealed class Running : IDisposable
    {
        public LabNetwork Network { get; } = LabNetwork.Start(LabSamples.Load("sample"));

        public void Dispose() => Network.Dispose();
    }
}
