using System;
using System.IO;
using System.Linq;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Console.Tests;

/// <summary><c>glue plan</c> and <c>glue changes</c>. That the plans are safe is proven by their simulation.</summary>
public sealed class PlanTests(SampleLab lab) : IClassFixture<SampleLab>
{
    [Fact]
    public void What_the_findings_ask_for_is_a_step_with_its_proof()
    {
        var result = Run("plan", "stale.example", "--now", "2026-11-21T12:00:00Z", "--format", "jsonl");
        var row = result.JsonLines.Single();

        Assert.Equal(0, result.Exit);
        Assert.Equal(("Planned", 1, "Registrar", "2026-11-21T12:00:00Z"), (row.GetProperty("Status").GetString(), row.GetProperty("Step").GetInt32(), row.GetProperty("Actor").GetString(), row.GetProperty("EarliestUtc").GetString()));
        Assert.Equal("At the registrar of stale.example, change ns2.stale.example's IPv4 glue from 45.10.4.1 to 45.10.2.1.", row.GetProperty("Action").GetString());
        Assert.Equal("At the registrar of stale.example, change ns2.stale.example's IPv4 glue from 45.10.2.1 to 45.10.4.1.", row.GetProperty("Undo").GetString());
        Assert.Equal(["GlueStale"], row.GetProperty("Reason").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal(["glue wait stale.example --ns ns1.stale.example/45.10.1.1,2a10:10:1::1 --ns ns2.stale.example/45.10.2.1,2a10:10:2::1"], row.GetProperty("Gate").EnumerateArray().Select(one => one.GetString()));
    }

    [Fact]
    public void A_plan_made_from_other_servers_than_the_root_is_proven_from_there()
    {
        var row = Run("plan", "stale.example", "--server", "37.209.192.10", "--server", "37.209.194.10", "--ipv4-only", "--format", "jsonl").JsonLines.First();

        Assert.Equal(
            ["glue wait stale.example --ns ns1.stale.example/45.10.1.1,2a10:10:1::1 --ns ns2.stale.example/45.10.2.1,2a10:10:2::1 --server 37.209.192.10 --server 37.209.194.10 --ipv4-only"],
            row.GetProperty("Gate").EnumerateArray().Select(one => one.GetString()));
    }

    [Fact]
    public void A_server_is_switched_off_when_the_TTLs_that_were_seen_have_run_out()
    {
        var rows = Run("plan", "healthy1.example", "--renumber", "ns2.healthy1.example", "--add", "45.10.9.9", "--remove", "45.10.2.1", "--now", "2026-11-21T12:00:00Z", "--format", "jsonl").JsonLines.ToList();

        Assert.Equal(["ServerOperator", "ChildZone", "Registrar", "ServerOperator"], rows.Select(row => row.GetProperty("Actor").GetString()));
        Assert.Equal([false, false, false, true], rows.Select(row => row.GetProperty("NoReturn").GetBoolean()));
        Assert.Equal("2026-11-21T13:00:00Z", rows[^1].GetProperty("EarliestUtc").GetString());
        Assert.Contains("glue query 45.10.9.9 healthy1.example SOA --tcp", rows[0].GetProperty("Gate").EnumerateArray().Select(one => one.GetString()));
    }

    [Fact]
    public void A_server_whose_addresses_are_not_known_is_asked_by_its_name()
    {
        var rows = Run("plan", "healthy1.example", "--move-to", "ns1.healthy3.test", "--move-to", "ns2.healthy3.test", "--format", "jsonl").JsonLines.ToList();

        Assert.Equal(["glue query ns1.healthy3.test healthy1.example SOA", "glue query ns1.healthy3.test healthy1.example SOA --tcp"], rows[0].GetProperty("Gate").EnumerateArray().Select(one => one.GetString()));
    }

    [Theory]
    [InlineData(2, "Refused", "plan", "healthy1.example", "--remove-name-server", "ns2.healthy1.example")]
    [InlineData(0, "Planned", "plan", "healthy1.example", "--remove-name-server", "ns2.healthy1.example", "--force")]
    [InlineData(2, "Refused", "plan", "healthy1.example", "--replace", "ns1.healthy1.example", "--with", "ns3.healthy1.example")]
    [InlineData(2, "Refused", "plan", "healthy1.example", "--renumber", "ns7.example.net", "--add", "45.10.9.9")]
    [InlineData(2, "Refused", "plan", "healthy1.example", "--move-to", "ns1.provider.test", "--move-to", "ns2.provider.test")]
    [InlineData(0, "NothingToDo", "plan", "healthy1.example")]
    [InlineData(2, "NotDelegated", "plan", "nocut.example")]
    [InlineData(2, "Undecided", "plan", "disjoint.example")]
    [InlineData(2, "Invalid", "plan", "a..b")]
    [InlineData(0, "Match", "changes", "healthy1.example")]
    public void Each_domain_has_its_row(int exit, string status, params string[] arguments)
    {
        var result = Run([.. arguments, "--format", "jsonl"]);

        Assert.Equal(status, result.JsonLines.First().GetProperty("Status").GetString());
        Assert.Equal(exit, result.Exit);
    }

    [Fact]
    public void The_sheet_for_the_registrar_has_every_name_server()
    {
        var rows = Run("changes", "stale.example", "--format", "jsonl").JsonLines.ToList();

        Assert.Equal([("ns1.stale.example", "Keep"), ("ns2.stale.example", "Change")], rows.Select(row => (row.GetProperty("NameServer").GetString(), row.GetProperty("Action").GetString())));
        Assert.Equal(["45.10.2.1", "2a10:10:2::1"], rows[1].GetProperty("Required").EnumerateArray().Select(one => one.GetString()));
    }

    [Fact]
    public void Steps_are_written_for_whoever_carries_them_out_and_what_has_no_place_is_told()
    {
        Assert.Equal(
            "Set-DnsServerZoneDelegation -Name example -ChildZoneName stale -NameServer ns2.stale.example -IPAddress 45.10.2.1, 2a10:10:2::1\n\n",
            Run("plan", "stale.example", "--as", "dnsserver").Out.Replace("\r\n", "\n", StringComparison.Ordinal));
        var namecheap = Run("changes", "stale.example", "--as", "namecheap");
        Assert.Contains("Command=namecheap.domains.ns.update&SLD=stale&TLD=example&Nameserver=ns2.stale.example&OldIP=45.10.4.1&IP=45.10.2.1", namecheap.Out, StringComparison.Ordinal);
        Assert.Contains("Namecheap's calls take IPv4 addresses only: 2a10:10:2::1 of ns2.stale.example", namecheap.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--renumber needs --add, --remove or both.", "--renumber", "ns1.stale.example")]
    [InlineData("A plan has one goal; leave all but one of --repair, --move-to out.", "--repair", "--move-to", "ns1.example.net")]
    [InlineData("--replace and --with go together", "--replace", "ns1.stale.example")]
    [InlineData("--add goes with --renumber", "--add", "45.10.9.9")]
    [InlineData("--as takes checklist, ticket,", "--as", "fax")]
    [InlineData("--step chooses what --as writes; say the form with --as.", "--step", "2")]
    [InlineData("The plan has 1 step, and no step 2.", "--as", "zone", "--step", "2")]
    [InlineData("--now takes a time before the year 5000, not '9999-12-31T23:59:59Z'.", "--now", "9999-12-31T23:59:59Z")]
    public void A_mistake_is_one_sentence(string sentence, params string[] options)
    {
        var result = Run(["plan", "stale.example", .. options]);

        Assert.Equal(2, result.Exit);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plan", "nsupdate")]
    [InlineData("plan", "checklist")]
    [InlineData("changes", "epp")]
    public void Nothing_that_is_undecided_is_written_and_the_exit_status_says_so(string command, string form)
    {
        var result = Run(command, "disjoint.example", "--as", form);

        Assert.Equal((2, string.Empty), (result.Exit, result.Out));
        Assert.Contains("disjoint.example: No step can be planned: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_for_a_goal_is_made_of_what_was_collected()
    {
        var kept = Path.GetTempFileName();
        try
        {
            File.WriteAllText(kept, Run("collect", "healthy1.example").Out);
            string[] goal = ["--renumber", "ns2.healthy1.example", "--add", "45.10.9.9", "--remove", "45.10.2.1"];

            var first = GlueResult.Of(["plan", "--from", kept, .. goal, "--as", "zone", "--step", "2"], TextReader.Null);

            Assert.StartsWith("; Step 2 of 4 for healthy1.example (ChildZone), not before ", first.Out, StringComparison.Ordinal);
            Assert.EndsWith("; Wait: step 1 is proven done\n; In the zone healthy1.example; raise the serial.\nns2.healthy1.example. 3600 IN A 45.10.9.9\n; delete: ns2.healthy1.example. 3600 IN A 45.10.2.1\n\n", first.Out.Replace("\r\n", "\n", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.Equal(0, first.Exit);
            Assert.Equal(4, GlueResult.Of(["plan", "--from", kept, .. goal, "--format", "jsonl"], TextReader.Null).JsonLines.Length);
        }
        finally
        {
            File.Delete(kept);
        }
    }

    [Fact]
    public void Other_domains_on_the_same_server_are_named()
    {
        var list = Path.GetTempFileName();
        try
        {
            File.WriteAllText(list, "healthy2.example\nstale.example\n");
            var result = Run("plan", "stale.example", "--remove-name-server", "ns2.stale.example", "--force", "--other-domains", list, "--format", "jsonl");
            Assert.DoesNotContain("stale.example uses", result.Out, StringComparison.Ordinal);
            Assert.Equal(0, result.Exit);
        }
        finally
        {
            File.Delete(list);
        }
    }

    [Fact]
    public void Other_domains_are_read_from_a_parents_zone_file_and_from_a_history_without_asking_about_them()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            string zone = Path.Combine(folder.FullName, "test.zone"), state = Path.Combine(folder.FullName, "state.jsonl");
            File.WriteAllText(zone, "$ORIGIN test.\n@ 3600 SOA ns host 1 1 1 1 1\n@ 3600 NS ns\nns 3600 A 45.9.9.9\nshop 3600 NS ns2.healthy1.example.\n");
            Assert.Equal(0, Run("test", "healthy1.example", "--state", state).Exit);
            string[] goal = ["plan", "healthy1.example", "--renumber", "ns2.healthy1.example", "--add", "45.10.9.9", "--remove", "45.10.2.1", "--format", "jsonl"];

            Assert.Contains("shop.test uses ns2.healthy1.example as well", Run([.. goal, "--other-zone", zone]).Out, StringComparison.Ordinal);
            Assert.DoesNotContain("uses ns2.healthy1.example as well", Run([.. goal, "--other-state", state]).Out, StringComparison.Ordinal);
            Assert.DoesNotContain("as well", Run([.. goal]).Out, StringComparison.Ordinal);
            File.WriteAllText(state, File.ReadAllText(state).Replace("\"healthy1.example\"", "\"borrowed.example\"", StringComparison.Ordinal));
            Assert.Contains("borrowed.example uses ns2.healthy1.example as well", Run([.. goal, "--other-state", state]).Out, StringComparison.Ordinal);
            Assert.Equal(2, Run([.. goal, "--other-zone", state]).Exit);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void What_the_registry_lets_be_lowered_is_lowered_where_that_ends_earlier()
    {
        string[] goal = ["plan", "healthy1.example", "--renumber", "ns2.healthy1.example", "--add", "45.10.9.9", "--remove", "45.10.2.1", "--format", "jsonl"];

        Assert.DoesNotContain(Run([.. goal, "--parent-ttl", "60"]).JsonLines, row => row.GetProperty("Optional").GetBoolean());
        Assert.Equal("--parent-ttl takes a whole number from 1 to 172800, not '0'.", Run([.. goal, "--parent-ttl", "0"]).ErrorLines.Last());
    }

    private GlueResult Run(params string[] arguments) => GlueResult.Of([.. arguments, .. lab.HintsAndMap, "--timeout", "0.4"], TextReader.Null);
}
