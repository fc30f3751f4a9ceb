using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GlueTools.Dns.Names;
using GlueTools.Lab.Scenarios;
using GlueTools.Network.Sessions;
using GlueTools.Simulation;

namespace GlueTools.Delegation.Tests;

/// <summary>
/// Where the servers of a zone say different things about a name server in it, the verdict on its customer is the same whichever of them is asked: in every run, alone and
/// in a list.
/// </summary>
public sealed class WhoeverIsAskedTests
{
    private const string Parents = "37.209.196.10 2001:dcd:3::10", OtherParents = "37.209.198.10 2001:dcd:4::10", First = "45.10.1.1 2a10:10:1::1", Second = "45.10.2.1 2a10:10:2::1";

    private const string Delegation = "  host NS ns1.host\n  host NS ns2.host\n", Glue = "  ns1.host A 45.10.1.1\n  ns1.host AAAA 2a10:10:1::1\n  ns2.host A 45.10.2.1\n  ns2.host AAAA 2a10:10:2::1\n";

    private const string NameServers = "  @ NS ns1\n  @ NS ns2\n", Addresses = "  ns1 A 45.10.1.1\n  ns1 AAAA 2a10:10:1::1\n  ns2 A 45.10.2.1\n  ns2 AAAA 2a10:10:2::1\n";

    /// <summary>What one of the host's servers, or of those of the zone above it, does otherwise than the rest; and what is found of the customers, where that is known.</summary>
    public static TheoryData<string, string?> Oddities => new()
    {
        { Faults(First, "rcode A NOERROR host.test."), string.Empty },
        { Faults(First, "rcode AAAA NOERROR host.test."), string.Empty },
        { Faults(First, "rcode A NXDOMAIN host.test."), string.Empty },
        { Faults(First, "rcode NS NXDOMAIN ns2.host.test."), string.Empty },
        { Faults(Parents, "noglue host.test."), string.Empty },
        { Faults(Parents, "nxdomain host.test."), string.Empty },
        { Faults(Parents, "rcode NS NOERROR host.test."), string.Empty },
        { $"without test. at {Parents} serial 1\n{Delegation}{Glue}", string.Empty },
        { $"without test. at {Parents} serial 1\n{Glue}", string.Empty },
        { $"without host.test. at {First} serial 1\n{Addresses}", string.Empty },
        { $"without host.test. at {First} serial 1\n  ns1 A 45.10.1.1\n  ns1 AAAA 2a10:10:1::1\nin host.test. at {First}\n  ns1 CNAME ns2\n", string.Empty },
        { $"without host.test. at {First} serial 1\n  ns1 A 45.10.1.1\nin host.test. at {First}\n  ns1 A 45.10.7.1\n", null },
        { $"without test. at {Parents} serial 1\n  ns1.host A 45.10.1.1\nin test. at {Parents}\n  ns1.host A 45.10.7.1\n", null },
    };

    [Theory]
    [MemberData(nameof(Oddities))]
    public void The_verdict_on_a_customer_is_the_same(string oddity, string? expected)
    {
        // One customer beside the host, so that the host's glue is seen; one elsewhere.
        var world = "base\n"
            + $"in test.\n{Delegation}{Glue}  beside NS ns1.host\n  beside NS ns2.host\n"
            + "in example.\n  guest NS ns1.host.test.\n  guest NS ns2.host.test.\n"
            + $"zone host.test. at {First} {Second} serial 2\n{NameServers}{Addresses}"
            + $"zone beside.test. at {First} {Second}\n  @ NS ns1.host\n  @ NS ns2.host\n".Replace("ns1.host", "ns1.host.test.", StringComparison.Ordinal).Replace("ns2.host", "ns2.host.test.", StringComparison.Ordinal)
            + $"zone guest.example. at {First} {Second}\n  @ NS ns1.host.test.\n  @ NS ns2.host.test.\n"
            + oddity;
        var network = new SimulatedLab(LabScenario.Parse(world));
        foreach (var name in new[] { "guest.example", "beside.test" })
        {
            var found = new HashSet<string>();
            for (var seed = 0; seed < 10; seed++)
            {
                found.Add(Found(network, seed, 64, name));
                found.Add(Found(network, seed, 1 + (seed % 2), "host.test", "beside.test", "guest.example")[name]);
                found.Add(Found(network, seed, 1 + (seed % 2), "guest.example", "beside.test", "host.test")[name]);
            }

            Assert.Equal([expected ?? found.First()], found);
        }
    }

    private static string Found(SimulatedLab network, int seed, int throttle, string name) => Found(network, seed, throttle, [name])[name];

    private static Dictionary<string, string> Found(SimulatedLab network, int seed, int throttle, params string[] names)
    {
        using var session = new AuditSession(ScenarioRun.Options(network) with { ThrottleLimit = throttle }, random: new Random(seed), machine: network.NewMachine());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var found = new Dictionary<string, string>();
        for (var next = 0; found.Count < names.Length;)
        {
            for (; next < names.Length && session.InFlight < session.Room; next++)
            {
                session.Start(DomainName.Parse(names[next]));
            }

            if (session.TryTake(20, patience.Token, out var item))
            {
                Assert.Null(item.Failure);
                found.Add(item.DomainName.Text, string.Join(" | ", item.Report!.Rows().Select(finding => finding.Code + " " + finding.NameServer + " " + finding.IPAddress + " " + finding.Message + " " + finding.Remedy)));
            }
        }

        return found;
    }

    private static string Faults(string addresses, string fault) => string.Concat(addresses.Split(' ').Select(address => $"server {address} {fault}\n"));
}
