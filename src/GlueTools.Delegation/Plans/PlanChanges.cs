using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Plans;

/// <summary>The changes that lead from where a plan begins to where it ends, side by side.</summary>
internal static class PlanChanges
{
    /// <summary>Those of the zone: addresses that come, the NS set, addresses that are exchanged or go.</summary>
    internal static List<Change> OfZone(PlanTarget target)
    {
        var (first, last) = (new List<Change>(), new List<Change>());
        foreach (var name in Sorted(target.Addresses.Keys))
        {
            if (target.Start.IsOwn(name))
            {
                Compare(ChangePlace.Zone, target.Start.Domain, name, target.Start.Zone.AddressesOf(name), target.PublishedOf(name), first, last);
            }
        }

        return Joined(first, Names(ChangePlace.Zone, target.Start.Domain, target, target.Start.Zone.NameServers, target.ZoneNames), last);
    }

    /// <summary>Those of the delegation: glue that comes, the NS set, glue that is exchanged or goes.</summary>
    internal static List<Change> OfParent(PlanTarget target)
    {
        var (first, last) = (new List<Change>(), new List<Change>());
        var hosts = new OrderedSet<DomainName>(target.Start.Parent.NameServers);
        hosts.UnionWith(target.ParentNames);
        foreach (var name in hosts)
        {
            if (target.Start.NeedsGlue(name))
            {
                IReadOnlyList<IPAddress> glue = target.ParentNames.Contains(name) ? target.GlueOf(name) : [];
                Compare(ChangePlace.Delegation, target.Start.ParentZone, name, target.Start.Parent.AddressesOf(name), glue, first, last);
            }
        }

        return Joined(first, Names(ChangePlace.Delegation, target.Start.ParentZone, target, target.Start.Parent.NameServers, target.ParentNames), last);
    }

    /// <summary>A server is to serve the zone, or to serve it no longer.</summary>
    internal static Change Server(PlanStart start, DomainName zone, DomainName name, IReadOnlyList<IPAddress> addresses, ServerSetting setting)
    {
        var servers = new List<Witness>();
        foreach (var address in addresses)
        {
            servers.Add(new Witness(DelegationSide.Child, [name], address));
        }

        return new Change(ChangePlace.Server, zone, ChangeAction.Set, ChangedRecord.Server) { Name = servers.Count == 0 ? name : null, Servers = servers, Setting = setting };
    }

    /// <summary>The addresses of a name off the zone.</summary>
    internal static Change WithoutAddresses(PlanTarget target, DomainName name) =>
        new(ChangePlace.Zone, target.Start.Domain, ChangeAction.Remove, ChangedRecord.Address) { Name = name, OldAddresses = target.PublishedOf(name) };

    /// <summary>The addresses of a name with another TTL.</summary>
    internal static Change Ttl(PlanStart start, DomainName name, uint ttl) =>
        new(ChangePlace.Zone, start.Domain, ChangeAction.Set, ChangedRecord.Ttl) { Name = name, Ttl = ttl };

    /// <summary>The NS records of the delegation, or the glue of a name, with another TTL.</summary>
    internal static Change ParentTtl(PlanStart start, DomainName? name, uint ttl) =>
        new(ChangePlace.Delegation, start.ParentZone, ChangeAction.Set, name is null ? ChangedRecord.NameServerTtl : ChangedRecord.Ttl) { Name = name ?? start.Domain, Ttl = ttl };

    /// <summary>DS records off the delegation, or those of the new keys into it.</summary>
    internal static Change Ds(PlanStart start, ChangeAction action, IReadOnlyList<DsData>? right = null) =>
        new(ChangePlace.Delegation, start.ParentZone, action, ChangedRecord.Ds) { Name = start.Domain, OldDs = action == ChangeAction.Remove ? start.Ds : [], NewDs = right ?? [] };

    private static OrderedSet<DomainName> Sorted(IEnumerable<DomainName> names) => new OrderedSet<DomainName>(names);

    private static List<Change> Joined(List<Change> first, Change? middle, List<Change> last)
    {
        var all = new List<Change>(first);
        if (middle is not null)
        {
            all.Add(middle);
        }

        all.AddRange(last);
        return all;
    }

    /// <summary>An address takes the place of one of its own family only; of the other family it comes, or goes, by itself.</summary>
    private static void Compare(ChangePlace place, DomainName zone, DomainName name, IReadOnlyList<IPAddress> old, IReadOnlyList<IPAddress> right, List<Change> first, List<Change> last)
    {
        OrderedSet<IPAddress> replaced = AddressOrder.Set(), replacing = AddressOrder.Set(), come = AddressOrder.Set(), gone = AddressOrder.Set();
        foreach (var family in Families.Both)
        {
            OrderedSet<IPAddress> before = AddressOrder.Set(AddressOrder.OfFamily(old, family)), after = AddressOrder.Set(AddressOrder.OfFamily(right, family));
            before.ExceptWith(right);
            after.ExceptWith(old);
            var isExchange = before.Count > 0 && after.Count > 0;
            (isExchange ? replaced : gone).UnionWith(before);
            (isExchange ? replacing : come).UnionWith(after);
        }

        Add(first, [], come);
        Add(last, replaced, replacing);
        Add(last, gone, []);

        void Add(List<Change> changes, IReadOnlyList<IPAddress> go, IReadOnlyList<IPAddress> arrive)
        {
            if (go.Count + arrive.Count > 0)
            {
                changes.Add(new Change(place, zone, ActionOf(go.Count, arrive.Count), ChangedRecord.Address) { Name = name, OldAddresses = go, NewAddresses = arrive });
            }
        }
    }

    /// <summary>The NS set: what comes or what goes; where both do, the whole of it in place of the whole.</summary>
    private static Change? Names(ChangePlace place, DomainName zone, PlanTarget target, IReadOnlyList<DomainName> old, OrderedSet<DomainName> right)
    {
        OrderedSet<DomainName> gone = new(old), come = new(right);
        gone.ExceptWith(right);
        come.ExceptWith(old);
        if (gone.Count + come.Count == 0)
        {
            return null;
        }

        // Where copies of the zone differ, what each of them has now is another thing.
        var isExchange = (gone.Count > 0 && come.Count > 0) || (place == ChangePlace.Zone && target.Start.CopiesDiffer);
        return new Change(place, zone, isExchange ? ChangeAction.Replace : ActionOf(gone.Count, come.Count), ChangedRecord.NameServer)
        {
            Name = target.Start.Domain,
            OldNameServers = isExchange ? old : gone,
            NewNameServers = isExchange ? new OrderedSet<DomainName>(right) : come,
        };
    }

    private static ChangeAction ActionOf(int gone, int come) => gone == 0 ? ChangeAction.Add : come == 0 ? ChangeAction.Remove : ChangeAction.Replace;
}
