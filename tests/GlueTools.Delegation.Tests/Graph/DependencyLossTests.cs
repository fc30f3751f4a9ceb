using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Graph;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Names;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Simulation;

namespace GlueTools.Delegation.Tests.Graph;

/// <summary>
/// Cut points, by experiment: each machine, zone, operator and network of a graph is taken away from the lab, one at a time, and the domain audited again. It is
/// out of reach after the loss of a cut point, and of nothing else.
/// </summary>
public sealed class DependencyLossTests
{
    public static TheoryData<string, string> Domains => new()
    {
        { "DependenciesAreIndependent-graph", "two.example" },
        { "DependenciesAreIndependent-graph", "hosted.example" },
        { "DependenciesAreIndependent-graph", "both.example" },
        { "DependenciesAreIndependent-graph", "sibling.example" },
        { "DependenciesAreIndependent-graph", "false.example" },
        { "DependenciesAreIndependent-graph", "true.example" },
        { "DependenciesAreIndependent-graph", "near.example" },
        { "DependenciesResolve-circles", "f.example" },
        { "DependenciesResolve-circles", "e.example" },
        { "DependenciesResolve-depth", "deep.example" },
        { "sample", "healthy3.test" },
    };

    [Theory]
    [MemberData(nameof(Domains))]
    public void A_domain_is_out_of_reach_after_the_loss_of_a_cut_point_and_of_nothing_else(string file, string domain)
    {
        var name = DomainName.Parse(domain);
        var scenario = file == "sample" ? LabSamples.Load("sample") : ScenarioFiles.Load(file, SimulatedClock.Begin);
        var graph = DependencyGraph.Of(Audit(scenario, name, []).View)!;
        var points = DependencyMeasures.Of(graph).CutPoints;
        var wrong = new List<string>();
        foreach (var (point, addresses, zone) in Candidates(graph))
        {
            var report = Audit(zone is null ? scenario : Without(scenario, zone.Value), name, addresses);
            var isReached = report.View.Child?.Servers.Any(server => server.IsAuthoritative) == true;
            if (isReached == points.Any(one => one.ToString() == point))
            {
                wrong.Add(point + (isReached ? " is called a cut point, and the domain is reached without it" : " is called none, and the domain is out of reach without it"));
            }
        }

        Assert.Empty(wrong);
        Assert.NotEmpty(points);
    }

    /// <summary>All that can be lost: how it is called as a cut point, and what is then dead or gone.</summary>
    private static IEnumerable<(string Point, IReadOnlyCollection<IPAddress> Dead, DomainName? Zone)> Candidates(DependencyGraph graph)
    {
        foreach (var machine in graph.Machines)
        {
            yield return ("name server " + machine, machine.Addresses, null);
        }

        foreach (var zone in graph.Zones.Where(zone => !zone.IsDomain && !zone.IsStart))
        {
            yield return ((zone.Name.LabelCount == 1 ? "top-level domain " : "zone ") + zone, [], zone.Name);
        }

        // Whoever runs the domain itself is not among the operators that it depends on.
        var own = new GraphHostName(graph.Domain.Name).Operator;
        foreach (var group in graph.Hosts.GroupBy(host => host.Operator).Where(group => group.Key != own))
        {
            var machines = group.Select(host => host.Machine).ToHashSet();
            yield return ("operator " + group.Key, graph.Hosts.Where(host => machines.Contains(host.Machine)).SelectMany(host => host.Addresses).ToHashSet(), null);
        }

        foreach (var group in graph.Hosts.SelectMany(host => host.Addresses).Distinct().GroupBy(Networks.PrefixOf))
        {
            yield return ("prefix " + group.Key, group.ToHashSet(), null);
        }
    }

    private static DelegationReport Audit(LabScenario scenario, DomainName name, IReadOnlyCollection<IPAddress> dead)
    {
        var lab = new SimulatedLab(scenario);
        var options = ScenarioRun.Options(lab) with { Dependencies = dead.Count == 0, Depth = AuditDepth.Core, TimeoutSec = 0.2, Retry = 0 };
        return ScenarioRun.Audit(lab, options with { Map = new DeadMap(options.Map, dead) }, name);
    }

    /// <summary>The scenario without a zone: its servers refuse questions about it.</summary>
    private static LabScenario Without(LabScenario scenario, DomainName zone) =>
        new(scenario.Title, scenario.Zones.Where(one => one.Name != zone).ToList(), scenario.Servers, scenario.Path, scenario.Audits);

    /// <summary>There is no route to some addresses.</summary>
    private sealed class DeadMap(AddressMap map, IReadOnlyCollection<IPAddress> dead) : AddressMap
    {
        public override IPEndPoint? EndpointOf(IPAddress address, int port) => dead.Contains(address) ? null : map.EndpointOf(address, port);
    }

    /// <summary>The operator that a name stands for, without the product's own guess: the last two labels, since no scenario has longer ones.</summary>
    private sealed record GraphHostName(DomainName Name)
    {
        internal DomainName Operator => Name.LastLabels(Math.Min(2, Name.LabelCount));
    }
}
