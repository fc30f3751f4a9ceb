using System.Collections.Generic;
using System.Net.Sockets;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;

namespace GlueTools.Delegation.Checks;

/// <summary>There are at least two name servers, and both families lead to one.</summary>
internal sealed class NameServersSuffice : ICheck
{
    internal static readonly FindingKind TooFewNameServers = new(
        nameof(NameServersSuffice), nameof(TooFewNameServers), Severity.Error, "RFC 1034, section 4.1; RFC 2182, section 5", "The delegation, or the zone's own NS set, has fewer than two name servers.");

    internal static readonly FindingKind NoIPv4NameServer = new(
        nameof(NameServersSuffice), nameof(NoIPv4NameServer), Severity.Warning, "RFC 10001, section 4.1", "No IPv4 address of any name server answers with authority.");

    internal static readonly FindingKind NoIPv6NameServer = new(
        nameof(NameServersSuffice), nameof(NoIPv6NameServer), Severity.Notice, "RFC 10001, section 4.1", "No IPv6 address of any name server answers with authority.");

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

        if (view.Conditions.IPv4Tested && !HasFamily(view, child, AddressFamily.InterNetwork))
        {
            yield return Without(NoIPv4NameServer, view, "IPv4");
        }

        if (view.Conditions.IPv6Tested && !HasFamily(view, child, AddressFamily.InterNetworkV6))
        {
            yield return Without(NoIPv6NameServer, view, "IPv6");
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

    private static bool HasFamily(DelegationView view, ChildSide child, AddressFamily family)
    {
        foreach (var server in child.Servers)
        {
            // An address that was not asked for our own reasons says nothing either way.
            if (server.Names.Count > 0 && server.Address.AddressFamily == family && (server.IsAuthoritative || server.HasAliasAtApex || server.NotAsked is NotAskedReason.FamilyExcluded or NotAskedReason.FamilyUnusable))
            {
                return true;
            }
        }

        foreach (var server in view.Parent!.Servers)
        {
            // Where the parent's servers answer for the zone themselves, resolvers need no other.
            if (view.Parent.IsHiddenByChild && server.ServesChildToo && server.Server.Address.AddressFamily == family)
            {
                return true;
            }
        }

        if (view.Limits.Count > 0)
        {
            // There may be one among what was not looked at.
            return true;
        }

        foreach (var name in view.Parent!.NameServers)
        {
            if (child.ResolutionOf(name) is { SaysNothing: true })
            {
                return true;
            }
        }

        return false;
    }

    private static Finding Without(FindingKind kind, DelegationView view, string family) => kind.Finding(
        view,
        [],
        [],
        $"No {family} address of any name server of {view.DomainName} answers with authority, so networks with {family} alone cannot resolve it.",
        Advice.None($"Give at least one name server of {view.DomainName} an {family} address, in the zone and as glue."));
}
