using System;
using System.Collections.Generic;
using System.Linq;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Advising;

/// <summary>What to do about name servers that are on one side only, or cannot be found. None is advised that does not exist, is dead, or that only an old copy of the zone names.</summary>
internal static class NameServerAdvice
{
    /// <summary>About a name server in the delegation alone.</summary>
    internal static Advice OnlyAtParent(DelegationView view, DomainName name)
    {
        IReadOnlyList<Change> away = Changes.Retire(view, name), there = Soundness.Serves(view, name) && !IsUnderOtherName(view, name) ? Changes.Name(view, [name], []) : [];
        FormattableString otherwise = $"Let another name server take the place of {name}.";

        // Where too few would be left without it, and it serves the zone, it is better named there.
        return Soundness.LeavesEnough(view, name, withLeftOvers: false) ? Advice.OneOf(otherwise, away, there) : Advice.OneOf(otherwise, there, away);
    }

    /// <summary>Whether the zone has the same host under another name already.</summary>
    private static bool IsUnderOtherName(DelegationView view, DomainName name)
    {
        var addresses = Soundness.AddressesOf(view, name);
        foreach (var other in view.Child?.NameServers ?? [])
        {
            if (other != name && addresses.Count > 0 && addresses.SetEquals(Soundness.AddressesOf(view, other)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>About a name server in the zone alone.</summary>
    internal static Advice OnlyInZone(DelegationView view, ChildSide child, DomainName name)
    {
        var copies = Naming(child, name);
        if (AreOld(child, copies))
        {
            return Advice.Of(Changes.Server(view, ServersOf(copies), ServerSetting.ServeNewestCopy));
        }

        if (Disputes.SettlingNames(view, name) is { } first)
        {
            return first;
        }

        // Glue of one family alone would be the next fault of one that has both.
        if ((view.RelationOf(name) == NameServerRelation.InDomain || Untested.IsAllOf(view, name)) && Untested.Awaited(view, Soundness.AddressesOf(view, name)) is { } test)
        {
            return test;
        }

        var isSound = Soundness.IsSound(view, name);
        return Advice.OneOf(
            $"Remove {name} from the zone's NS records.",
            isSound ? Changes.Delegate(view, [name], []) : [],
            isSound && !Soundness.LeavesEnough(view, name, withLeftOvers: false, withNewcomers: false) ? [] : [Changes.NameServers(view, ChangePlace.Zone, [name], [])]);
    }

    /// <summary>About sides that have no name server in common: each may be the right one, as far as its name servers are any good.</summary>
    internal static Advice OneSet(DelegationView view, ParentSide parent, ChildSide child)
    {
        if (Untested.Awaited(view, child.NameServers.Where(name => Untested.IsAllOf(view, name)).SelectMany(name => Soundness.AddressesOf(view, name))) is { } test)
        {
            // Neither set is the better one for what could not be seen of the other.
            return test;
        }

        var ofZone = Sound(view, child.NameServers, name => !AreOld(child, Naming(child, name)));
        var ofParent = Sound(view, parent.NameServers, name => Soundness.Serves(view, name));
        bool isZone = IsEnough(ofZone, parent.NameServers), isParent = IsEnough(ofParent, child.NameServers);
        var advice = Advice.OneOf(
            $"Decide which name servers {view.DomainName} is to have, let all of them serve it, and set them in the delegation and in the zone.",
            isZone ? Changes.Delegate(view, ofZone, parent.NameServers) : [],
            isParent ? Changes.Name(view, ofParent, child.NameServers) : []);

        // The other side may well be what is meant, with servers that are not ready yet.
        return (isZone == isParent ? advice
            : isZone && ofParent.Count > 0 ? advice.With($"; or let all of {parent.NameServers} serve the zone, and name them in it then")
            : !isZone && ofZone.Count > 0 ? advice.With($"; or let all of {child.NameServers} serve the zone, and delegate it to them then")
            : advice).ForOwner();
    }

    /// <summary>Whether a set can take the place of another: it has two name servers, or no fewer than that one.</summary>
    private static bool IsEnough(List<DomainName> names, IReadOnlyList<DomainName> inPlaceOf) => names.Count >= Soundness.Enough || (names.Count > 0 && names.Count >= inPlaceOf.Count);

    /// <summary>
    /// About sets of servers that know nothing of one another: one of them is to have the delegation, and the others are to go. Where a name server of one set serves
    /// another set's version, as where its address is another's now, it is no simple choice, and none is said.
    /// </summary>
    internal static Advice OneParty(DelegationView view, ParentSide parent, List<List<ZoneCopy>> parties)
    {
        FormattableString otherwise = $"Decide which name servers {view.DomainName} is to have, and delegate it to them alone.";
        var alternatives = new List<IReadOnlyList<Change>>();
        foreach (var party in parties)
        {
            var names = party[0].NameServers!;
            foreach (var other in parties)
            {
                if (other != party && other.Exists(copy => names.Any(copy.IsOf)))
                {
                    return Advice.None($"Decide which version of {view.DomainName} is right, and delegate it to name servers that all serve that one; servers of another one stand behind names of both.");
                }
            }

            // A set of which a name server is no good would be the next fault.
            if (Sound(view, names, name => Soundness.Serves(view, name)).Count == names.Count)
            {
                alternatives.Add(Changes.Delegate(view, names, parent.NameServers));
            }
        }

        return Advice.OneOf(otherwise, alternatives.ToArray()).ForOwner().With($", whichever are to stay; then take the zone off the others");
    }

    /// <summary>
    /// About a zone that names no servers: those that it is delegated to, where all of them serve it. Where some do not, what becomes of them is another finding's advice, and a zone that names the rest alone would
    /// be the next fault: so it is said who is to be named when, and nothing to be done for now.
    /// </summary>
    internal static Advice ForZoneWithout(DelegationView view)
    {
        var delegated = view.Parent?.NameServers ?? [];
        var names = Sound(view, delegated, name => Soundness.Serves(view, name));
        if (names.Count == 0 || names.Count == delegated.Count)
        {
            return Advice.OneOf($"Add NS records to the zone {view.DomainName}.", names.Count > 0 ? Changes.Name(view, names, []) : []);
        }

        var others = delegated.Where(name => !names.Contains(name)).ToList();
        var (serving, their) = others.Count == 1 ? ("it serves", "its") : ("they serve", "their");
        return Advice.None($"In the zone {view.DomainName}, add {names} to the NS records, and {others} with {(names.Count == 1 ? "it" : "them")} once {serving} the zone, or whatever takes {their} place.");
    }

    /// <summary>Whether the zone names no servers, and cannot name all of the delegation's yet: then nothing is to be put in the place of one in it, as if the others were there.</summary>
    internal static bool IsNamedLater(DelegationView view) =>
        view.Child is { HasNameServers: false } child && child.Servers.Any(server => server.NamesNoServers) && ForZoneWithout(view).Alternatives.Count == 0;

    /// <summary>About a name server whose address cannot be found.</summary>
    internal static Advice Unresolvable(DelegationView view, DomainName name, NameServerAddresses resolved) => Advice.OneOf(
        $"Let another name server take the place of {name}.",
        MayHaveAddress(view, name, resolved) ? [Changes.Addresses(view, name, [], [])] : [],
        Changes.TakeOut(view, name));

    /// <summary>Whether somebody could give the name an address: its zone answers, is no registry's, and the name is one that a host can have.</summary>
    private static bool MayHaveAddress(DelegationView view, DomainName name, NameServerAddresses resolved) =>
        resolved.Status is ResolutionStatus.NoAddress or ResolutionStatus.NameDoesNotExist && resolved.Zone is { IsRoot: false } zone
            && (view.Conditions.IsPrivateAudit || !Registries.IsRegistry(zone)) && HostNames.Oddity(name) is null;

    private static List<DomainName> Sound(DelegationView view, IReadOnlyList<DomainName> names, System.Func<DomainName, bool> also)
    {
        var sound = new List<DomainName>();
        foreach (var name in names)
        {
            if (Soundness.IsSound(view, name) && also(name))
            {
                sound.Add(name);
            }
        }

        return sound;
    }

    /// <summary>The copies of the zone whose NS set has the name.</summary>
    private static List<ZoneCopy> Naming(ChildSide child, DomainName name)
    {
        var copies = new List<ZoneCopy>();
        foreach (var copy in child.Reference)
        {
            if (copy.NameServers?.Includes(name) == true)
            {
                copies.Add(copy);
            }
        }

        return copies;
    }

    private static IReadOnlyList<Witness> ServersOf(List<ZoneCopy> copies)
    {
        var servers = new List<ServerAddress>();
        foreach (var copy in copies)
        {
            if (copy.Source.Server is { } server)
            {
                servers.Add(server);
            }
        }

        return Wording.OfChild(servers);
    }

    /// <summary>Whether each of these copies is older than another one.</summary>
    private static bool AreOld(ChildSide child, List<ZoneCopy> copies)
    {
        var newest = SerialNumber.Newest(child.Reference.Select(copy => copy.Serial));
        return newest is { } best && copies.Count > 0 && copies.TrueForAll(copy => copy.Serial is { } serial && SerialNumber.IsNewer(best, serial));
    }
}
