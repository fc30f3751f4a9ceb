using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Arrivals;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Checks;

/// <summary>A server that is to be switched off is named by nobody any more, also not in caches, nor as the primary of the zone. Looks only where somebody asks about one.</summary>
internal sealed class PreviousServerRetired : ICheck
{
    private const string Rule = "RFC 1034, section 4.2.2; RFC 2181, section 5.4.1";

    internal static readonly FindingKind PreviousServerIsOnlyOne = new(
        nameof(PreviousServerRetired), nameof(PreviousServerIsOnlyOne), Severity.Critical, Rule, "All addresses of the domain's delegation are those of a server that is to be switched off.");

    internal static readonly FindingKind PreviousServerStillDelegated = new(
        nameof(PreviousServerRetired), nameof(PreviousServerStillDelegated), Severity.Error, Rule, "A parent server still names, or gives the address of, a server that is to be switched off.");

    internal static readonly FindingKind PreviousServerStillInZone = new(
        nameof(PreviousServerRetired), nameof(PreviousServerStillInZone), Severity.Error, Rule, "The zone still names, as name server or in its SOA record as the primary, or gives the address of, a server that is to be switched off.");

    internal static readonly FindingKind PreviousServerServesOldZone = new(
        nameof(PreviousServerRetired), nameof(PreviousServerServesOldZone), Severity.Warning, "RFC 1034, section 4.3.5", "A server that is to be switched off still answers with authority and an older serial.");

    internal static readonly FindingKind PreviousServerInCaches = new(
        nameof(PreviousServerRetired), nameof(PreviousServerInCaches), Severity.Warning, "RFC 1035, section 3.2.1; RFC 2181, section 5.4.1", "Caches may still lead to a server that is to be switched off.");

    internal static readonly FindingKind PreviousServerUncertain = new(
        nameof(PreviousServerRetired), nameof(PreviousServerUncertain), Severity.Notice, Rule, "Not everybody who may name a server that is to be switched off could be heard.");

    internal static readonly FindingKind PreviousServerSafe = new(
        nameof(PreviousServerRetired), nameof(PreviousServerSafe), Severity.Info, "RFC 1035, section 3.2.1; RFC 2181, section 5.4.1", "Nobody leads to a server that is to be switched off, nor does a cache that obeys TTLs.");

    public IReadOnlyList<FindingKind> Kinds { get; } =
        [PreviousServerIsOnlyOne, PreviousServerStillDelegated, PreviousServerStillInZone, PreviousServerServesOldZone, PreviousServerInCaches, PreviousServerUncertain, PreviousServerSafe];

    public IEnumerable<Finding> Run(DelegationView view)
    {
        if (view.PreviousServers.Count == 0 || view.Parent is not { HasReferral: true } parent)
        {
            yield break;
        }

        foreach (var previous in view.PreviousServers)
        {
            foreach (var finding in Run(view, parent, previous))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<Finding> Run(DelegationView view, ParentSide parent, PreviousServer previous)
    {
        var others = OtherAddresses(view, parent, previous);
        var naming = parent.Servers.Count > 0 ? ParentsNaming(view, parent, previous) : new List<ServerAddress>();
        var isDelegated = naming.Count > 0 || (parent.Servers.Count == 0 && IsNamed(view, parent.Statements[0], previous));
        if (isDelegated)
        {
            yield return others.Count == 0
                ? PreviousServerIsOnlyOne.Finding(view, Names(previous), previous.Addresses, Wording.OfParent(naming), $"Every address that the delegation of {view.DomainName} leads to is one of {previous}: without it nobody reaches the zone.", Advice.None(PreviousMeanwhile.UntilMoved(view, previous)))
                : PreviousServerStillDelegated.Finding(view, Names(previous), previous.Addresses, Wording.OfParent(naming), $"{Who(naming, parent)} still lead{(naming.Count == 1 ? "s" : string.Empty)} to {previous} for {view.DomainName}.", Advice.None($"{PreviousMeanwhile.Of(view, previous)} Take it out of the delegation at the registrar, wait until all parent servers show that, and then for the TTL."));
        }

        var isInZone = IsInZone(view, previous);
        var primary = PreviousPrimary.At(view, previous);
        if (isInZone)
        {
            yield return PreviousServerStillInZone.Finding(view, Names(previous), previous.Addresses, [], $"The zone {view.DomainName} itself still leads to {previous}{(primary is null ? (FormattableString)$"" : $", and its SOA record names {primary.Name} as the primary: {PreviousPrimary.WithoutIt(primary)}")}.", Advice.None($"{PreviousMeanwhile.Of(view, previous)} {(primary is null ? (FormattableString)$"" : $"To do without it, {PreviousPrimary.Move()}. ")}Take it out of the zone's NS records and its name servers' addresses, see that all servers have the new zone, and then wait for the TTL."));
        }
        else if (primary is not null)
        {
            yield return PreviousServerStillInZone.Finding(view, Names(previous), previous.Addresses, [], $"The SOA record of {view.DomainName} still names {primary.Name} as the primary, which is {previous}: {PreviousPrimary.WithoutIt(primary)}.", Advice.None($"{PreviousMeanwhile.Of(view, previous)} To do without it, {PreviousPrimary.Move()}."));
        }

        var old = OldCopies(view, previous);
        if (old.Count > 0)
        {
            yield return PreviousServerServesOldZone.Finding(view, Names(previous), old.ConvertAll(server => server.Address), Wording.OfChild(old.ConvertAll(server => new ServerAddress(previous.Name, server.Address))), $"{previous} still answers for {view.DomainName} with authority, and with serial {old[0].Copy!.Serial}, which is older than the zone's {NewestSerial(view)}.", Advice.None($"Let it have the new zone as long as it runs, so that resolvers that still ask it learn of the new name servers."));
        }

        if (isDelegated || isInZone || primary is not null)
        {
            yield break;
        }

        if (WhatIsNotKnown(view, parent) is { } unknown)
        {
            yield return PreviousServerUncertain.Finding(view, Names(previous), previous.Addresses, [], $"Nobody who was heard leads to {previous} for {view.DomainName}, but {unknown}.", Advice.None(PreviousMeanwhile.UntilHeard(view, previous)));
            yield break;
        }

        var seen = view.SeenUtc ?? DateTime.MinValue;
        var until = CachesUntil(view, parent, previous, seen);
        if (until > seen)
        {
            yield return PreviousServerInCaches.Finding(view, Names(previous), previous.Addresses, [], $"No server leads to {previous} for {view.DomainName} any more, but caches may until {Times.Iso(until)}{(previous.GoneUtc is null ? ", reckoned from now, since it is not known how long ago the last one did" : string.Empty)}.", Advice.None(PreviousMeanwhile.Until(view, previous, Times.Iso(until))));
        }
        else if (old.Count == 0)
        {
var possible = PreviousPrimary.Possible(view, previous);
            yield return PreviousServerSafe.Finding(view, Names(previous), previous.Addresses, [], $"Nobody leads to {previous} for {view.DomainName}: as far as resolvers obey TTLs, it is safe to switch it off since {Times.Iso(until)}{(possible is null ? (FormattableString)$"" : $", unless it is {possible.Name}, which the SOA record names as the primary")}.", Advice.None($"{(possible is null ? (FormattableString)$"" : $"Look whether it is {possible.Name}; where it is, {PreviousPrimary.Move()}, since {PreviousPrimary.WithoutIt(possible)}. ")}Look whether it is still asked before it is switched off: some resolvers keep answers longer (RFC 8767), and other zones may need it."));
        }
    }

    private static IReadOnlyList<DomainName> Names(PreviousServer previous) => previous.Name is { } name ? [name] : [];

    private static FormattableString Who(List<ServerAddress> naming, ParentSide parent) =>
        naming.Count == 0 ? $"What is given of the parent does" : naming.Count == parent.Servers.Count && naming.Count > 1 ? $"{Prose.Capital(Prose.All(naming.Count))} parent servers" : (FormattableString)$"{naming}";

    private static List<ServerAddress> ParentsNaming(DelegationView view, ParentSide parent, PreviousServer previous)
    {
        var naming = new List<ServerAddress>();
        foreach (var server in parent.Servers)
        {
            if (server.Statement is { } statement && IsNamed(view, statement, previous))
            {
                naming.Add(server.Server);
            }
        }

        return naming;
    }

    private static bool IsNamed(DelegationView view, ParentStatement statement, PreviousServer previous)
    {
        foreach (var server in statement.Delegation.NameServers)
        {
            // A name server outside the parent zone has no glue, and leads to its addresses all the same.
            foreach (var address in view.RelationOf(server) == NameServerRelation.Unrelated ? view.Child?.ResolutionOf(server)?.Addresses ?? [] : [])
            {
                if (previous.Addresses.Includes(address))
                {
                    return true;
                }
            }
        }

        foreach (var glue in statement.Delegation.Glue)
        {
            if (previous.Addresses.Includes(glue.Address))
            {
                return true;
            }
        }

        return previous.Name is { } name && statement.Names(name);
    }

    /// <summary>Addresses that the delegation leads to beside those of the server.</summary>
    private static OrderedSet<IPAddress> OtherAddresses(DelegationView view, ParentSide parent, PreviousServer previous)
    {
        var others = AddressOrder.Set();
        foreach (var name in parent.NameServers)
        {
            if (name != previous.Name)
            {
                others.UnionWith(parent.GlueOf(name));
                others.UnionWith(view.Child?.ResolutionOf(name)?.Addresses ?? []);
            }
        }

        others.ExceptWith(previous.Addresses);
        return others;
    }

    private static bool IsInZone(DelegationView view, PreviousServer previous)
    {
        if (view.Child is not { } child)
        {
            return false;
        }

        IEnumerable<DomainName> names = WantedDelegation.FromZone(view, out _)?.NameServers ?? child.NameServers;
        foreach (var name in names)
        {
            if (name == previous.Name)
            {
                return true;
            }

            foreach (var family in Families.Both)
            {
                foreach (var address in child.Published(name, family).Addresses)
                {
                    if (previous.Addresses.Includes(address))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private static uint? NewestSerial(DelegationView view) => SerialNumber.Newest((view.Child?.Reference ?? []).Select(copy => copy.Serial));

    private static List<ChildServer> OldCopies(DelegationView view, PreviousServer previous)
    {
        var old = new List<ChildServer>();
        foreach (var server in previous.Servers)
        {
            if (server.Copy?.Serial is { } serial && NewestSerial(view) is { } newest && SerialNumber.IsNewer(newest, serial))
            {
                old.Add(server);
            }
        }

        return old;
    }

    /// <summary>What keeps from saying that nobody names it; null where nothing does.</summary>
    private static FormattableString? WhatIsNotKnown(DelegationView view, ParentSide parent)
    {
        var silent = new List<ServerAddress>();
        foreach (var server in parent.Servers)
        {
            if (server.Statement is null && !server.ServesChildToo && server.NotAsked == NotAskedReason.None)
            {
                silent.Add(server.Server);
            }
        }

        return silent.Count > 0 ? (FormattableString)$"what {silent} would say is not known"
            : parent.IsSample ? (FormattableString)$"only some of the parent's servers were asked"
            : view.Child is not { HasNameServers: true } ? (FormattableString)$"what the zone itself says is not known"
            : null;
    }

    /// <summary>
    /// Until when a cache may lead there that obeys TTLs. Where the server still hands out the zone as it was, a resolver may ask it just before it forgets the old
    /// delegation, and keep that answer for the zone's own TTL: then the two add.
    /// </summary>
    private static DateTime CachesUntil(DelegationView view, ParentSide parent, PreviousServer previous, DateTime seen)
    {
        uint ofParent = 0, ofZone = 0, ofServer = 0;
        foreach (var statement in parent.Statements)
        {
            ofParent = Math.Max(ofParent, statement.Delegation.Ttl ?? 0);
            foreach (var glue in statement.Delegation.Glue)
            {
                ofParent = Math.Max(ofParent, glue.Ttl ?? 0);
            }
        }

        foreach (var copy in view.Child?.Copies ?? [])
        {
            ofZone = Math.Max(ofZone, Longest(copy, view.NameServers));
        }

        foreach (var server in OldCopies(view, previous))
        {
            ofServer = Math.Max(ofServer, Math.Max(ofZone, Longest(server.Copy!, view.NameServers)));
        }

        return (previous.GoneUtc ?? seen).AddSeconds(ofServer > 0 ? (double)ofParent + ofServer : Math.Max(ofParent, ofZone));
    }

    private static uint Longest(ZoneCopy copy, IReadOnlyList<DomainName> names)
    {
        uint longest = 0;
        foreach (var ttl in copy.NameServerTtls)
        {
            longest = Math.Max(longest, ttl);
        }

        foreach (var name in names)
        {
            foreach (var ttl in copy.AddressTtls(name))
            {
                longest = Math.Max(longest, ttl);
            }
        }

        return longest;
    }
}
