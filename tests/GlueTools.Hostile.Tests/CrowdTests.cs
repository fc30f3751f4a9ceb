using System;
using System.Linq;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Network.Options;

namespace GlueTools.Hostile.Tests;

/// <summary>Zones that name many servers in themselves, each with many addresses: what is asked, judged and written of one of them stays small beside the domains that wait for it.</summary>
public sealed class CrowdTests
{
    private const string Name = "crowd.example";

    /// <summary>Octets that may be allocated to judge one domain: with each finding that goes through all addresses of all names again, it is hundreds of times as many.</summary>
    private const long ToJudge = 64 << 20;

    /// <summary>Characters of all sentences of one domain.</summary>
    private const int Sentences = 200_000;

    [Theory]
    [InlineData(13, 250, false, true)]
    [InlineData(13, 250, false, false)]
    [InlineData(64, 4, true, true)]
    [InlineData(64, 64, false, true)]
    [InlineData(64, 64, true, false)]
    [InlineData(200, 250, false, true)]
    [InlineData(200, 250, true, true)]
    [InlineData(1500, 10, false, true)]
    public void Many_names_with_many_addresses_cost_little_to_judge_and_to_write(int names, int addresses, bool haveTheirOwn, bool areSilent)
    {
        var network = Network(names, addresses, haveTheirOwn, areSilent);

        var run = HostileRun.Of(network, Innocents.Names().Prepend(Name), options => options with { KeepEvidence = true });

        run.AssertInnocents();
        Assert.InRange(run.Found(Name).Length, 1, WalkBudget.AddressesPerZone + WalkBudget.NameServersPerZone);
        Assert.InRange(Finding.From(run.Report(Name).Findings).Sum(finding => finding.Message.Length + (finding.Remedy?.Length ?? 0)), 1, Sentences);
        // A view that nobody has judged so far, on this thread.
        var view = EvidenceReader.Read(EvidenceWriter.Write(run.Report(Name).View));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var again = DelegationReport.Of(view);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, ToJudge);
        Assert.Equal(run.Report(Name).Findings.Count, again.Findings.Count);
    }

    /// <summary>The first in order, whoever else is in the list; one that another name server has within the ceiling is none that was left out.</summary>
    [Theory]
    [InlineData(13, WalkBudget.AddressesPerNameServer, null)]
    [InlineData(13, 250, "addresses: 46.100.200.1, 46.101.200.1, 46.102.200.1, 215 more")]
    public void Addresses_of_one_name_server_are_asked_as_far_as_the_ceiling(int names, int addresses, string? limit)
    {
        var network = Network(names, addresses, haveTheirOwn: false, areSilent: true);

        var alone = HostileRun.Of(network, [Name]);
        var run = HostileRun.Of(network, Innocents.Names().Append(Name));

        foreach (var row in new[] { alone.Row(Name), run.Row(Name) })
        {
            Assert.Equal(limit is null ? [] : [limit], row.Limits);
        }

        Assert.Equal(alone.Found(Name), run.Found(Name));
        Assert.Equal(WalkBudget.AddressesPerNameServer, run.Report(Name).Findings.Count(finding => finding.Code == "ServerUnresponsive"));
    }

    private static HostileNetwork Network(int names, int addresses, bool haveTheirOwn, bool areSilent)
    {
        string[] servers = ["66.3.1.1", "66.3.2.1"];
        var zone = new HostileZone(Name, servers) { Names = names, AddressesOfEach = addresses, HaveTheirOwn = haveTheirOwn, AreSilent = areSilent };
        return new HostileNetwork(Innocents.Text() + "in example.\n" + HostileZone.Delegation("crowd", servers), zone.Answer);
    }
}
