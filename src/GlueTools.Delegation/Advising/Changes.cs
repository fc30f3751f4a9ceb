using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Advising;

/// <summary>The making of changes for one delegation.</summary>
internal static class Changes
{
    /// <summary>Addresses into the glue, or in place of others there. Where it is not known which, nobody agrees on anything.</summary>
    internal static Change Glue(DelegationView view, DomainName name, IReadOnlyList<IPAddress> old, IReadOnlyList<IPAddress> right) =>
        new(ChangePlace.Delegation, ParentOf(view), ActionOf(old.Count, right.Count), ChangedRecord.Address)
        {
            Name = name, OldAddresses = old, NewAddresses = right, IsUndisputed = old.Count + right.Count > 0 && Disputes.AreNone(view, name), File = ParentFile(view), IsOfOwnNetwork = view.Conditions.IsPrivateAudit,
        };

    /// <summary>An address that is taken out of the glue, where it is not known by what to replace it.</summary>
    internal static Change GlueByOther(DelegationView view, DomainName name, IReadOnlyList<IPAddress> old) =>
        new(ChangePlace.Delegation, ParentOf(view), ChangeAction.Replace, ChangedRecord.Address) { Name = name, OldAddresses = old, File = ParentFile(view), IsOfOwnNetwork = view.Conditions.IsPrivateAudit };

    /// <summary>Addresses of a name, where the zone has them; of a name that is not in the zone itself, or below a further cut, that is another one.</summary>
    internal static Change Addresses(DelegationView view, DomainName name, IReadOnlyList<IPAddress> old, IReadOnlyList<IPAddress> right, ChangeAction? action = null)
    {
        var isOwn = IsOwn(view, name);
        return new(isOwn ? ChangePlace.Zone : ChangePlace.HostZone, isOwn ? view.DomainName : name, action ?? ActionOf(old.Count, right.Count), ChangedRecord.Address)
        {
            Name = name, OldAddresses = old, NewAddresses = right, File = isOwn ? ChildFile(view) : null,
        };
    }

    /// <summary>The host object of a sibling name server, at the registrar of the domain that it lies in.</summary>
    internal static Change HostObject(DelegationView view, DomainName name, IReadOnlyList<IPAddress> old, IReadOnlyList<IPAddress> right) =>
        new(ChangePlace.HostRegistration, ParentOf(view), ActionOf(old.Count, right.Count), ChangedRecord.Address)
        {
            Name = name, OldAddresses = old, NewAddresses = right, IsUndisputed = Disputes.AreNone(view, name), File = ParentFile(view), IsOfOwnNetwork = view.Conditions.IsPrivateAudit,
        };

    /// <summary>The name servers of one side.</summary>
    internal static Change NameServers(DelegationView view, ChangePlace place, IReadOnlyList<DomainName> old, IReadOnlyList<DomainName> right, ChangeAction? action = null, IReadOnlyList<AddressFamily>? needed = null) =>
        new(place, place == ChangePlace.Delegation ? ParentOf(view) : view.DomainName, action ?? ActionOf(old.Count, right.Count), ChangedRecord.NameServer)
        {
            Name = view.DomainName, OldNameServers = old, NewNameServers = right, NeededFamilies = needed ?? [], File = place == ChangePlace.Delegation ? ParentFile(view) : ChildFile(view), IsOfOwnNetwork = view.Conditions.IsPrivateAudit,
        };

    /// <summary>A name server into the delegation, with the glue that it needs there.</summary>
    internal static IReadOnlyList<Change> Delegate(DelegationView view, IReadOnlyList<DomainName> names, IReadOnlyList<DomainName> inPlaceOf)
    {
        var changes = new List<Change> { NameServers(view, ChangePlace.Delegation, inPlaceOf, names) };
        foreach (var name in names)
        {
            var glue = view.RelationOf(name) == NameServerRelation.InDomain ? Untested.Without(view, Soundness.AddressesOf(view, name)) : [];
            // What is there already need not be added.
            var there = Contains(view.Parent?.NameServers, name) ? view.Parent!.GlueOf(name) : [];
            glue.RemoveAll(address => Contains(there, address));
            if (glue.Count > 0)
            {
                changes.Add(Glue(view, name, [], glue));
            }
        }

        return changes;
    }

    /// <summary>
    /// A name server off every side that names it. Where fewer than two others were left against which nothing speaks, another one has to take its place, on both
    /// sides: what mends one fault is not to make the next.
    /// </summary>
    internal static IReadOnlyList<Change> TakeOut(DelegationView view, DomainName name) => Off(view, name, Soundness.LeavesEnough(view, name), withLeftOvers: true);

    /// <summary>The same of one that goes because only the delegation names it.</summary>
    internal static IReadOnlyList<Change> Retire(DelegationView view, DomainName name) => Off(view, name, Soundness.LeavesEnough(view, name, withLeftOvers: false), withLeftOvers: false);

    /// <summary>Another name server in place of one, on every side that names it, however many are left.</summary>
    internal static IReadOnlyList<Change> PutAnother(DelegationView view, DomainName name) => Off(view, name, isSpare: false, withLeftOvers: true);

    /// <summary>Name servers into the zone, with the addresses that it needs for them: those of the glue, as far as nothing speaks against it.</summary>
    internal static IReadOnlyList<Change> Name(DelegationView view, IReadOnlyList<DomainName> names, IReadOnlyList<DomainName> inPlaceOf)
    {
        var changes = new List<Change> { NameServers(view, ChangePlace.Zone, inPlaceOf, names) };
        foreach (var name in names)
        {
            if (!IsOwn(view, name) || !Soundness.IsWithoutAddress(view, name))
            {
                continue;
            }

            var glue = Untested.Without(view, view.Parent?.GlueOf(name) ?? []);
            if (glue.Count > 0)
            {
                changes.Add(Addresses(view, name, [], glue));
            }
        }

        return changes;
    }

    private static List<Change> Off(DelegationView view, DomainName name, bool isSpare, bool withLeftOvers)
    {
        // Whatever takes its place is not to lose a family either.
        var needed = isSpare ? [] : Soundness.FamiliesOnlyOf(view, name, withLeftOvers);
        // What nobody could ask for may well be as in the delegation.
        bool isDelegated = Contains(view.Parent?.NameServers, name), isInZone = Contains(view.Child?.NameServers, name) || (isDelegated && view.Child is { HasNameServers: false } && !NameServerAdvice.IsNamedLater(view));
        var changes = new List<Change>();
        if (isDelegated || (isInZone && !isSpare && view.Parent?.HasReferral == true))
        {
            changes.Add(Out(view, ChangePlace.Delegation, name, isDelegated, isSpare, needed));
        }

        if (isInZone || (isDelegated && !isSpare && view.Child?.HasNameServers == true))
        {
            changes.Add(Out(view, ChangePlace.Zone, name, isInZone, isSpare, needed));
        }

        return changes;
    }

    /// <summary>The same of one that both sides name; nothing of one that is on one side only: there its place is another question.</summary>
    internal static IReadOnlyList<Change> TakeOffBothSides(DelegationView view, DomainName name) =>
        Contains(view.Parent?.NameServers, name) && Contains(view.Child?.NameServers, name) ? TakeOut(view, name) : [];

    /// <summary>A server's address off the zone and the glue, where its name server has another; else, or where its addresses are not the zone's to set, the name server itself.</summary>
    internal static IReadOnlyList<Change> TakeOut(DelegationView view, ChildServer server)
    {
        var changes = new List<Change>();
        foreach (var name in server.Names)
        {
            if (Remains(view, name, server.Address) is { Count: > 0 } rest && rest.TrueForAll(address => Untested.Is(view, address)))
            {
                // Nobody knows whether the zone is served at what would remain.
                continue;
            }

            if (!HasOther(view, name, server.Address) || !IsOwn(view, name) || ApexNames.Is(view, name))
            {
                // The addresses of the zone's own name are not the name server's alone.
                changes.AddRange(HasOther(view, name, server.Address) && ApexNames.Is(view, name) ? PutAnother(view, name) : HasOther(view, name, server.Address) ? TakeOffBothSides(view, name) : TakeOut(view, name));
                continue;
            }

            var published = AddressOrder.Set();
            foreach (var family in Families.Both)
            {
                published.UnionWith(view.Child?.Published(name, family).Addresses ?? []);
            }

            // The last address of a name server in the zone is put right there, not taken away.
            if (published.Contains(server.Address) && published.Count == 1)
            {
                continue;
            }

            if (published.Contains(server.Address))
            {
                changes.Add(Addresses(view, name, [server.Address], []));
            }

            if (Contains(view.Parent?.GlueOf(name), server.Address))
            {
                changes.Add(Glue(view, name, [server.Address], []));
            }
        }

        return changes;
    }

    private static Change Out(DelegationView view, ChangePlace place, DomainName name, bool isThere, bool isSpare, IReadOnlyList<AddressFamily> needed) =>
        NameServers(view, place, isThere ? [name] : [], [], !isThere ? ChangeAction.Add : isSpare ? ChangeAction.Remove : ChangeAction.Replace, needed);

    /// <summary>What a server of the zone is to do.</summary>
    internal static Change Server(DelegationView view, IReadOnlyList<Witness> servers, ServerSetting setting) =>
        new(ChangePlace.Server, view.DomainName, ChangeAction.Set, ChangedRecord.Server) { Servers = servers, Setting = setting };

    /// <summary>What a server of the parent zone is to do.</summary>
    internal static Change ParentServer(DelegationView view, IReadOnlyList<Witness> servers, ServerSetting setting) =>
        new(ChangePlace.ParentServer, ParentOf(view), ChangeAction.Set, ChangedRecord.Server) { Servers = servers, Setting = setting };

    /// <summary>DS records at the parent.</summary>
    internal static Change Ds(DelegationView view, IReadOnlyList<DsData> old, IReadOnlyList<DsData> right) =>
        new(ChangePlace.Delegation, ParentOf(view), ActionOf(old.Count, right.Count), ChangedRecord.Ds) { Name = view.DomainName, OldDs = old, NewDs = right, File = ParentFile(view), IsOfOwnNetwork = view.Conditions.IsPrivateAudit };

    /// <summary>Address records in place of an alias.</summary>
    internal static Change Alias(ChangePlace place, DomainName zone, DomainName name) => new(place, zone, ChangeAction.Replace, ChangedRecord.Alias) { Name = name };

    /// <summary>A domain to be registered, in the zone that would delegate it.</summary>
    internal static Change Registration(DomainName domain, DomainName registry) => new(ChangePlace.HostRegistration, registry, ChangeAction.Add, ChangedRecord.Registration) { Name = domain };

    private static string? ParentFile(DelegationView view) => view.Parent is { Statements.Count: > 0 } parent ? parent.Statements[0].Source.File : view.Parent?.Denial?.Source.File;

    private static string? ChildFile(DelegationView view) => view.Child is { Copies.Count: > 0 } child ? child.Copies[0].Source.File : null;

    /// <summary>Whether the zone itself has a name server's addresses, not another one or one below it.</summary>
    private static bool IsOwn(DelegationView view, DomainName name) => view.RelationOf(name) == NameServerRelation.InDomain && view.Child?.ResolutionOf(name) is null && view.Child?.InnerZoneOf(name) is null;

    private static DomainName ParentOf(DelegationView view) => view.Parent?.Zone ?? view.DomainName.Parent;

    private static ChangeAction ActionOf(int old, int right) => old == 0 ? ChangeAction.Add : right == 0 ? ChangeAction.Remove : ChangeAction.Replace;

    private static bool HasOther(DelegationView view, DomainName name, IPAddress address) => Remains(view, name, address).Count > 0;

    /// <summary>The addresses of a name server without one, as far as nothing speaks against them.</summary>
    private static List<IPAddress> Remains(DelegationView view, DomainName name, IPAddress address)
    {
        return Soundness.SoundOf(view, name).FindAll(other => !other.Equals(address));
    }

    private static bool Contains<T>(IReadOnlyList<T>? values, T value)
    {
        foreach (var one in values ?? [])
        {
            if (Equals(one, value))
            {
                return true;
            }
        }

        return false;
    }
}
