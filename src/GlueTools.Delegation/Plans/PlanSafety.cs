using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Plans;

/// <summary>
/// What no plan may do: leave fewer name servers that can be reached than there were, where those were no more than two, or fewer than two; by each family of
/// addresses and by both together. Nor leave a name without the addresses that it needs.
/// </summary>
internal static class PlanSafety
{
    private const int Enough = 2;

    internal static void Check(PlanTarget target, bool force, bool withoutKeys)
    {
        CheckKeys(target, withoutKeys);
        var start = target.Start;
        var overall = new HashSet<(string, int, int)>();
        foreach (var family in new AddressFamily?[] { null, AddressFamily.InterNetwork, AddressFamily.InterNetworkV6 })
        {
            var (parentBefore, parentAfter) = (Count(start.Parent.NameServers, name => AtStart(start, name, start.Parent), start, null, family), Count(target.ParentNames, name => AtEnd(target, name, target.GlueOf(name)), start, target, family));
            var (zoneBefore, zoneAfter) = (Count(start.Zone.NameServers, name => AtStart(start, name, start.Zone), start, null, family), Count(target.ZoneNames, name => AtEnd(target, name, target.PublishedOf(name)), start, target, family));
            // What is so of all is not said of each family once more.
            foreach (var (side, before, after) in new[] { ("delegation", parentBefore, parentAfter), ("zone", zoneBefore, zoneAfter) })
            {
                if (overall.Add((side, before, after)) || after >= Math.Min(Enough, before))
                {
                    Weigh(target, force, side, before, after, family);
                }
            }
        }

        foreach (var name in target.ParentNames)
        {
            if (start.NeedsGlue(name) && target.GlueOf(name).Count == 0 && !(start.Parent.Names(name) && start.Parent.AddressesOf(name).Count == 0))
            {
                Refuse(target, force, $"{name} would be delegated to without glue, and cannot be found then.");
            }
        }

        foreach (var name in target.AllNames)
        {
            if (start.IsOwn(name) && target.PublishedOf(name).Count == 0 && start.Zone.AddressesOf(name).Count > 0)
            {
                Refuse(target, force, $"{name} would be a name server without an address.");
            }
        }
    }

    /// <summary>Servers with different keys cannot serve one signed zone side by side: where keys do not move along, all servers have to be new.</summary>
    private static void CheckKeys(PlanTarget target, bool withoutKeys)
    {
        foreach (var name in withoutKeys && target.Start.Ds.Count > 0 ? target.AllNames : [])
        {
            foreach (var address in target.AddressesOf(name))
            {
                if (target.Start.IsServing(address))
                {
                    target.Refusals.Add(FindingText.Fill($"{name} stays at {address} and signs with the old keys: where the keys do not move along, no server can stay."));
                }
            }
        }
    }

    /// <summary>Addresses at which a server has to answer before anything leads there.</summary>
    internal static OrderedSet<IPAddress> Fresh(PlanTarget target, DomainName name)
    {
        var start = target.Start;
        var fresh = target.AddressesOf(name);
        if (start.Parent.Names(name) || start.Zone.Names(name))
        {
            OrderedSet<IPAddress> glue = new(target.GlueOf(name), Dns.Addresses.AddressOrder.Instance), published = new(target.PublishedOf(name), Dns.Addresses.AddressOrder.Instance);
            glue.ExceptWith(start.Parent.AddressesOf(name));
            published.ExceptWith(start.Zone.AddressesOf(name));
            fresh = glue;
            fresh.UnionWith(published);
        }

        fresh.RemoveWhere(start.IsServing);
        return fresh;
    }

    private static void Weigh(PlanTarget target, bool force, string side, int before, int after, AddressFamily? family)
    {
        if (after >= Math.Min(Enough, before))
        {
            return;
        }

        var by = family is { } one ? " by " + Prose.Family(one) : string.Empty;
        if (after == 0 && family is null)
        {
            target.Refusals.Add(FindingText.Fill($"No name server that answers would be left in the {side} of {target.Start.Domain}."));
            return;
        }

        Refuse(target, force, before == 1
            ? (FormattableString)$"The only name server in the {side} of {target.Start.Domain} that can be reached{by} could not be any more."
            : $"Of {before} name servers in the {side} of {target.Start.Domain} that can be reached{by}, {after} would be left.");
    }

    private static void Refuse(PlanTarget target, bool force, FormattableString sentence)
    {
        var text = FindingText.Fill(sentence);
        var list = force ? target.Remarks : target.Refusals;
        if (!list.Contains(text))
        {
            list.Add(text);
        }
    }

    private static int Count(IReadOnlyList<DomainName> names, Func<DomainName, IEnumerable<IPAddress>> addresses, PlanStart start, PlanTarget? target, AddressFamily? family)
    {
        var count = 0;
        foreach (var name in names)
        {
            var fresh = target is null ? null : Fresh(target, name);
            // Of a name in another zone that is new here nothing is known yet; the gate of its step asks it.
            var isReached = target is not null && target.AddressesOf(name).Count == 0 && !start.NeedsGlue(name) && !start.Parent.Names(name) && !start.Zone.Names(name);
            foreach (var address in addresses(name))
            {
                isReached |= (family is null || address.AddressFamily == family) && (start.IsServing(address) || fresh?.Contains(address) == true);
            }

            count += isReached ? 1 : 0;
        }

        return count;
    }

    private static IReadOnlyList<IPAddress> AtStart(PlanStart start, DomainName name, PlanSide side) =>
        side.AddressesOf(name).Count > 0 || start.NeedsGlue(name) ? side.AddressesOf(name) : start.Zone.AddressesOf(name);

    private static IReadOnlyList<IPAddress> AtEnd(PlanTarget target, DomainName name, IReadOnlyList<IPAddress> own) =>
        own.Count > 0 || target.Start.NeedsGlue(name) ? own : target.PublishedOf(name);
}
