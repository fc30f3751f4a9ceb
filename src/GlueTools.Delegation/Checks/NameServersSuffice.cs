using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Checks;

/// <summary>There are at least two name servers, and both families lead to one.</summary>
internal sealed class NameServersSuffice : ICheck
{
    internal static readonly FindingKind TooFewNameServers = new(
        nameof(NameServersSuffice), nameof(TooFewNameServers), Severity.Error, "RFC 1034, section 4.1; RFC 2182, section 5", "The delegation, or the zone's own NS set, has fewer than two name servers.");

    internal static readonly FindingKind NoIPv4NameServer = new(
        nameof(NameServersSuffice), nameof(NoIPv4NameServer), Severity.Warning, "RFC 10001, section 4.1", "No IPv4 address answers with authority of any name server in the delegation, or of any in the zone's own NS set.");

    internal static readonly FindingKind NoIPv6NameServer = new(
        nameof(NameServersSuffice), nameof(NoIPv6NameServer), Severity.Notice, "RFC 10001, section 4.1", "No IPv6 address answers with authority of any name server in the delegation, or of any in the zone's own NS set.");

    public IReadOnlyList<FindingKind> Kinds { get; } = [TooFewNameServers, NoIPv4NameServer, NoIPv6NameServer];

    public IEnumerable<Finding> Run(DelegationView view)
    {
        if (view.Parent is not { } parent)
        {
            yield break;
        }

        var child = view.Child;
        var atParent = parent.HasReferral && parent.NameServers.Count < 2 && (child is not null || parent.SpeaksForItself);
        var inChild = child is { HasNameServers: true, NameServers.Count: < 2 };
        if (atParent || inChild)
        {
            yield return TooFewNameServers.Finding(
                view,
                [],
                [],
                $"Only one name server {TheOnly(parent, child, atParent, inChild)} of {view.DomainName}.",
                Advice.None($"Add a second name server, in another network, {(atParent && inChild ? "in the delegation and in the zone itself" : atParent ? "in the delegation" : "in the zone")}."));
        }

        // A zone that is given instead of its servers does not show which of them answer.
        if (child?.Origin != SourceKind.Server)
        {
            yield break;
        }

        if (view.Conditions.IPv4Tested && Without(NoIPv4NameServer, view, parent, child, AddressFamily.InterNetwork) is { } noIPv4)
        {
            yield return noIPv4;
        }

        if (view.Conditions.IPv6Tested && Without(NoIPv6NameServer, view, parent, child, AddressFamily.InterNetworkV6) is { } noIPv6)
        {
            yield return noIPv6;
        }
    }

    /// <summary>Which one it is, and where: each side has its own.</summary>
    private static string TheOnly(ParentSide parent, ChildSide? child, bool atParent, bool inChild)
    {
        const string Delegation = "the delegation", Zone = "the zone's own NS set";
        if (!atParent || !inChild)
        {
            return "(" + Prose.List(atParent ? parent.NameServers : child!.NameServers) + ") is in " + (atParent ? Delegation : Zone);
        }

        return parent.NameServers[0] == child!.NameServers[0]
            ? "(" + parent.NameServers[0] + ") is in " + Delegation + " and " + Zone
            : "(" + parent.NameServers[0] + ") is in " + Delegation + " and only one (" + child.NameServers[0] + ") in " + Zone;
    }

    /// <summary>
    /// The finding that nothing leads over a family, or nothing on one side: resolvers begin with the delegation, and many go on with the zone's own NS set alone. A side that leads nowhere at all is other findings' matter.
    /// </summary>
    private static Finding? Without(FindingKind kind, DelegationView view, ParentSide parent, ChildSide child, AddressFamily family)
    {
        bool isDelegationLed = Leads(child, family, parent.NameServers), isZoneLed = Leads(child, family, child.NameServers);
        if (isDelegationLed && isZoneLed)
        {
            return null;
        }

        // There may be a server among what was not looked at.
        if (view.Limits.Count > 0 || ParentAnswers(parent, family) || SaysNothing(child, parent.NameServers))
        {
            return null;
        }

        var (word, other) = family == AddressFamily.InterNetwork ? ("IPv4", AddressFamily.InterNetworkV6) : ("IPv6", AddressFamily.InterNetwork);
        var leading = Leading(child, family);
        var isZoneKnown = !SaysNothing(child, child.NameServers);
        if (leading.Count == 0 && isZoneKnown)
        {
            return Finding(
                $"No {word} address of any name server of {view.DomainName} answers with authority, so networks with {word} alone cannot resolve it.",
                Advice.None($"Give at least one name server of {view.DomainName} an {word} address, {Where(view, view.NameServers)}."));
        }

        if (parent.HasReferral && !parent.IsHiddenByChild && !isDelegationLed && Leads(child, other, parent.NameServers))
        {
            // What an older copy alone names is on neither side.
            var further = Among(leading, child.NameServers);
            FormattableString give = $"give a name server that the delegation names an {word} address, {Where(view, parent.NameServers)}.";
            return further.Count > 0
                ? Finding(
                    $"The delegation of {view.DomainName} names no name server that answers with authority over {word}; the zone's own NS records name {further}, but networks with {word} alone do not get that far and cannot resolve it.",
                    Disputed(view, further) ?? Advice.None($"Add {further} to the delegation{(further.Any(name => view.RelationOf(name) == NameServerRelation.InDomain) ? ", with glue" : string.Empty)}, or {give}"))
                : Finding(
                    $"The delegation of {view.DomainName} names no name server that answers with authority over {word}, so networks with {word} alone cannot resolve it.",
                    Advice.None($"{Prose.Capital(Prose.Render(give))}"));
        }

        if (isDelegationLed && child.HasNameServers && isZoneKnown && Leads(child, other, child.NameServers))
        {
            var delegated = Among(leading, parent.NameServers);
            var staying = new List<DomainName>(delegated);
            staying.RemoveAll(name => LaggingParents.Are(view, parent.ServersNaming(name)));
            var named = (staying.Count > 0 ? "the delegation names " : "only servers of the parent zone that are behind still name ") + Prose.List(delegated);
            FormattableString give = $"give a name server that the zone names an {word} address, {Where(view, child.NameServers)}.";
            return Finding(
                $"The zone {view.DomainName} itself names no name server that answers with authority over {word}; {named}. A resolver with {word} alone that goes on with the zone's own NS records cannot resolve it.",
                staying.Count == 0 ? Advice.None($"{Prose.Capital(Prose.Render(give))}")
                    : Advice.None($"Add {staying} to the zone's own NS records{(staying.Exists(name => Soundness.IsWithoutAddress(view, name)) ? ", with address records" : string.Empty)}, or {give}"));
        }

        return null;

        Finding Finding(FormattableString statement, Advice advice) => kind.Finding(view, [], [], statement, advice);
    }

    /// <summary>Where the address of one of several name servers is set: as glue only where its name lies in the zone.</summary>
    private static string Where(DelegationView view, IReadOnlyList<DomainName> names)
    {
        var inside = 0;
        foreach (var name in names)
        {
            inside += view.RelationOf(name) == NameServerRelation.InDomain ? 1 : 0;
        }

        return inside == names.Count ? "in the zone and as glue"
            : "in the zone that its name lies in" + (inside > 0 ? ", and as glue where that is " + view.DomainName : string.Empty);
    }

    /// <summary>What comes before a name server is delegated to where copies of the zone differ about it; null where they do not.</summary>
    private static Advice? Disputed(DelegationView view, OrderedSet<DomainName> names)
    {
        foreach (var name in names)
        {
            if (Disputes.SettlingNames(view, name) is { } first)
            {
                return first;
            }
        }

        return null;
    }

    /// <summary>The names that lead to a server of the family which answers with authority, or may.</summary>
    private static OrderedSet<DomainName> Leading(ChildSide child, AddressFamily family)
    {
        var names = new OrderedSet<DomainName>();
        foreach (var server in child.Servers)
        {
            if (IsLeading(server, family))
            {
                names.UnionWith(server.Names);
            }
        }

        return names;
    }

    /// <summary>Whether any of the names leads to such a server: mostly the first that is looked at.</summary>
    private static bool Leads(ChildSide child, AddressFamily family, IReadOnlyList<DomainName> names)
    {
        foreach (var server in child.Servers)
        {
            if (IsLeading(server, family) && server.Names.Overlaps(names))
            {
                return true;
            }
        }

        return false;
    }

    // An address that was not asked for our own reasons says nothing either way.
    private static bool IsLeading(ChildServer server, AddressFamily family) => server.Address.AddressFamily == family
        && (server.IsAuthoritative || server.HasAliasAtApex || server.NotAsked is NotAskedReason.FamilyExcluded or NotAskedReason.FamilyUnusable);

    private static OrderedSet<DomainName> Among(OrderedSet<DomainName> leading, IReadOnlyList<DomainName> side)
    {
        var among = new OrderedSet<DomainName>(side);
        among.IntersectWith(leading);
        return among;
    }

    /// <summary>Where the parent's servers answer for the zone themselves, resolvers need no other.</summary>
    private static bool ParentAnswers(ParentSide parent, AddressFamily family)
    {
        foreach (var server in parent.IsHiddenByChild ? parent.Servers : [])
        {
            if (server.ServesChildToo && server.Server.Address.AddressFamily == family)
            {
                return true;
            }
        }

        return false;
    }

    private static bool SaysNothing(ChildSide child, IReadOnlyList<DomainName> names)
    {
        foreach (var name in names)
        {
            if (child.ResolutionOf(name) is { SaysNothing: true })
            {
                return true;
            }
        }

        return false;
    }
}
