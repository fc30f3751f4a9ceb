using System;
using System.Collections.Generic;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Plans;

/// <summary>
/// Makes the steps from where a delegation is to where it is to be, in an order in which nothing breaks that worked: servers answer before anything leads to
/// them; the zone says the new thing at every server, old ones included, before the parent does; and what was there goes on until no resolver that obeys TTLs
/// can have kept it.
/// </summary>
public static class Planner
{
    /// <summary>Makes a plan.</summary>
    /// <param name="start">Where the delegation is.</param>
    /// <param name="goal">What it is for.</param>
    /// <param name="options">What the user says beside it.</param>
    public static DelegationPlan Make(PlanStart start, PlanGoal goal, PlanOptions options)
    {
        var target = goal.Asking is { } report ? RepairSelection.Of(start, report, options) : new PlanTarget(start);
        goal.Apply(target);
        if (start.CopiesDiffer && target.Retires && IsThere(target))
        {
            target.Remarks.Add(FindingText.Fill($"The servers of {start.Domain} hold different versions of the zone. Those that it is to have hold the one that goes on; what is to be changed in the zone is to be changed in the others."));
        }
        else if (start.CopiesDiffer && target.Retires)
        {
            target.Refusals.Add(FindingText.Fill($"The servers of {start.Domain} hold different copies of the zone, and a plan would rest on one that not all of them have. Let all of them serve the right one first, and plan again then."));
        }

        if (target.Refusals.Count == 0 && goal.Asking is null)
        {
            PlanSafety.Check(target, options.Force, options.WithoutKeys);
            NewServersNames.Check(target, options.Ahead, options.Force);
            NewServersKeys.Check(target, options.Ahead, options.WithoutKeys);
        }

        if (target.Refusals.Count > 0)
        {
            if (!options.Force && Make(start, goal, options with { Force = true }).Refusals.Count == 0)
            {
                target.Refusals.Add("Where that is wanted all the same, force the plan.");
            }

            return new DelegationPlan(start, goal, options.NowUtc, [], target.Remarks, target.Refusals);
        }

        var shared = SharedHosts.Of(target, options.Others);
        var steps = StepDraft.Number(new PlanDrafting(target, goal, options, shared).Make(lowersZone: false, lowersParent: false), options.NowUtc);
        foreach (var (zone, parent) in options.WithoutOptional || steps.Count == 0 ? [] : new[] { (true, false), (false, true), (true, true) })
        {
            // What only makes a plan shorter has to.
            var other = StepDraft.Number(new PlanDrafting(target, goal, options, shared).Make(zone, parent), options.NowUtc);
            steps = other[other.Count - 1].EarliestUtc < steps[steps.Count - 1].EarliestUtc ? other : steps;
        }

        if (steps.Count == 0 && target.Withheld.Count > 0)
        {
            target.Remarks.RemoveAll(target.Withheld.Contains);
            return new DelegationPlan(start, goal, options.NowUtc, [], target.Remarks, target.Withheld);
        }

        var remarks = new List<string>(target.Remarks);
        PlanRemarks.Add(remarks, target, options, shared, steps);
        return new DelegationPlan(start, goal, options.NowUtc, steps, remarks, []) { Open = Open(goal, target, steps, remarks), Way = options.Way };
    }

    /// <summary>Whether all servers that a domain is to have lie elsewhere, and serve a copy already that names just them: then it matters no more what other copies say.</summary>
    private static bool IsThere(PlanTarget target)
    {
        foreach (var name in target.AllNames)
        {
            var addresses = target.AddressesOf(name);
            if (target.Start.IsOwn(name) || addresses.Count == 0)
            {
                return false;
            }

            foreach (var address in addresses)
            {
                if (!target.Start.NamedAt.TryGetValue(address, out var named) || !target.ZoneNames.SetEquals(new OrderedSet<DomainName>(named)))
                {
                    return false;
                }
            }
        }

        return target.AllNames.Count > 0;
    }

    /// <summary>What no step mends; each such finding has its remark.</summary>
    private static List<Finding> Open(PlanGoal goal, PlanTarget target, List<PlanStep> steps, List<string> remarks)
    {
        var open = new List<Finding>();
        foreach (var finding in goal.Asking?.Findings ?? [])
        {
            if (finding.Severity < Severity.Warning || (!target.Left.Contains(finding) && steps.Exists(step => step.Reasons.Includes(finding.Code))))
            {
                continue;
            }

            open.Add(finding);
            if (!remarks.Exists(remark => remark.StartsWith(finding.Code + ":", StringComparison.Ordinal)))
            {
                remarks.Add(finding.Code + ": " + FindingText.RemedyOf(finding));
            }
        }

        return open;
    }
}

/// <summary>Name servers that go, or whose addresses change, and that other domains use as well.</summary>
internal sealed class SharedHosts
{
    private readonly Dictionary<DomainName, List<DomainName>> _users = new();

    /// <summary>The names with the domains that use them.</summary>
    internal IReadOnlyDictionary<DomainName, List<DomainName>> Users => _users;

    internal bool IsShared(DomainName name) => _users.ContainsKey(name);

    internal static SharedHosts Of(PlanTarget target, IReadOnlyList<OtherDomain> others)
    {
        var shared = new SharedHosts();
        foreach (var name in target.Start.Parent.NameServers)
        {
            shared.Look(target, name, others);
        }

        foreach (var name in target.Start.Zone.NameServers)
        {
            shared.Look(target, name, others);
        }

        return shared;
    }

    private void Look(PlanTarget target, DomainName name, IReadOnlyList<OtherDomain> others)
    {
        var isGone = !target.AllNames.Contains(name);
        var isMoved = PlanSafety.Fresh(target, name).Count > 0 || target.AddressesOf(name).Count != StartCount(target, name);
        if ((!isGone && !isMoved) || _users.ContainsKey(name))
        {
            return;
        }

        foreach (var other in others)
        {
            if (other.Name != target.Start.Domain && other.Uses(name))
            {
                if (!_users.TryGetValue(name, out var users))
                {
                    _users.Add(name, users = new List<DomainName>());
                }

                users.Add(other.Name);
            }
        }
    }

    private static int StartCount(PlanTarget target, DomainName name)
    {
        var all = Dns.Addresses.AddressOrder.Set(target.Start.Parent.AddressesOf(name));
        all.UnionWith(target.Start.Zone.AddressesOf(name));
        return all.Count;
    }
}

/// <summary>What is to be known beside a plan's steps.</summary>
internal static class PlanRemarks
{
    private const int MostShown = 10;

    internal static void Add(List<string> remarks, PlanTarget target, PlanOptions options, SharedHosts shared, List<PlanStep> steps)
    {
        var start = target.Start;
        foreach (var pair in shared.Users)
        {
            remarks.Add(FindingText.Fill(target.AllNames.Contains(pair.Key)
                ? (FormattableString)$"{Users(pair.Value)} {Verb(pair.Value.Count, "uses", "use")} {pair.Key} as well: one change of its addresses moves {Verb(pair.Value.Count, "that domain", "those domains")}, too."
                : $"{Users(pair.Value)} {Verb(pair.Value.Count, "uses", "use")} {pair.Key} as well, so its addresses stay in the zone and its server goes on; move {Verb(pair.Value.Count, "that domain", "those domains")} to other name servers before you take it away."));
        }

        var unknown = new List<DomainName>();
        foreach (var other in options.Others)
        {
            if (other.NameServers is null)
            {
                unknown.Add(other.Name);
            }
        }

        PlanOddities.Add(remarks, target);
        if (unknown.Count > 0)
        {
            remarks.Add(FindingText.Fill($"Nothing could be found out about {unknown}: {Verb(unknown.Count, "it", "they")} may use the same name servers."));
        }

        if (steps.Count == 0)
        {
            return;
        }

        var isMoved = steps.Exists(step => step.Gate.Kind == PlanGateKind.ServersServe);
        PlanPrimaries.Add(remarks, start, steps);
        if (start.Ds.Count > 0 && isMoved)
        {
            remarks.Add(FindingText.Fill(options.WithoutKeys
                ? (FormattableString)$"{start.Domain} is signed, and the new servers sign with other keys: it goes unsigned for the time of the move. RFC 8901 describes how two operators can sign it at once instead, and RFC 6781 how keys are rolled."
                : (FormattableString)$"{start.Domain} is signed: the new servers have to serve the same DNSKEY records and signatures as the others, which the gate of their step asks for. Where the keys cannot move along, make the plan anew and say so."));
        }

        if (steps.Exists(step => step.IsOptional && step.Gate.Kind == PlanGateKind.ParentShows))
        {
            remarks.Add("The TTLs at the parent stay as they were lowered; set them back when the plan is done.");
        }

        if (options.Others.Count == 0 && Unpublished(target, steps) is { Count: > 0 } unpublished)
        {
            remarks.Add(FindingText.Fill($"Whether other domains use {unpublished} was not looked at. Where one does, the addresses of {(unpublished.Count == 1 ? "that name" : "those names")} have to stay; a plan that is given the other domains, zone files or state files finds that out."));
        }

        if (!steps.Exists(Waits))
        {
            return;
        }

        if (!start.Parent.HasNameServerTtl || !start.Zone.HasNameServerTtl)
        {
            remarks.Add(FindingText.Fill($"Nobody showed the TTL of the NS records {(start.Parent.HasNameServerTtl ? "in the zone" : "at the parent")}; two days are assumed."));
        }

        remarks.Add("The waits hold for resolvers that obey TTLs, not for those that serve stale data (RFC 8767) or raise TTLs.");
    }

    /// <summary>Names that are no name servers of the domain any more, and whose addresses the steps take off the zone.</summary>
    private static List<DomainName> Unpublished(PlanTarget target, List<PlanStep> steps)
    {
        var names = new List<DomainName>();
        foreach (var step in steps)
        {
            foreach (var change in step.Changes)
            {
                if (change is { Place: ChangePlace.Zone, Record: ChangedRecord.Address, Action: ChangeAction.Remove, Name: { } name } && !target.AllNames.Contains(name) && !names.Contains(name))
                {
                    names.Add(name);
                }
            }
        }

        return names;
    }

    private static bool Waits(PlanStep step)
    {
        foreach (var wait in step.Waits)
        {
            if (wait.Seconds > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The domains; of many the first.</summary>
    private static FormattableString Users(List<DomainName> users) => users.Count <= MostShown ? (FormattableString)$"{users}" : $"{users.GetRange(0, MostShown)} and {users.Count - MostShown} other domains";

    private static string Verb(int count, string one, string many) => count == 1 ? one : many;
}
