using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Checks;

/// <summary>Every in-domain name server of the delegation has glue, of each family it publishes.</summary>
internal sealed class InDomainGluePresent : ICheck
{
    internal static readonly FindingKind GlueMissing = new(
        nameof(InDomainGluePresent), nameof(GlueMissing), Severity.Error, "RFC 1034, section 4.2.1; RFC 9471, section 3.1", "An in-domain name server of the delegation has no address in any parent server's referral.") { Aspect = FindingAspect.GlueLacks };

    internal static readonly FindingKind GlueMissingForFamily = new(
        nameof(InDomainGluePresent), nameof(GlueMissingForFamily), Severity.Warning, "RFC 1034, section 4.2.2; RFC 10001, section 3.1", "The child publishes addresses of a family for which the parents have no glue, while they have glue of the other.") { Aspect = FindingAspect.GlueLacks };

    internal static readonly FindingKind NameServerHasNoAddress = new(
        nameof(InDomainGluePresent), nameof(NameServerHasNoAddress), Severity.Error, "RFC 1034, section 4.2.1; RFC 2181, section 10.3", "A name server in the zone that only the zone itself names has no address there.") { Aspect = FindingAspect.OnlyInZone };

    public IReadOnlyList<FindingKind> Kinds { get; } = [GlueMissing, GlueMissingForFamily, NameServerHasNoAddress];

    public IEnumerable<Finding> Run(DelegationView view)
    {
        foreach (var name in view.InDomainNameServers)
        {
            var parent = view.Parent!;
            var glue = parent.GlueOf(name);
            if (glue.Count == 0)
            {
                // A referral that was cut short and could not be had over TCP does not show what is missing.
                if (HasCompleteReferral(parent))
                {
                    yield return Missing(view, name);
                }

                continue;
            }

            foreach (var family in Families.Both)
            {
                if (AddressOrder.OfFamily(glue, family).Count == 0 && view.Child?.Published(name, family) is { Addresses.Count: > 0 } published)
                {
                    yield return MissingForFamily(view, name, family, published);
                }
            }
        }

        foreach (var finding in WithoutAddress(view))
        {
            yield return finding;
        }
    }

    /// <summary>Name servers in the zone that the delegation does not know and the zone has no address for: nobody anywhere says where they are.</summary>
    private static IEnumerable<Finding> WithoutAddress(DelegationView view)
    {
        var delegated = new HashSet<DomainName>(view.Parent?.NameServers ?? []);
        foreach (var name in view.Child?.NameServers ?? [])
        {
            if (delegated.Contains(name) || view.RelationOf(name) != NameServerRelation.InDomain || view.Child!.ResolutionOf(name) is not null || !IsWithout(view.Child, name))
            {
                continue;
            }

            yield return NameServerHasNoAddress.Finding(
                view,
                name,
                [],
                [],
                $"The zone {view.DomainName} names {name} as a name server, and neither the zone nor the delegation has an address for it{LikelyName.Guess(view, name)}.",
                Advice.OneOf($"Remove {name} from the zone's NS records.", Changes.TakeOut(view, name)));
        }
    }

    private static bool IsWithout(ChildSide child, DomainName name)
    {
        foreach (var family in Families.Both)
        {
            if (child.Published(name, family) is not { IsKnown: true, IsAlias: false, ServersDiffer: false, Addresses.Count: 0 })
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasCompleteReferral(ParentSide parent)
    {
        foreach (var statement in parent.Statements)
        {
            if (statement.IsComplete)
            {
                return true;
            }
        }

        return false;
    }

    private static Finding Missing(DelegationView view, DomainName name)
    {
        var parent = view.Parent!;
        var published = AddressOrder.Set();
        foreach (var family in Families.Both)
        {
            published.UnionWith(view.Child?.Published(name, family).Addresses ?? System.Array.Empty<IPAddress>());
        }

        var addresses = new List<IPAddress>(published);
        var servers = parent.ServersNaming(name);
        return GlueMissing.Finding(
            view,
            name,
            addresses,
            Wording.OfParent(servers),
            $"{Wording.ParentServersThat(view, servers, "delegate")} {view.DomainName} to {name} without giving an address for it, so nobody can find it{(addresses.Count == 0 ? LikelyName.Guess(view, name) : string.Empty)}.",
            addresses.Count == 0 ? GlueAdvice.ToAddUnknown(view, name) : GlueAdvice.ToAdd(view, name, addresses));
    }

    private static Finding MissingForFamily(DelegationView view, DomainName name, AddressFamily family, PublishedAddresses published)
    {
        var parent = view.Parent!;
        var addresses = new List<IPAddress>(published.Addresses);
        return GlueMissingForFamily.Finding(
            view,
            name,
            addresses,
            Wording.OfParent(parent.ServersNaming(name)),
            $"{view.DomainName} publishes {addresses} for {name}, and {Wording.TheParent(view)} has {Other(family)} glue only.",
            GlueAdvice.ToAdd(view, name, addresses));
    }

    private static AddressFamily Other(AddressFamily family) =>
        family == AddressFamily.InterNetwork ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;
}
