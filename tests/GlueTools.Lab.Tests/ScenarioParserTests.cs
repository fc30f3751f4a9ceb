using System;
using System.Linq;
using System.Net;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Lab.Tests;

public sealed class ScenarioParserTests
{
    private const string Child = "zone child.example. at 45.10.1.1 2a10:10:1::1\n  @ NS ns1\n  ns1 A 45.10.1.1\n      AAAA 2a10:10:1::1\n";

    [Fact]
    public void A_scenario_is_read_in_all_its_parts()
    {
        var scenario = LabScenario.Parse(
            """
            # Title: One child
            base            # the root and more
            zone child.example. at 45.10.1.1 2a10:10:1::1 serial 7
              @    NS  ns1            # a comment
              ns1  A   45.10.1.1      ; another
                   AAAA 2a10:10:1::1
                60 TXT "a # b"
            in example.
              child NS ns1.child
              ns1.child A 45.10.1.1
            server 45.10.1.1 notcp refuse child.example. slow 20
            server 45.10.9.9 mute AAAA slip 2 example.
            path no-ipv6
            audit child.example. depth core
            expect GlueStale ns1.child.example. 45.10.1.1;2a10:10:1::1
            expect TooFewNameServers
            audit other.example.
            expect AddressNotPublic 10.0.0.1
            """);

        Assert.Equal("One child", scenario.Title);
        Assert.Equal(LabPath.NoIPv6, scenario.Path);
        Assert.Equal(["", "example", "test", "child.example"], scenario.Zones.Select(zone => zone.Name.IsRoot ? "" : zone.Name.Text));
        Assert.Equal(
            [
                "child.example. 3600 IN SOA ns1.child.example. hostmaster.child.example. 7 7200 3600 1209600 300",
                "child.example. 3600 IN NS ns1.child.example.", "ns1.child.example. 3600 IN A 45.10.1.1",
                "ns1.child.example. 3600 IN AAAA 2a10:10:1::1", "ns1.child.example. 60 IN TXT \"a # b\"",
            ],
            scenario.Zones[3].Records.Select(record => record.ToString()));
        Assert.Equal(7u, scenario.Zones[3].Serial);
        Assert.Contains(scenario.Zones[1].Records, record => record.ToString() == "child.example. 3600 IN NS ns1.child.example.");
        Assert.Equal(
            ["a.root-servers.net 198.41.0.4", "a.root-servers.net 2001:503:ba3e::2:30", "b.root-servers.net 170.247.170.2", "b.root-servers.net 2801:1b8:10::b"],
            scenario.RootHints.Select(hint => hint.Name + " " + hint.Address));
        Assert.Equal(["notcp", "refuse child.example.", "slow 20"], FaultsOf(scenario, "45.10.1.1"));
        Assert.Equal(["mute AAAA", "slip 2 example."], FaultsOf(scenario, "45.10.9.9"));
        Assert.Empty(FaultsOf(scenario, "2a10:10:1::1"));
        Assert.Equal(["depth", "core"], scenario.Audits[0].Options);
        Assert.Equal(["GlueStale ns1.child.example. 2a10:10:1::1;45.10.1.1", "TooFewNameServers"], scenario.Audits[0].Expectations.Select(one => one.ToString()));
        Assert.Equal("AddressNotPublic 10.0.0.1", Assert.Single(scenario.Audits[1].Expectations).ToString());
    }

    [Fact]
    public void A_copy_that_some_of_its_servers_hold_differently_is_split()
    {
        var scenario = LabScenario.Parse("base\nin example.\n  x NS ns.x\nin example. at 37.209.192.10 2001:dcd:1::10 serial 9\n  y NS ns.y\n");
        var copies = scenario.Zones.Where(zone => zone.Name == DomainName.Parse("example")).ToList();
        Assert.Equal(["37.209.194.10;2001:dcd:2::10", "37.209.192.10;2001:dcd:1::10"], copies.Select(copy => string.Join(";", copy.Addresses)));
        Assert.Equal([2026010100u, 9u], copies.Select(copy => copy.Serial));
        Assert.Equal([1, 2], copies.Select(copy => copy.Records.Count(record => record.Type == RecordType.NS && record.Owner.LabelCount == 2)));
    }

    [Fact]
    public void Every_word_of_a_fault_is_understood()
    {
        foreach (var kind in Enum.GetValues<LabFaultKind>())
        {
            var text = new LabFault(kind, kind is LabFaultKind.Slip or LabFaultKind.Slow or LabFaultKind.DropOver or LabFaultKind.RefuseOver or LabFaultKind.ServFailOver ? 3 : 0, kind is LabFaultKind.Mute or LabFaultKind.Rcode ? RecordType.DS : default).ToString();
            Assert.Equal([text], FaultsOf(LabScenario.Parse("server 45.10.1.1 " + text), "45.10.1.1"));
        }
    }

    [Theory]
    [InlineData("zones x.", 1, "'zones' is not understood; a line starts with base, zone, in, without, key, ds, cds, cdnskey, sign, server, path, registry, registry-host, registry-ds, audit, expect or after.")]
    [InlineData("key x.example. key1", 1, "No zone of this name stands above.")]
    [InlineData("ds x.example. key1", 1, "No zone above this name stands above.")]
    [InlineData("sign x.example. key1", 1, "No zone of this name stands above.")]
    [InlineData("base\nkey example. key9", 2, "'key9' is no key; those are key1, key2, key3.")]
    [InlineData("base\nkey example. key1 flags 65536", 2, "'65536' is more than 65535.")]
    [InlineData("base\nds x.example. key1 digest 3", 2, "Digests of type 3 are not made here.")]
    [InlineData("base\nds x.example. at 45.10.1.1 key1", 2, "45.10.1.1 does not serve this zone.")]
    [InlineData("base\nsign example. key1 from x", 2, "'x' is not a number of days from -20000 to 20000.")]
    [InlineData("base\nsign example. key1 to 20001", 2, "'20001' is not a number of days from -20000 to 20000.")]
    [InlineData("base\nsign example. key1 right", 2, "'right' follows where the line should end.")]
    [InlineData("\n  a A 45.10.1.1", 2, "A record stands outside a 'zone' or 'in' block.")]
    [InlineData("zone x.example. 45.10.1.1", 1, "'at' and the addresses that serve the zone are expected.")]
    [InlineData("zone x.example. at", 1, "The line ends where an address is expected.")]
    [InlineData("zone x.example. at 45.10.1", 1, "'45.10.1' is not an address.")]
    [InlineData("zone x..example. at 45.10.1.1", 1, "'x..example.' has an empty label.")]
    [InlineData("zone x.example. at 45.10.1.1 serial x", 1, "'x' is not a serial.")]
    [InlineData("zone x.example. at 45.10.1.1 now", 1, "'now' follows where the line should end.")]
    [InlineData(Child + "zone child.example. at 45.10.1.1", 5, "45.10.1.1 already serves a copy of this zone.")]
    [InlineData(Child + "  ns2 A 45.10.1", 5, "'45.10.1' is not an IPv4 address.")]
    [InlineData(Child + "\n# nothing\n  ns2 A\nbase", 7, "The line ends where an address is expected.")]
    [InlineData(Child + "  a.test. A 45.10.1.1", 1, "a.test does not lie in the zone child.example.")]
    [InlineData("in x.example.", 1, "No zone of this name stands above.")]
    [InlineData(Child + "in child.example. at 45.10.1.2", 5, "45.10.1.2 does not serve this zone.")]
    [InlineData("server 45.10.1.1 rude", 1, "'rude' is not a fault.")]
    [InlineData("server 45.10.1.1 3", 1, "'3' is not a fault.")]
    [InlineData("server 45.10.1.1 silent,refuse", 1, "'silent,refuse' is not a fault.")]
    [InlineData("server 45.10.1.1 slip", 1, "The line ends where a number is expected.")]
    [InlineData("server 45.10.1.1 slip 0", 1, "'0' is not a number from 1.")]
    [InlineData("server 45.10.1.1 mute x", 1, "'x' is not a record type.")]
    [InlineData("server 45.10.1.1 rcode SOA x", 1, "'x' is not a response code.")]
    [InlineData("server 45.10.1.1 notcp x.example.", 1, "'notcp' holds for the whole server; it cannot be limited to a zone.")]
    [InlineData("path slow", 1, "'slow' is no path condition; those are intercept, blackhole, no-ipv6 and blackhole-ipv6.")]
    [InlineData("expect GlueStale", 1, "'expect' needs an 'audit' above it.")]
    [InlineData("audit x.example.\nexpect GlueStale ns1.x.example. 45.10.1.1 more", 2, "'more' follows where the line should end.")]
    [InlineData("audit x.example.\nexpect GlueStale ns1.x.example. 45.10.1", 2, "'45.10.1' is not an address.")]
    [InlineData("audit x.example.\nexpect", 2, "The line ends where a finding's code is expected.")]
    public void Bad_text_is_named_with_its_line(string text, int line, string sentence)
    {
        var problem = Assert.Throws<FormatException>(() => LabScenario.Parse(text));
        Assert.Equal($"Line {line}: {sentence}", problem.Message);
    }

    [Fact]
    public void What_a_sentence_and_a_title_quote_is_escaped()
    {
        Assert.Equal("Line 1: '\\027[2J' is not understood; a line starts with base, zone, in, without, key, ds, cds, cdnskey, sign, server, path, registry, registry-host, registry-ds, audit, expect or after.", Assert.Throws<FormatException>(() => LabScenario.Parse("\u001b[2J")).Message);
        var scenario = LabScenario.Parse("# Title: \u202ea\naudit x. \u001b[2J\nexpect \u0007\n");
        Assert.Equal(@"\226\128\174a", scenario.Title);
        Assert.Equal([@"\027[2J"], scenario.Audits[0].Options);
        Assert.Equal(@"\007", scenario.Audits[0].Expectations[0].Code);
    }

    [Fact]
    public void A_scenario_has_a_bounded_number_of_copies_and_records()
    {
        var copies = string.Concat(Enumerable.Range(0, 5_000).Select(i => $"zone {i}. at 45.10.1.1\n"));
        Assert.Equal(5_000, LabScenario.Parse(copies).Zones.Count);
        Assert.Equal("Line 5001: A scenario has at most 5,000 copies of zones.", Assert.Throws<FormatException>(() => LabScenario.Parse(copies + "zone x. at 45.10.1.1")).Message);

        // Small text, much in it: each record goes into each copy.
        var many = string.Concat(Enumerable.Range(0, 2_000).Select(i => $"zone x. at 45.10.{i >> 8}.{i & 255}\n")) + "in x.\n" + string.Concat(Enumerable.Repeat(" @ A 45.10.1.1\n", 501));
        Assert.Equal("Line 2001: A scenario has at most 1,000,000 records, each copy of a zone counted, and once more for each 'after'.", Assert.Throws<FormatException>(() => LabScenario.Parse(many)).Message);
    }

    private static string[] FaultsOf(LabScenario scenario, string address) =>
        [.. scenario.Servers.Single(server => server.Address.Equals(IPAddress.Parse(address))).Faults.Select(fault => fault.ToString())];
}
