using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Addresses;
using GlueTools.ZoneFiles;

namespace GlueTools.Delegation.Tests.ZoneFiles;

/// <summary>What is read from octets and proved to be plain is what is read word by word and judged by every check: the same delegations, evidence, findings and complaints.</summary>
public sealed class PlainDelegationTests : IDisposable
{
    private static readonly GluePolicy[] Policies = [GluePolicy.Unstated, GluePolicy.Narrow, GluePolicy.Wide];

    private readonly ZoneFolder _folder = new();

    public static TheoryData<string> Files => new(ZoneFixtures.Names);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_is_judged_in_both_ways_alike(string name) =>
        Assert.All(Policies, policy => Compare(Path.Combine(AppContext.BaseDirectory, "ZoneFiles", "Zones", name + ".zone"), policy));

    [Fact]
    public void The_root_zone_is_judged_in_both_ways_alike_and_is_mostly_plain()
    {
        var (plain, others) = Compare(Path.Combine(AppContext.BaseDirectory, "root-zone-2020-09-13.zone.gz"), GluePolicy.Wide);

        // 15 have findings.
        Assert.Equal(1508, plain + others);
        Assert.InRange(others, 15, 150);
    }

    [Fact]
    public void Files_made_by_chance_are_judged_in_both_ways_alike()
    {
        var random = new Random(2026);
        int plain = 0, others = 0;
        for (var i = 0; i < Thorough.Times(250, 20_000); i++)
        {
            _folder.Add("chance", Made(random));
            var (some, further) = Compare(_folder.PathOf("chance"), Policies[random.Next(3)]);
            plain += some;
            others += further;
        }

        Assert.True(plain > 20 && others > 100, plain + " plain, " + others + " others");
    }

    [Theory]
    [InlineData("a NS ns1.a\na NS ns2.a\nns1.a A 45.10.1.1\nns2.a A 45.10.2.1", true)]
    [InlineData("a NS ns1.test.\na NS ns2.test.\na DS 1 8 2 ABCD", true)]
    [InlineData("a NS ns1.test.\na NS NS1.test.", false)]
    [InlineData("a NS ns1.test.", false)]
    [InlineData("a NS ns_1.test.\na NS ns2.test.", false)]
    [InlineData("a NS ns1-.test.\na NS ns2.test.", false)]
    [InlineData("a NS dropthishost-1.test.\na NS ns2.test.", false)]
    [InlineData("a NS x.lamedelegation.ORG.\na NS ns2.test.", false)]
    [InlineData("a NS ns1.a\na NS ns2.test.", false)]
    [InlineData("a NS ns1.a\na NS ns2.a\nns1.a A 45.10.1.1\nns2.a A 45.10.1.2", false)]
    [InlineData("a NS ns1.a\na NS ns2.a\nns1.a A 45.10.1.1\nns2.a A 45.10.1.1", false)]
    [InlineData("a NS ns1.a\na NS ns2.test.\nns1.a A 10.0.0.1", false)]
    [InlineData("a NS ns1.a\na NS ns2.test.\nns1.a AAAA 2002::1", false)]
    [InlineData("a NS ns1.a\na NS ns2.a\nns1.a AAAA 2a10:10:1::1\nns2.a AAAA 2a10:10:1::2", false)]
    [InlineData("a NS ns1.a\na NS ns2.test.\nns1.a A 45.10.1.1\nold.a A 45.10.1.2", false)]
    [InlineData("a NS ns1.test.\na NS ns2.test.\na TXT x", false)]
    [InlineData("a NS ns1.test.\na NS ns2.test.\nb TXT x\nx.a TXT x", false)]
    [InlineData("a DS 1 8 2 ABCD", false)]
    public void What_is_plain_is_known_by_its_records(string records, bool isPlain)
    {
        var zone = _folder.Parent("$ORIGIN example.\n$TTL 3600\n@ SOA ns1 host 7 1 1 1 1\n@ NS ns1\nns1 A 37.209.192.10\n" + records);

        Assert.Equal(isPlain, zone.Delegations(leavesOutPlain: true).First(one => one.Side?.Child.Text is null or "a.example").IsPlain);
    }

    /// <summary>At both edges of each block of the registries, and anywhere.</summary>
    [Fact]
    public void An_address_of_which_nothing_is_said_is_ordinary()
    {
        var random = new Random(3);
        var ordinary = 0;
        for (var i = 0; i < Thorough.Times(20_000, 2_000_000); i++)
        {
            var octets = new byte[random.Next(2) == 0 ? 4 : 16];
            random.NextBytes(octets);
            // Where blocks are, and with few bits set.
            octets[0] = octets.Length == 4 ? octets[0] : (byte)new[] { 0x20, 0x20, 0x2a, 0x00, 0x3f, 0x5f, 0x01, 0xfe, 0x64, octets[0] }[random.Next(10)];
            for (var at = 1; at < octets.Length; at++)
            {
                octets[at] = random.Next(3) == 0 ? octets[at] : (byte)new[] { 0, 0, 1, 0x0d, 0xb8, 0x02, 0xff, 168, 64, 0x9b }[random.Next(10)];
            }

            var address = new IPAddress(octets);
            var isOrdinary = SpecialAddress.IsOrdinary(octets);
            ordinary += isOrdinary ? 1 : 0;
            Assert.False(isOrdinary && (SpecialAddress.WhyNotPublic(address) ?? SpecialAddress.WhyTransitional(address)) is not null, address.ToString());
        }

        Assert.InRange(ordinary, 2000, int.MaxValue);
    }

    private static (int Plain, int Others) Compare(string path, GluePolicy policy)
    {
        List<string> byWords = [], byOctets = [];
        using var words = ZoneFile.At(path);
        words.ReadsWords = true;
        using var octets = ZoneFile.At(path);
        ParentZone slow, fast;
        try
        {
            slow = ParentZone.Read(words, null, problem => byWords.Add(problem.Message), policy);
        }
        catch (ZoneFileException problem)
        {
            Assert.Equal(problem.Message, Assert.Throws<ZoneFileException>(() => ParentZone.Read(octets, null, one => byOctets.Add(one.Message), policy)).Message);
            return (0, 0);
        }

        fast = ParentZone.Read(octets, null, problem => byOctets.Add(problem.Message), policy);
        Assert.Equal(byWords, byOctets);
        Assert.Equal((slow.Name.Text, slow.Count), (fast.Name.Text, fast.Count));

        var judged = slow.Delegations().Select(side => DelegationReport.Of(new GivenSides { Parent = side }.ToView(side.Child))).ToList();
        var proved = fast.Delegations(leavesOutPlain: false).ToList();
        Assert.Equal(judged.Select(report => EvidenceWriter.Write(report.View)), proved.Select(one => EvidenceWriter.Write(one.Judge(CheckPolicy.Default)!.View)));
        Assert.All(judged.Zip(proved), pair =>
        {
            Assert.Equal(pair.First.Rows().Select(EvidenceTests.Text), pair.Second.Judge(CheckPolicy.Default)!.Rows().Select(EvidenceTests.Text));
            // Not even what something else replaces, or a policy leaves out.
            Assert.True(!pair.Second.IsPlain || pair.First.All.Count == 0, pair.First.View.DomainName.Text);
        });

        // Where plain ones are left out, the others are the same, and each stands for one.
        var left = fast.Delegations(leavesOutPlain: true).ToList();
        Assert.Equal(proved.Select(one => one.IsPlain), left.Select(one => one.IsPlain));
        Assert.All(proved.Zip(left), pair => Assert.Equal(pair.Second.Side is null ? null : EvidenceWriter.Write(pair.First.Judge(CheckPolicy.Default)!.View), pair.Second.Judge(CheckPolicy.Default) is { } report ? EvidenceWriter.Write(report.View) : null));
        Assert.All(left, one => Assert.True(one.IsPlain || one.Side is not null));
        return (proved.Count(one => one.IsPlain), proved.Count(one => !one.IsPlain));
    }

    /// <summary>A parent's file with a few delegations, of which anything may be said.</summary>
    private static string Made(Random random)
    {
        string[] domains = ["a", "b", "c", "x.a", "long-name-of-a-domain-that-takes-room", "D", "*", "w_x"];
        string[] outside = ["ns1.test.", "ns2.test.", "ns3.other.test.", "NS1.test.", "dropthishost-77.biz.", "x.dummyns.com.", "bad_name.test.", ".", "test.", "example.", "y." + new string('l', 60) + "." + new string('m', 60) + ".test."];
        string[] addresses = ["45.10.1.1", "45.10.1.2", "45.10.2.1", "46.1.1.1", "47.1.1.1", "10.0.0.1", "192.88.99.1", "2a10:10:1::1", "2a10:10:1::2", "2a11::1", "2a12::1", "2002:7f00:1::", "fe80::1"];
        string Domain() => domains[random.Next(random.Next(3) == 0 ? domains.Length : 3)];
        string Host() => random.Next(6) == 0 ? Domain() : (random.Next(9) == 0 ? "old." : "ns" + random.Next(1, 4) + ".") + Domain();
        string Address() => addresses[random.Next(random.Next(3) == 0 ? addresses.Length : 5)] is var address && address.Contains(':', StringComparison.Ordinal) ? "AAAA " + address : "A " + address;
        var lines = new List<string>();
        foreach (var _ in Enumerable.Range(0, random.Next(1, 5)))
        {
            var domain = Domain();
            var isOwn = random.Next(2) == 0;
            foreach (var number in Enumerable.Range(1, random.Next(9) == 0 ? random.Next(1, 12) : random.Next(1, 4)))
            {
                var target = isOwn ? "ns" + number + "." + domain : random.Next(4) == 0 ? Host() : outside[random.Next(random.Next(3) == 0 ? outside.Length : 3)];
                lines.Add(domain + " NS " + target);
            }

            for (var number = 1; isOwn && number < 4; number++)
            {
                if (random.Next(8) > 0)
                {
                    lines.Add("ns" + number + "." + domain + " " + Address());
                }
            }

            if (random.Next(3) == 0)
            {
                lines.Add(domain + " DS " + random.Next(70_000) + " 8 2 ABCD" + (random.Next(2) == 0 ? " (ef\n)" : "EF"));
            }
        }

        foreach (var _ in Enumerable.Range(0, random.Next(4)))
        {
            lines.Add(random.Next(9) switch
            {
                0 => Host() + " " + Address(),
                1 => Domain() + " TXT x",
                2 => Host() + " txt \"y\"",
                3 => Domain() + " RRSIG NS 8 2 1 20300101000000 20200101000000 1 example. AAAA",
                4 => "out." + outside[random.Next(3)] + " " + Address(),
                5 => outside[random.Next(3)] + " " + Address(),
                6 => "* " + Address(),
                7 => "@ " + Address(),
                _ => "$GENERATE 1-2 g$." + Domain() + " " + Address(),
            });
        }

        if (random.Next(2) == 0)
        {
            lines = [.. lines.OrderBy(_ => random.Next())];
        }

        if (random.Next(4) == 0)
        {
            lines.Insert(random.Next(lines.Count), "$ORIGIN " + Domain() + ".example.");
        }

        return "$ORIGIN Example.\n" + (random.Next(3) == 0 ? string.Empty : "$TTL 3600\n") + (random.Next(15) == 0 ? string.Empty : "@ SOA ns1.nic host 7 1 1 1 1\n") + "@ NS ns1.nic\nns1.nic A 37.209.192.10\n"
            + string.Join('\n', lines) + "\n";
    }
}
