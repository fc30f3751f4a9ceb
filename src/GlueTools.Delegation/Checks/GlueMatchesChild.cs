using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Checks;

/// <summary>The glue of each in-domain name server is what the child publishes for it.</summary>
internal sealed class GlueMatchesChild : ICheck
{
    internal static readonly FindingKind GlueStale = Kind(
        nameof(GlueStale), Severity.Error, FindingAspect.GlueExceeds, "RFC 1034, section 4.2.2; RFC 1912, section 2.3", "A glue address that the child does not publish for that name, while it publishes others.");

    internal static readonly FindingKind GlueNameNotInChild = Kind(
        nameof(GlueNameNotInChild), Severity.Error, FindingAspect.GlueExceeds, "RFC 1034, section 4.2.2", "The child says with authority that a name server with glue has no address.");

    internal static readonly FindingKind GlueIncomplete = Kind(
        nameof(GlueIncomplete), Severity.Notice, FindingAspect.GlueLacks, "RFC 1034, section 4.2.2", "The child publishes a further address in a family for which the parents have glue.");

    internal static readonly FindingKind GlueDangling = Kind(
        nameof(GlueDangling), Severity.Critical, FindingAspect.GlueExceeds, "RFC 1034, section 4.2.2; RFC 1912, section 2.8", "A glue address that the child does not publish and that is dead or answers without authority: whoever gets that address can answer for the zone.");

    internal static readonly FindingKind GlueSwapped = Kind(
        nameof(GlueSwapped), Severity.Notice, FindingAspect.GlueExceeds, "RFC 1034, section 4.2.2", "The glue of a name server is the address of another one of the zone, and the other way round, while all of them serve the zone.");

    public IReadOnlyList<FindingKind> Kinds { get; } = [GlueStale, GlueNameNotInChild, GlueIncomplete, GlueDangling, GlueSwapped];

    public IEnumerable<Finding> Run(DelegationView view)
    {
        if (view.Child is not { } child)
        {
            yield break;
        }

        var swapped = SwappedGlue.In(view, child);
        foreach (var name in view.InDomainNameServers)
        {
            if (IsAsPublished(view.Parent!.GlueOf(name), child, name))
            {
                continue;
            }

            foreach (var finding in swapped.Contains(name) ? [Swapped(view, child, name)] : Judge(view, child, name))
            {
                yield return finding;
            }
        }
    }

    private static FindingKind Kind(string code, Severity severity, FindingAspect aspect, string reference, string summary) =>
        new(nameof(GlueMatchesChild), code, severity, reference, summary) { Aspect = aspect };

    /// <summary>Whether there is nothing to judge, as nearly everywhere: of each family that the glue has, it has what the child publishes and nothing else.</summary>
    private static bool IsAsPublished(IReadOnlyList<IPAddress> glue, ChildSide child, DomainName name)
    {
        foreach (var family in Families.Both)
        {
            var published = child.Published(name, family);
            var given = 0;
            for (var i = 0; i < glue.Count; i++)
            {
                if (glue[i].AddressFamily == family)
                {
                    given++;
                    if (!published.IsKnown || !published.Addresses.Includes(glue[i]))
                    {
                        return false;
                    }
                }
            }

            if (given > 0 && given != published.Addresses.Count)
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<Finding> Judge(DelegationView view, ChildSide child, DomainName name)
    {
        var glue = view.Parent!.GlueOf(name);
        var published = new Dictionary<AddressFamily, PublishedAddresses>();
        int known = 0, count = 0;
        foreach (var family in Families.Both)
        {
            published[family] = child.Published(name, family);
            known += published[family].IsKnown ? 1 : 0;
            count += published[family].Addresses.Count;
        }

        var notInChild = new List<IPAddress>();
        foreach (var address in glue)
        {
            var own = published[address.AddressFamily];
            if (!own.IsKnown || own.Addresses.Includes(address))
            {
                continue;
            }

            // Both are said of a dangling address; the more serious one replaces the other (see FindingFilter).
            var isDangling = IsAbandoned(view, child, address) && !GlueAdvice.IsOfAnother(child, name, address);
            if (isDangling)
            {
                yield return Dangling(view, child, name, address, published);
            }

            if (count > 0)
            {
                yield return Stale(view, child, name, address, published);
            }
            else if (known == Families.Both.Count && !isDangling && DisputedAddresses.Of(child, name, published).Count == 0)
            {
                notInChild.Add(address);
            }
        }

        if (notInChild.Count > 0)
        {
            yield return NotInChild(view, name, notInChild, published);
        }

        foreach (var family in Families.Both)
        {
            if (AddressOrder.OfFamily(glue, family).Count == 0)
            {
                continue;
            }

            foreach (var address in published[family].Addresses)
            {
                if (!glue.Includes(address))
                {
                    yield return Incomplete(view, name, address, published[family]);
                }
            }
        }
    }

    /// <summary>Dead, or answering without authority for the zone. One whose answers come from elsewhere is neither: it is somebody's server, set up badly.</summary>
    internal static bool IsAbandoned(DelegationView view, ChildSide child, IPAddress address) =>
        child.ServerAt(address) is { OtherSource: null } server && view.Conditions.IsTested(address)
        && server.State is not (ChildServerState.Authoritative or ChildServerState.NotAsked);

    private static Finding Stale(DelegationView view, ChildSide child, DomainName name, IPAddress address, Dictionary<AddressFamily, PublishedAddresses> published)
    {
        var servers = view.Parent!.ServersWithGlue(name, address);
        return LaggingParents.Judge(view, servers, GlueStale.Finding(
            view,
            name,
            [address],
            Wording.OfParent(servers),
            $"{Wording.ParentServersThat(view, servers, "give")} {address} as glue for {name}{Against(view, child, name, published, address)}.",
            LaggingParents.Or(view, servers, () => Wildcards.Of(view, child, name) is not null ? Wildcards.Advice(view, name) : GlueAdvice.InPlaceOf(view, child, name, address))));
    }

    private static Finding Dangling(DelegationView view, ChildSide child, DomainName name, IPAddress address, Dictionary<AddressFamily, PublishedAddresses> published)
    {
        var servers = view.Parent!.ServersWithGlue(name, address);
        return LaggingParents.Judge(view, servers, GlueDangling.Finding(
            view,
            name,
            [address],
            Wording.OfParent(servers),
            $"{Wording.ParentServersThat(view, servers, "give")} {address} as glue for {name}, which {child.InnerZoneOf(name) ?? view.DomainName} does not publish and where {Wording.Seen(child.ServerAt(address)!)}: whoever gets that address can answer for {view.DomainName}.",
            LaggingParents.Or(view, servers, () => GlueAdvice.InPlaceOf(view, child, name, address))));
    }

    private static Finding Swapped(DelegationView view, ChildSide child, DomainName name)
    {
        OrderedSet<IPAddress> old = AddressOrder.Set(view.Parent!.GlueOf(name)), right = AddressOrder.Set();
        foreach (var family in Families.Both)
        {
            right.UnionWith(child.Published(name, family).Addresses);
        }

        var own = AddressOrder.Set(right);
        right.ExceptWith(old);
        old.ExceptWith(own);
        var addresses = new List<IPAddress>(old);
        return GlueSwapped.Finding(
            view,
            name,
            addresses,
            Wording.OfParent(view.Parent.ServersWithGlue(name, addresses[0])),
            $"{Prose.Capital(Wording.TheParent(view))} gives {addresses} as glue for {name}, which {(addresses.Count == 1 ? "is" : "are")} another name server's in {view.DomainName}, where {name} has {own}; all of these serve the same copy of the zone, so only the names are mixed up.",
            Advice.Of(Changes.Glue(view, name, addresses, new List<IPAddress>(right))));
    }

    private static Finding NotInChild(DelegationView view, DomainName name, List<IPAddress> addresses, Dictionary<AddressFamily, PublishedAddresses> published) =>
        GlueNameNotInChild.Finding(
            view,
            name,
            addresses,
            Wording.OfChild(published[AddressFamily.InterNetwork].SaidBy),
            $"{view.Child!.InnerZoneOf(name) ?? view.DomainName} says that {name} has no address, while {Wording.TheParent(view)} gives {addresses} as glue for it.",
            Advice.OneOf($"Give {name} addresses.", GlueAdvice.IntoZone(view, view.Child!, name, addresses), Changes.TakeOffBothSides(view, name)));

    private static Finding Incomplete(DelegationView view, DomainName name, IPAddress address, PublishedAddresses published) =>
        GlueIncomplete.Finding(
            view,
            name,
            [address],
            Wording.OfChild(published.SaidBy),
            $"{view.Child!.InnerZoneOf(name) ?? view.DomainName} publishes {address} for {name}, which is not among its glue ({view.Parent!.GlueOf(name)}){Newest(published)}.",
            GlueAdvice.ToAdd(view, name, [address]));

    /// <summary>What speaks against an address: what the zone publishes, or who publishes it, where copies that are no older say otherwise.</summary>
    private static string Against(DelegationView view, ChildSide child, DomainName name, Dictionary<AddressFamily, PublishedAddresses> published, IPAddress address)
    {
        var all = AddressOrder.Set();
        foreach (var family in published.Values)
        {
            all.UnionWith(family.Addresses);
        }

        var own = published[address.AddressFamily];
        var disputed = DisputedAddresses.Of(child, name, [new(address.AddressFamily, own)]);
        return disputed.Count > 0 && own.Addresses.Count > 0
            ? DisputedAddresses.Text(own, disputed)
            : ", while " + (child.InnerZoneOf(name) ?? view.DomainName) + " publishes " + Prose.List(all) + " for it" + Newest(own);
    }

    private static string Newest(PublishedAddresses published) =>
        published is { ServersDiffer: true, Serial: { } serial } ? " (its servers differ; serial " + serial.ToString(System.Globalization.CultureInfo.InvariantCulture) + " is the newest)" : string.Empty;
}
