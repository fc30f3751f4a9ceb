using System.Collections.Generic;
using System.Linq;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Checks;

/// <summary>The delegation and the child name the same servers.</summary>
internal sealed class NameServerSetsAgree : ICheck
{
    internal static readonly FindingKind NameServerOnlyAtParent = Kind(
        nameof(NameServerOnlyAtParent), Severity.Error, FindingAspect.OnlyAtParent, "A name server is in the delegation and not in the child's NS set.");

    internal static readonly FindingKind NameServerOnlyInChild = Kind(
        nameof(NameServerOnlyInChild), Severity.Notice, FindingAspect.OnlyInZone, "A name server is in the child's NS set and not in the delegation.");

    internal static readonly FindingKind NameServerSetsDisjoint = Kind(
        nameof(NameServerSetsDisjoint), Severity.Error, FindingAspect.SidesDisjoint, "The delegation and the child's NS set have no name server in common.");

    internal static readonly FindingKind ZoneWithoutNameServers = new(
        nameof(NameServerSetsAgree), nameof(ZoneWithoutNameServers), Severity.Error, "RFC 1034, section 4.2.1; RFC 2181, section 6.1", "The zone, or its copy at one of its servers, has no NS records of its own.");

    internal static readonly FindingKind MoveUnfinished = new(
        nameof(NameServerSetsAgree), nameof(MoveUnfinished), Severity.Error, "RFC 1034, sections 4.2.2 and 4.3.5", "Sets of name servers with different versions of the zone each name themselves and none of the others.") { ComparesServers = true };

    public IReadOnlyList<FindingKind> Kinds { get; } = [NameServerOnlyAtParent, NameServerOnlyInChild, NameServerSetsDisjoint, ZoneWithoutNameServers, MoveUnfinished];

    public IEnumerable<Finding> Run(DelegationView view)
    {
        if (Without(view) is { } without)
        {
            yield return without;
        }

        if (view.Parent is not { HasReferral: true } parent || view.Child is not { HasNameServers: true } child)
        {
            yield break;
        }

        if (Parted(view, parent, child) is { } parted)
        {
            yield return parted;
        }

        var onlyAtParent = new OrderedSet<DomainName>(parent.NameServers);
        onlyAtParent.ExceptWith(child.NameServers);
        var onlyInChild = new OrderedSet<DomainName>(child.NameServers);
        onlyInChild.ExceptWith(parent.NameServers);
        if (onlyAtParent.Count == parent.NameServers.Count)
        {
            yield return NameServerSetsDisjoint.Finding(
                view,
                [],
                Wording.OfChild(Servers(child)),
                $"{view.DomainName} is delegated to {parent.NameServers}{Serials(child, parent.NameServers)}, and the zone itself names other servers: {child.NameServers}{Serials(child, child.NameServers)}.",
                NameServerAdvice.OneSet(view, parent, child));
            yield break;
        }

        foreach (var name in onlyAtParent)
        {
            var naming = parent.ServersNaming(name);
            yield return LaggingParents.Judge(view, naming, NameServerOnlyAtParent.Finding(
                view,
                name,
                [],
                Wording.OfParent(naming),
                $"{Wording.ParentServersThat(view, naming, "delegate")} {view.DomainName} to {name}, which is not among the zone's own NS records.",
                LaggingParents.Or(view, naming, () => NameServerAdvice.OnlyAtParent(view, name))));
        }

        foreach (var name in onlyInChild)
        {
            yield return NameServerOnlyInChild.Finding(
                view,
                name,
                [],
                Wording.OfChild(Servers(child, name)),
                $"The zone {view.DomainName} names {name} as a name server, and the delegation does not.",
                NameServerAdvice.OnlyInZone(view, child, name));
        }
    }

    /// <summary>Sets of servers that know nothing of one another.</summary>
    private static Finding? Parted(DelegationView view, ParentSide parent, ChildSide child)
    {
        if (child.Parties.Count == 0)
        {
            return null;
        }

        var parties = new List<List<ZoneCopy>>(child.Parties);

        // The newest first: in a move that is likely where it goes.
        parties.Sort((left, right) => SerialNumber.IsNewer(left[0].Serial.GetValueOrDefault(), right[0].Serial.GetValueOrDefault()) ? -1 : 1);
        var delegated = new HashSet<DomainName>(parent.NameServers);
        var said = new List<string>();
        var servers = new List<ServerAddress>();
        foreach (var party in parties)
        {
            var names = party[0].NameServers!;
            var here = new List<DomainName>(names);
            here.RemoveAll(name => !delegated.Contains(name));
            said.Add(Prose.List(names) + " (" + SerialsOf(party) + "; " + (here.Count == 0 ? "none of them" : here.Count == names.Count ? "all" : Prose.List(here)) + " in the delegation)");
            servers.AddRange(Servers(party));
        }

        return MoveUnfinished.Finding(
            view,
            [],
            Wording.OfChild(servers),
            $"Name servers of {view.DomainName} serve different versions of the zone, and each version names its own servers alone: {string.Join(", and ", said)}. Resolvers get one or the other, as in a move to other servers that was not finished.",
            NameServerAdvice.OneParty(view, parent, parties));
    }

    /// <summary>What the servers of one side serve: <c> (serial 5)</c>; empty where none of them showed a version.</summary>
    private static string Serials(ChildSide child, IReadOnlyList<DomainName> names)
    {
        var copies = new List<ZoneCopy>();
        foreach (var copy in child.Copies)
        {
            if (copy.Serial is not null && copy.Source.Server is { } server && names.Any(name => child.ServerAt(server.Address)?.Names.Includes(name) == true))
            {
                copies.Add(copy);
            }
        }

        return copies.Count == 0 ? string.Empty : " (" + SerialsOf(copies) + ")";
    }

    /// <summary><c>serial 5</c>; where a side's servers are at different ones, who is at which: <c>serial 5 at ns1.old.test/45.10.1.1, and serial 6 at ns2.old.test/45.10.2.1</c>.</summary>
    private static string SerialsOf(List<ZoneCopy> copies)
    {
        var serials = copies.GroupBy(copy => copy.Serial is { } serial ? "serial " + serial.ToString(System.Globalization.CultureInfo.InvariantCulture) : "a serial that did not show").ToList();
        return serials.Count == 1 ? serials[0].Key : string.Join(", and ", serials.Select(one => one.Key + " at " + Prose.List(one.Select(copy => copy.Source).ToList())));
    }

    private static List<ServerAddress> Servers(List<ZoneCopy> copies)
    {
        var servers = new List<ServerAddress>();
        foreach (var copy in copies)
        {
            if (copy.Source.Server is { } server)
            {
                servers.Add(server);
            }
        }

        return servers;
    }

    /// <summary>Servers that have the zone's SOA and say that it has no NS records.</summary>
    private static Finding? Without(DelegationView view)
    {
        var without = new List<ChildServer>();
        var all = 0;
        foreach (var server in view.Child?.Servers ?? [])
        {
            // One that serves the parent alone, or that the user gave, need not be a name server of the zone.
            var isOwn = server.IsAuthoritative && server.Names.Count > 0;
            all += isOwn ? 1 : 0;
            if (isOwn && server.NamesNoServers)
            {
                without.Add(server);
            }
        }

        if (without.Count == 0)
        {
            return null;
        }

        var witnesses = without.ConvertAll(Wording.OfChild);
        return without.Count == all
            ? ZoneWithoutNameServers.Finding(view, [], witnesses, $"The zone {view.DomainName} has no NS records of its own, so resolvers that ask it for them learn of none.", NameServerAdvice.ForZoneWithout(view))
            : ZoneWithoutNameServers.Finding(
                view,
                without.ConvertAll(server => server.Address),
                witnesses,
                $"{witnesses} {(witnesses.Count == 1 ? "serves a copy" : "serve copies")} of {view.DomainName} without NS records, while other servers of the zone have them.",
                HaveNewest(view.Child!, without) ? NameServerAdvice.ForZoneWithout(view) : Advice.Of(Changes.Server(view, witnesses, ServerSetting.ServeSameCopy)));
    }

    /// <summary>Whether all servers would have no NS records, were they to take the newest copy: then it is the zone that lacks them.</summary>
    private static bool HaveNewest(ChildSide child, List<ChildServer> without)
    {
        foreach (var server in child.Servers)
        {
            if (server.Copy?.Serial is { } other && !without.Contains(server) && !without.Exists(one => one.Copy?.Serial is { } serial && SerialNumber.IsNewer(serial, other)))
            {
                return false;
            }
        }

        return true;
    }

    private static FindingKind Kind(string code, Severity severity, FindingAspect aspect, string summary) =>
        new(nameof(NameServerSetsAgree), code, severity, "RFC 1034, section 4.2.2; RFC 7477, section 1", summary) { Aspect = aspect };

    private static List<ServerAddress> Servers(ChildSide child, DomainName? naming = null)
    {
        var servers = new List<ServerAddress>();
        foreach (var copy in child.Reference)
        {
            var names = new HashSet<DomainName>(copy.NameServers ?? []);
            if (copy.Source.Server is { } server && (naming is not { } name ? names.Count > 0 : names.Contains(name)))
            {
                servers.Add(server);
            }
        }

        return servers;
    }
}
