using System;
using System.Linq;
using System.Net.Sockets;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Tests.ZoneFiles;

/// <summary>A zone's own file as its servers would answer with it, beside what a parent's file has.</summary>
public sealed class ChildZoneTests : IDisposable
{
    private const string Parent = "$ORIGIN example.\n$TTL 3600\n@ SOA ns1 host 7 1 1 1 1\na NS ns1.a\na NS ns2.a\nns1.a A 45.10.1.1\nns2.a A 45.10.2.1\n";
    private const string Head = "$ORIGIN a.example.\n$TTL 3600\n@ SOA ns1 host 7 1 1 1 1\n@ NS ns1\n@ NS ns2\n";

    private readonly ZoneFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("ns1 A 45.10.1.1\nns2 A 45.10.2.1", "")]
    [InlineData("ns1 A 45.10.9.9\nns2 A 45.10.2.1", "GlueStale ns1.a.example 45.10.1.1")]
    [InlineData("ns1 A 45.10.1.1\nns1 AAAA 2a10:10:1::1\nns2 A 45.10.2.1", "GlueMissingForFamily ns1.a.example 2a10:10:1::1")]
    [InlineData("ns1 A 45.10.1.1", "GlueNameNotInChild ns2.a.example 45.10.2.1")]
    [InlineData("ns1 A 45.10.1.1\nns2 CNAME x", "NameServerIsAlias ns2.a.example ")]
    [InlineData("* A 45.10.2.1\nns1 A 45.10.1.1", "")]
    [InlineData("ns1 A 45.10.1.1\nns2 A 45.10.2.1\n@ NS ns3\nns3 A 45.11.3.1", "NameServerOnlyInChild ns3.a.example ")]
    [InlineData("ns1 A 45.10.1.1\nns2 NS elsewhere.test.\nns2 A 45.10.9.9", "")]
    public void Two_files_are_compared_as_servers_are(string records, string expected)
    {
        var side = _folder.Parent(Parent).Delegations().Single();

        var report = DelegationReport.Of(new GivenSides { Parent = side, Child = _folder.Child(Head + records) }.ToView(side.Child));

        Assert.Equal(
            expected,
            string.Join("|", report.Rows().Select(one => one.Code + " " + one.NameServer + " " + one.IPAddress).Where(text => !text.StartsWith("NameServersSharePrefix", StringComparison.Ordinal)).Order(StringComparer.Ordinal)));
        Assert.Empty(_folder.Problems);
    }

    [Fact]
    public void A_name_server_whose_dot_was_forgotten_is_named_and_not_thrown_out_where_nobody_was_asked()
    {
        var side = _folder.Parent(Parent.Replace("45.10.2.1", "45.10.2.2", StringComparison.Ordinal)).Delegations().Single();
        var zone = _folder.Child("$ORIGIN a.example.\n$TTL 3600\n@ SOA ns1 host 7 1 1 1 1\n@ NS ns1\n@ NS ns2.a.example\nns1 A 45.10.1.1\nns2 A 45.10.2.1\n");

        var report = DelegationReport.Of(new GivenSides { Parent = side, Child = zone }.ToView(side.Child));

        Assert.Matches(@"^In the zone file \S+, add ns2\.a\.example to the NS records, or,", Assert.Single(report.Rows(), one => one.Code == "NameServerOnlyAtParent").Remedy);
    }

    [Fact]
    public void Relative_names_need_an_origin_which_the_domain_can_be()
    {
        var zone = _folder.Child("@ 60 SOA ns1 host 7 1 1 1 1\n@ 60 NS ns1\nns1 60 A 45.10.1.1\n", "a.example");

        var copy = zone.About([]);

        Assert.Equal(("a.example", 7u), (zone.Name.Text, copy.Serial));
        Assert.Equal(["ns1.a.example"], copy.NameServers!.Select(name => name.Text));
        Assert.Equal("45.10.1.1", Assert.Single(copy.AddressesOf(DomainName.Parse("NS1.a.example"), AddressFamily.InterNetwork, null)!.Addresses).ToString());
        Assert.Equal(SourceKind.ZoneFile, copy.Source.Kind);
    }

    [Fact]
    public void Of_a_zone_alone_it_is_said_what_it_shows_and_nothing_is_healthy()
    {
        var zone = _folder.Child("$ORIGIN a.example.\n@ 60 SOA ns1 host 7 1 1 1 1\n@ 60 NS ns1\nns1 60 A 10.1.1.1\n");

        var report = DelegationReport.Of(new GivenSides { Child = zone }.ToView(zone.Name));

        Assert.Equal(["AddressNotPublic", "TooFewNameServers"], report.Rows().Select(one => one.Code).Order(StringComparer.Ordinal));
        Assert.Equal(["zone file: servers of the zone", "offline: the parent zone"], report.View.Unseen);
        Assert.NotNull(report.View.Problem);
    }
}
