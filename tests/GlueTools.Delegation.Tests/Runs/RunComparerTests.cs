using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GlueTools.Reports.Reading;
using GlueTools.Reports.Runs;

namespace GlueTools.Delegation.Tests.Runs;

public sealed class RunComparerTests
{
    private const string Evil = "\\u001b[2J=1+1";

    private static readonly string[] Both = ["a/192.0.2.1", "b/192.0.2.2"];

    [Fact]
    public void Each_thing_that_is_otherwise_is_one_row()
    {
        var before = Seen(Topic.Delegation | Topic.ParentNameServer | Topic.Glue | Topic.Ds | Topic.ParentTtl | Topic.Finding, At("2026-01-01T00:00:00Z"),
            Fact(Topic.ParentNameServer, "ns1", "ns1"), Fact(Topic.ParentNameServer, "ns2", "ns2"), Fact(Topic.Glue, "ns1", "192.0.2.1", "2001:db8::1"), Fact(Topic.Ds, "", "1 8 2 AA"),
            new Fact(Topic.ParentTtl, "A", "ns1", ["3600"]), Finding("GlueStale", "ns1"), Finding("NsTtlDiffers", ""));
        var after = Seen(Topic.Delegation | Topic.ParentNameServer | Topic.Glue | Topic.Ds | Topic.ParentTtl | Topic.Finding, At("2026-01-02T00:00:00Z"),
            Fact(Topic.ParentNameServer, "ns1", "ns1"), Fact(Topic.ParentNameServer, "ns3", "ns3"), Fact(Topic.Glue, "ns1", "2001:db8::1", "192.0.2.9"), Fact(Topic.Ds, "", "1 8 2 BB"),
            new Fact(Topic.ParentTtl, "A", "ns1", ["300"]), Finding("NsTtlDiffers", ""), Finding("GlueDangling", "ns1"));

        var rows = RunComparer.Of(before, after);

        Assert.Equal(
            [
                "Parent NameServer  ns2 Gone 1 [ns2] []", "Parent NameServer  ns3 Appeared 1 [] [ns3]", "Parent Address  ns1 Changed 1 [192.0.2.1;2001:db8::1] [192.0.2.9;2001:db8::1]",
                "Parent Ds   Changed 1 [1 8 2 AA] [1 8 2 BB]", "Parent Ttl A ns1 Changed 1 [3600] [300]", " Finding GlueDangling ns1 Appeared 5 [] [GlueDangling is so.]",
                " Finding GlueStale ns1 Gone 1 [GlueStale is so.] []",
            ],
            rows.Select(Line));
        Assert.All(rows, row => Assert.Equal("2026-01-01T00:00:00Z 2026-01-02T00:00:00Z", row.BeforeUtc + " " + row.SinceUtc));
        Assert.Empty(RunComparer.Of(before, before));
    }

    [Fact]
    public void A_domain_that_a_run_lacks_or_knows_nothing_of_is_not_compared()
    {
        var known = Seen(Topic.Glue, null, Fact(Topic.Glue, "ns1", "192.0.2.1"));
        var unknown = new SeenDelegation("x.example", Topic.None, []) { Why = "Nobody answered." };

        Assert.Equal("The earlier run does not hold this domain.", Uncompared(RunComparer.Of(null, known)));
        Assert.Equal("The later run does not hold this domain.", Uncompared(RunComparer.Of(known, null)));
        Assert.Equal("The later run knows nothing of it: Nobody answered.", Uncompared(RunComparer.Of(known, unknown)));
        Assert.Equal("The earlier run knows nothing of it: Nobody answered.", Uncompared(RunComparer.Of(unknown, known)));
        Assert.StartsWith("The rows of the two runs tell of different things", Uncompared(RunComparer.Of(known, Seen(Topic.Finding, null, Finding("GlueStale", "ns1")))));
    }

    [Fact]
    public void What_is_known_on_one_side_only_is_no_change()
    {
        Assert.Empty(RunComparer.Of(Seen(Topic.Glue, null, Fact(Topic.Glue, "ns1", "192.0.2.1")), Seen(Topic.Glue | Topic.Ds, null, Fact(Topic.Glue, "ns1", "192.0.2.1"), Fact(Topic.Ds, "", "1 8 2 AA"))));
        Assert.Empty(RunComparer.Of(
            Seen(Topic.RightAddress, null, Fact(Topic.RightAddress, "ns1", "192.0.2.1")), Seen(Topic.RightAddress, null, new Fact(Topic.RightAddress, "", "ns1", []) { IsUnknown = true })));
    }

    [Fact]
    public void What_only_a_server_showed_that_is_silent_now_is_not_gone()
    {
        var stale = new Fact(Topic.Glue, "", "ns1", ["192.0.2.1"]) { Servers = [Both[1]] };
        var before = Seen(Topic.Glue, At("", Both), stale);

        Assert.Empty(RunComparer.Of(before, Seen(Topic.Glue, At("", Both[0]))));
        Assert.Empty(RunComparer.Of(Seen(Topic.Glue, At("", Both[0])), before));
        Assert.Equal("Gone", Assert.Single(RunComparer.Of(before, Seen(Topic.Glue, At("", Both)))).Status);
        // What all showed, any other would: a sample of the servers is as good as all.
        var all = Seen(Topic.Glue, At("", Both[0]), new Fact(Topic.Glue, "", "ns1", ["192.0.2.1"]) { Servers = [Both[0]] });
        Assert.Equal("Gone", Assert.Single(RunComparer.Of(all, Seen(Topic.Glue, At("", Both[1])))).Status);
    }

    [Fact]
    public void Findings_that_a_run_did_not_look_for_have_neither_appeared_nor_gone()
    {
        var all = Seen(Topic.Finding, seen => seen.At("", scope: []), Finding("ServerUnresponsive", "ns1"));
        var less = Seen(Topic.Finding, seen => seen.At("", scope: ["IPv6"]), Finding("GlueStale", "ns1"));

        Assert.Equal([" Finding GlueStale ns1 Appeared 4 [] [GlueStale is so.]", " Finding   NotCompared -1 [] []"], RunComparer.Of(all, less).Select(Line));
        Assert.Equal([" Finding GlueStale ns1 Gone 1 [GlueStale is so.] []", " Finding   NotCompared -1 [] []"], RunComparer.Of(less, all).Select(Line));
        Assert.Equal("The later run looked at less (IPv6), so nobody can say which findings are gone.", RunComparer.Of(all, less)[1].Detail);
    }

    [Fact]
    public void Codes_alone_are_compared_with_findings_by_their_codes()
    {
        var codes = Seen(Topic.Code, null, new Fact(Topic.Code, "GlueStale", "", []));

        Assert.Empty(RunComparer.Of(codes, Seen(Topic.Finding, null, Finding("GlueStale", "ns1"), Finding("GlueStale", "ns2"))));
        Assert.Equal(" Finding GlueMissing  Appeared 4 [] [GlueMissing]", Line(Assert.Single(RunComparer.Of(codes, Seen(Topic.Finding, null, Finding("GlueStale", "ns1"), Finding("GlueMissing", "ns2"))))));
    }

    [Fact]
    public void A_finding_that_this_version_does_not_have_is_not_compared()
    {
        var row = Assert.Single(RunComparer.Of(Seen(Topic.Finding, null, Finding("GlueHaunted", "ns1")), Seen(Topic.Finding, null)));

        Assert.Equal((ChangeRows.NotCompared, "GlueHaunted"), (row.Status, row.Code));
    }

    [Fact]
    public void Rows_of_one_file_go_together_and_a_later_file_takes_their_place()
    {
        var rows = ReadAll("DomainName,Name,IPAddress,TTL,ServedBy,Status\nx.example,ns1,192.0.2.1,300,1/1,Present\nx.example,ns1,192.0.2.2,60,1/1,Present\n");
        var joined = rows[0].Join(rows[1]);
        Assert.Equal("192.0.2.1;192.0.2.2", string.Join(";", joined.Facts.Single(fact => fact.Topic == Topic.Glue).Values));

        var later = ReadAll("DomainName,Name,IPAddress,TTL,ServedBy,Status\nX.example.,ns1,192.0.2.3,300,1/1,Present\n")[0];
        later.Part = 1;
        Assert.Equal(joined.Key, later.Key);
        Assert.Equal("192.0.2.3", string.Join(";", joined.Join(later).Facts.Single(fact => fact.Topic == Topic.Glue).Values));
    }

    [Theory]
    [InlineData("{\"Status\":\"Healthy\"}", "it has no DomainName, so it is no row of GlueTools that tells of a delegation")]
    [InlineData("{\"DomainName\":\"x\",\"Colour\":\"red\"}", "it is no row of GlueTools that tells of a delegation")]
    [InlineData("{\"DomainName\":\"x\",\"Referral\":\"y\"}", "it is a step of a trace, which tells of a way and not of the delegation")]
    [InlineData("{\"DomainName\":\"x\",\"Evidence\":\"GLUE9:x\"}", "This is not saved evidence")]
    public void A_row_that_tells_of_no_delegation_is_refused(string row, string sentence) =>
        Assert.StartsWith(sentence, Assert.Throws<FormatException>(() => ReportFacts.Of(RowText.ReadJson(row), GlueTools.Delegation.Judging.CheckPolicy.Default)).Message);

    [Theory]
    [InlineData("{\"DomainName\":\"x" + Evil + "\",\"ServedBy\":\"1/1\",\"Status\":\"Present\",\"Name\":\"" + Evil + "\",\"IPAddress\":\"" + Evil + "\",\"TTL\":\"" + Evil + "\",\"ParentServers\":[\"" + Evil + "\"]}")]
    [InlineData("{\"DomainName\":\"x" + Evil + "\",\"Code\":\"GlueStale\",\"Severity\":\"Error\",\"NameServer\":\"" + Evil + "\",\"IPAddress\":\"" + Evil + "\",\"Message\":\"" + Evil + "\",\"Servers\":[\"" + Evil + "\"]}")]
    [InlineData("{\"DomainName\":\"x" + Evil + "\",\"Findings\":\"\",\"Status\":\"Unknown\",\"FirstProblem\":\"" + Evil + "\"}")]
    [InlineData("{\"DomainName\":\"x" + Evil + "\",\"Findings\":\"\",\"Status\":\"" + Evil + "\",\"Limits\":\"" + Evil + "\"}")]
    [InlineData("{\"DomainName\":\"x" + Evil + "\",\"AddressStatus\":\"Held\",\"Status\":\"Registered\",\"NameServer\":\"" + Evil + "\",\"IPAddress\":\"" + Evil + "\",\"Ds\":\"" + Evil + "\",\"Source\":\"" + Evil + "\",\"AskedUtc\":\"" + Evil + "\"}")]
    [InlineData("{\"DomainName\":\"x" + Evil + "\",\"CanRepair\":\"" + Evil + "\",\"Status\":\"" + Evil + "\",\"NameServer\":\"" + Evil + "\",\"GlueAddress\":\"" + Evil + "\",\"Detail\":\"" + Evil + "\"}")]
    public void Text_of_a_file_is_escaped(string json)
    {
        var seen = RowFacts.Of(RowText.ReadJson(json));
        var rows = RunComparer.Of(seen, null).Concat(RunComparer.Of(Seen(seen.Known, null), seen)).ToList();

        Assert.All(rows.SelectMany(Cells), cell =>
        {
            Assert.DoesNotContain('\u001b', cell);
            Assert.False(cell.StartsWith('='), cell);
        });
    }

    private static IEnumerable<string> Cells(DelegationChange row) => [row.DomainName, row.NameServer, row.Code, row.Detail, .. row.IPAddress, .. row.Before, .. row.After, .. row.Servers, row.SinceUtc, row.BeforeUtc];

    private static List<SeenDelegation> ReadAll(string text) => RowText.Read(new StringReader(text)).Select(row => RowFacts.Of(row.Fields!)).ToList();

    private static string Uncompared(IReadOnlyList<DelegationChange> rows)
    {
        var row = Assert.Single(rows);
        Assert.Equal(("Domain", ChangeRows.NotCompared, -1), (row.What, row.Status, row.Rank));
        return row.Detail;
    }

    private static string Line(DelegationChange row) => $"{row.Side} {row.What} {row.Code} {row.NameServer} {row.Status} {row.Rank} [{row.Before}] [{row.After}]";

    private static Fact Fact(Topic topic, string name, params string[] values) => new(topic, "", name, values);

    private static Fact Finding(string code, string nameServer) => RowFacts.FindingOf(code, nameServer, [], [], GlueTools.Delegation.Judging.CheckCatalog.Kinds.FirstOrDefault(kind => kind.Code == code)?.Severity.ToString() ?? "Error", code + " is so.");

    private static Func<SeenDelegation, SeenDelegation> At(string time, params string[] speakers) => seen => seen.At(time, speakers);

    private static SeenDelegation Seen(Topic known, Func<SeenDelegation, SeenDelegation>? with, params Fact[] facts)
    {
        var seen = new SeenDelegation("x.example", known, facts);
        return with?.Invoke(seen) ?? seen;
    }
}
