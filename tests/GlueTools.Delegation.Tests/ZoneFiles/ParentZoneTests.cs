using System;
using System.Collections.Generic;
using System.Linq;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.ZoneFiles;

namespace GlueTools.Delegation.Tests.ZoneFiles;

/// <summary>A parent's side as its zone file has it, and what is found in it.</summary>
public sealed class ParentZoneTests : IDisposable
{
    private const string Head = "$ORIGIN example.\n$TTL 3600\n@ SOA ns1 host 7 1 1 1 1\n@ NS ns1\nns1 A 37.209.192.10\n";

    private readonly ZoneFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a NS ns1.a\na NS ns2.a\nns1.a A 45.10.1.1\nns1.a AAAA 2a10:10:1::1\nns2.a A 45.10.2.1\nns2.a AAAA 2a10:10:2::1", "")]
    [InlineData("a NS ns1.a\na NS ns2.a\nns1.a A 45.10.1.1", "GlueMissing ns2.a.example")]
    [InlineData("a NS ns1.a\nns1.a A 45.10.1.1", "TooFewNameServers ")]
    [InlineData("a NS ns1.a\na NS ns2.a\nns1.a A 45.10.1.1\nns2.a A 45.10.1.1", "NameServersShareAddress ns1.a.example;ns2.a.example")]
    [InlineData("a NS ns1.a\na NS ns2.a\nns1.a A 45.10.1.1\nns2.a A 10.1.2.3", "AddressNotPublic ns2.a.example")]
    [InlineData("a NS ns1.a\na NS ns.other.test.\nns1.a A 45.10.1.1", "")]
    [InlineData("a NS ns1.b\na NS ns2.b\nb NS ns1.b\nb NS ns2.b\nns1.b A 45.10.1.1\nns2.b A 45.10.2.1", "")]
    public void Every_delegation_of_a_file_is_judged_by_itself(string records, string expected)
    {
        var side = _folder.Parent(Head + records).Delegations().First();

        var report = DelegationReport.Of(new GivenSides { Parent = side }.ToView(side.Child));

        Assert.Equal("a.example", side.Child.Text);
        Assert.Equal(expected, string.Join("|", report.Rows().Where(one => one.Code != "NameServersSharePrefix").Select(one => one.Code + " " + one.NameServer)));
        Assert.Equal(["zone file: servers of the parent zone", "offline: the zone"], report.View.Unseen);
        Assert.Equal(0, report.View.Questions);
    }

    [Fact]
    public void A_finding_names_the_file_and_the_line_and_says_what_to_change_there()
    {
        var side = _folder.Parent(Head + "; a comment\na NS ns1.a\na NS ns2.a\nns1.a A 45.10.1.1").Delegations().Single();

        var finding = Assert.Single(DelegationReport.Of(new GivenSides { Parent = side }.ToView(side.Child)).Rows(), one => one.Code == "GlueMissing");

        var file = _folder.PathOf("parent");
        Assert.Equal("The zone file " + file + ", line 7 delegates a.example to ns2.a.example without giving an address for it, so nobody can find it.", finding.Message);
        Assert.Equal("In the zone file " + file + ", add its addresses as glue for ns2.a.example.", finding.Remedy);
    }

    [Fact]
    public void Delegations_come_in_the_order_of_the_file_and_those_that_stand_apart_at_the_end()
    {
        var zone = _folder.Parent(Head + "c NS x.test.\nb NS x.test.\na NS x.test.\nb NS y.test.\nb DS 1 8 1 ABCD\nd DS 1 8 1 ABCD\nx.a NS hidden.test.\n");

        var sides = zone.Delegations().ToList();

        // DS records without a delegation are told of; NS records below another cut are not seen by anybody.
        Assert.Equal(["c.example: x.test", "a.example: x.test", "d.example: ", "b.example: x.test;y.test"], sides.Select(side => side.Child + ": " + string.Join(";", side.NameServers)));
        Assert.Single(sides[3].Statements[0].Delegation.Ds);
        Assert.Single(sides[2].Surroundings!.LoneDs);
        Assert.Equal(["x.a.example NS " + 12], sides[1].Surroundings!.Hidden.Select(one => one.Name + " " + one.Type + " " + one.Line));
        Assert.Equal(3600u, sides[0].Statements[0].Delegation.Ttl);
    }

    [Theory]
    [InlineData("a.example", "a NS ns1.a\nns1.a A 45.10.1.1", "", "GlueMissing")]
    [InlineData("none.example", "a NS ns1.a", "", "NameDoesNotExist")]
    [InlineData("text.example", "text CAA 0 issue x", "", "NotDelegated")]
    [InlineData("empty.example", "x.empty TXT x", "", "NotDelegated")]
    [InlineData("alias.example", "alias CNAME b", "", "NameIsAlias")]
    [InlineData("x.sub.example", "sub DNAME b", "", "NameIsAlias")]
    [InlineData("x.a.example", "a NS ns1.a", "x.a.example lies below a.example, which {0} delegates; give the zone file of a.example.", "")]
    [InlineData("a.test", "a NS ns1.a", "a.test does not lie below example, the zone of {0}; give the zone file of its parent.", "")]
    public void A_name_is_looked_for_in_the_file(string name, string records, string problem, string code)
    {
        var domain = DomainName.Parse(name);

        var said = _folder.Parent(Head + records).Of([domain])[domain];

        Assert.Equal(problem.Length == 0 ? null : string.Format(System.Globalization.CultureInfo.InvariantCulture, problem, _folder.PathOf("parent")), said.Problem);
        if (said.Side is { Denial: not null } side)
        {
            var finding = Assert.Single(DelegationReport.Of(new GivenSides { Parent = side }.ToView(domain)).Rows());
            Assert.Equal(code, finding.Code);
            Assert.Contains(_folder.PathOf("parent"), finding.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_cannot_be_read_is_told_once_and_the_rest_is_judged()
    {
        var zone = _folder.Parent(Head + "a NS x..y\nb NS x.test.\n");

        Assert.Equal(["b.example"], zone.Delegations().Select(side => side.Child.Text));
        Assert.Equal(["parent, line 6: 'x..y' has an empty label."], _folder.Problems);
    }

    /// <summary>RFC 1035 has no $TTL, and programs take the SOA record's last field then; what was read for its addresses must not be lost when the delegations are read.</summary>
    [Fact]
    public void A_file_that_states_no_TTL_has_its_delegations_all_the_same()
    {
        var zone = _folder.Parent("$ORIGIN example.\n@ SOA ns1 host 7 1 1 1 99\n@ NS ns1\nns1 A 37.209.192.10\na NS ns1.test.\na NS ns2.test.\n");

        Assert.Equal(["a.example 99"], zone.Delegations().Select(side => side.Child + " " + side.Statements[0].Delegation.Ttl));
        Assert.Equal(["ns1.test", "ns2.test"], zone.Of([DomainName.Parse("a.example")])[DomainName.Parse("a.example")].Side!.NameServers.Select(name => name.Text));
        Assert.Empty(_folder.Problems);
    }

    /// <summary>A line that stands for many records stands for all of them, whether their data are looked into or not.</summary>
    [Fact]
    public void Each_record_that_a_line_generates_is_looked_at()
    {
        var side = _folder.Parent(Head + "a NS ns1.test.\na NS ns2.test.\n$GENERATE 1-3 o$.a A 45.1.2.$\n$GENERATE 1-2 t$.a TXT x\n").Delegations().Single();

        Assert.Equal(["o1.a.example 45.1.2.1", "o2.a.example 45.1.2.2", "o3.a.example 45.1.2.3"], side.Surroundings!.Addresses.Select(one => one.Name + " " + one.Address));
        Assert.Equal(["t1.a.example TXT", "t2.a.example TXT"], side.Surroundings.Hidden.Select(one => one.Name + " " + one.Type));
    }

    [Fact]
    public void Evidence_from_files_is_saved_and_judged_again_to_the_letter()
    {
        var zone = _folder.Parent(Head + "a NS ns1.a\na NS ns2.a\nns1.a A 45.10.1.1\na DS 1 8 1 ABCD\nalias CNAME b");
        var child = _folder.Child("$ORIGIN a.example.\n@ 60 SOA ns1 host 5 1 1 1 1\n@ 60 NS ns1\nns1 30 A 45.10.1.2\n");
        IEnumerable<GivenSides> all =
        [
            new GivenSides { Parent = zone.Delegations().First() },
            new GivenSides { Parent = zone.Delegations().First(), Child = child },
            new GivenSides { Child = child },
            new GivenSides { Parent = zone.Of([DomainName.Parse("alias.example")])[DomainName.Parse("alias.example")].Side },
        ];

        foreach (var report in all.Select(given => DelegationReport.Of(given.ToView(given.Parent?.Child ?? child.Name))))
        {
            var saved = EvidenceWriter.Write(report.View);
            var again = DelegationReport.Of(EvidenceReader.Read(saved));
            Assert.Equal(report.Rows().Select(EvidenceTests.Text), again.Rows().Select(EvidenceTests.Text));
            Assert.Equal(report.View.Unseen, again.View.Unseen);
            Assert.Equal(saved, EvidenceWriter.Write(again.View));
        }
    }
}
