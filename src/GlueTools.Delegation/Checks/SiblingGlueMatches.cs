using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Checks;

/// <summary>Addresses beside name servers outside the child, where the parent gives any, are the right ones.</summary>
internal sealed class SiblingGlueMatches : ICheck
{
    internal static readonly FindingKind SiblingGlueStale = new(
        nameof(SiblingGlueMatches), nameof(SiblingGlueStale), Severity.Warning, "RFC 1034, section 4.2.2; RFC 9471, section 2.2", "A sibling name server's glue address is not among its authoritative addresses.") { Aspect = FindingAspect.GlueExceeds };

    internal static readonly FindingKind GlueUnneeded = new(
        nameof(SiblingGlueMatches), nameof(GlueUnneeded), Severity.Info, "RFC 2181, section 5.4.1", "The referral carries addresses for a name server outside the parent zone; resolvers ignore them.");

    public IReadOnlyList<FindingKind> Kinds { get; } = [SiblingGlueStale, GlueUnneeded];

    public IEnumerable<Finding> Run(DelegationView view)
    {
        if (view.Parent is not { } parent)
        {
            yield break;
        }

        foreach (var name in parent.NameServers)
        {
            var glue = parent.GlueOf(name);
            var relation = view.RelationOf(name);
            if (glue.Count == 0 || relation == NameServerRelation.InDomain)
            {
                continue;
            }

            if (relation == NameServerRelation.Unrelated)
            {
                var addresses = new List<IPAddress>(glue);
                if (parent.Origin == SourceKind.Proposal)
                {
                    // What the search found as well is no matter.
                    addresses.RemoveAll(address => (view.Child?.ResolutionOf(name)?.Addresses).Includes(address));
                    if (addresses.Count > 0)
                    {
                        yield return OfProposal(view, name, addresses);
                    }

                    continue;
                }

                yield return GlueUnneeded.Finding(
                    view,
                    name,
                    addresses,
                    Wording.OfParent(parent.ServersWithGlue(name, addresses[0])),
                    $"The parent gives {addresses} for {name}, which lies outside {parent.Zone}; resolvers ignore that and look it up.",
                    Advice.None($"Nothing need be changed; the operator of {parent.Zone} could leave the addresses out."));
                continue;
            }

            if (view.Child is not { } child || child.ResolutionOf(name) is not { Status: ResolutionStatus.Found or ResolutionStatus.NoAddress or ResolutionStatus.NameDoesNotExist } resolved)
            {
                continue;
            }

            var right = AddressOrder.Set(resolved.Addresses);
            foreach (var address in glue)
            {
                if (!right.Contains(address) && child.Published(name, address.AddressFamily).IsKnown)
                {
                    yield return Stale(view, child, name, address, right);
                }
            }
        }
    }

    /// <summary>Resolvers follow it as they follow glue, so an address that is nobody's, or somebody else's, endangers this zone as much: it is judged as GlueDangling is.</summary>
    private static Finding Stale(DelegationView view, ChildSide child, DomainName name, IPAddress address, OrderedSet<IPAddress> right)
    {
        var servers = view.Parent!.ServersWithGlue(name, address);
        var isAbandoned = GlueMatchesChild.IsAbandoned(view, child, address) && !GlueAdvice.IsOfAnother(child, name, address);
        var danger = isAbandoned ? "; at " + address + " " + Wording.Seen(child.ServerAt(address)!) + ", and whoever gets that address can answer for " + view.DomainName : string.Empty;
        var finding = SiblingGlueStale.Finding(
            view,
            name,
            [address],
            Wording.OfParent(servers),
            $"{Wording.ParentServersThat(view, servers, "give")} {address} for {name}, whose own zone {(right.Count == 0 ? "has no address for it" : "says " + Prose.List(right))}{danger}.",
            LaggingParents.Or(view, servers, () => GlueAdvice.OfSibling(view, name, address, right)));
        return LaggingParents.Judge(view, servers, isAbandoned ? finding.As(Severity.Critical) : finding);
    }

    private static Finding OfProposal(DelegationView view, DomainName name, List<IPAddress> addresses) => GlueUnneeded.Finding(
        view,
        name,
        addresses,
        [],
        $"The proposed delegation gives {addresses} for {name}, which lies outside {Prose.Zone(view.Parent!.Zone)}; resolvers look it up instead{(view.Child?.ResolutionOf(name) is { Addresses.Count: > 0 } found ? (FormattableString)$", and find {found.Addresses}" : $"")}.",
        Advice.None($"See to it that the zone that {name} lies in has the addresses that are meant; those of the proposal count for nobody."));
}
