using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Checks;

/// <summary>The glue of each in-domain name server is what the child publishes for it.</summary>
internal sealed class GlueMatchesChild : ICheck
{
    internal static readonly FindingKind GlueStale = Kind(
        nameof(GlueStale), Severity.Error, "RFC 1034, section 4.2.2; RFC 1912, section 2.3", "A glue address that the child does not publish for that name, while it publishes others.");

    internal static readonly FindingKind GlueNameNotInChild = Kind(
        nameof(GlueNameNotInChild), Severity.Error, "RFC 1034, section 4.2.2", "The child says with authority that a name server with glue has no address.");

    internal static readonly FindingKind GlueIncomplete = Kind(
        nameof(GlueIncomplete), Severity.Notice, "RFC 1034, section 4.2.2", "The child publishes a further address in a family for which the parents have glue.");

    internal static readonly FindingKind GlueDangling = Kind(
        nameof(GlueDangling), Severity.Critical, "RFC 1034, section 4.2.2; RFC 1912, section 2.8", "A glue address that the child does not publish and that is dead or answers without authority: whoever gets that address can answer for the zone.");

    public IReadOnlyList<FindingKind> Kinds { get; } = [GlueStale, GlueNameNotInChild, GlueIncomplete, GlueDangling];

    public IEnumerable<Finding> Run(DelegationView view)
    {
        if (view.Child is not { } child)
        {
            yield break;
        }

        foreach (var name in view.InDomainNameServers)
        {
            foreach (var finding in Judge(view, child, name))
            {
                yield return finding;
            }
        }
    }

    private static FindingKind Kind(string code, Severity severity, string reference, string summary) => new(nameof(GlueMatchesChild), code, severity, reference, summary);

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
            if (!own.IsKnown || Contains(own.Addresses, address))
            {
                continue;
            }

            // Both are said of a dangling address; the more serious one replaces the other (see FindingFilter).
            if (IsAbandoned(view, child, address))
            {
                yield return Dangling(view, child, name, address, published);
            }

            if (count > 0)
            {
                yield return Stale(view, name, address, published);
            }
            else if (known == Families.Both.Count && !IsAbandoned(view, child, address))
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
                if (!Contains(glue, address))
                {
                    yield return Incomplete(view, name, address, published[family]);
                }
            }
        }
    }

    /// <summary>Dead, or answering without authority for the zone. One whose answers come from elsewhere is neither: it is somebody's server, set up badly.</summary>
    private static bool IsAbandoned(DelegationView view, ChildSide child, IPAddress address) =>
        child.ServerAt(address) is { OtherSource: null } server && view.Conditions.IsTested(address)
        && server.State is not (ChildServerState.Authoritative or ChildServerState.NotAsked);

    private static Finding Stale(DelegationView view, DomainName name, IPAddress address, Dictionary<AddressFamily, PublishedAddresses> published)
    {
        var right = published[address.AddressFamily].Addresses;
        var family = Wording.Family(address);
        return GlueStale.Finding(
            view,
            name,
            [address],
            view.Parent!.ServersWithGlue(name, address),
            Wording.ParentServersThat(view, view.Parent!.ServersWithGlue(name, address), "give") + " " + address + " as glue for " + name + ", while " + view.DomainName + Publishes(published, name) + Newest(published[address.AddressFamily]) + ".",
            right.Count == 0
                ? Wording.AtParent(view) + " remove " + name + "'s " + family + " glue " + address + "."
                : Wording.AtParent(view) + " change " + name + "'s " + family + " glue from " + address + " to " + Wording.List(right) + ".");
    }

    private static Finding Dangling(DelegationView view, ChildSide child, DomainName name, IPAddress address, Dictionary<AddressFamily, PublishedAddresses> published)
    {
        var right = published[address.AddressFamily].Addresses;
        return GlueDangling.Finding(
            view,
            name,
            [address],
            view.Parent!.ServersWithGlue(name, address),
            Wording.ParentServersThat(view, view.Parent!.ServersWithGlue(name, address), "give") + " " + address + " as glue for " + name + ", which " + view.DomainName + " does not publish and where "
                + Seen(child.ServerAt(address)!) + ": whoever gets that address can answer for " + view.DomainName + ".",
            right.Count == 0
                ? Wording.AtParent(view) + " remove the glue " + address + " of " + name + "."
                : Wording.AtParent(view) + " replace " + name + "'s glue " + address + " by " + Wording.List(right) + ".");
    }

    private static Finding NotInChild(DelegationView view, DomainName name, List<IPAddress> addresses, Dictionary<AddressFamily, PublishedAddresses> published) =>
        GlueNameNotInChild.Finding(
            view,
            name,
            addresses,
            published[AddressFamily.InterNetwork].SaidBy,
            view.DomainName + " says that " + name + " has no address, while " + Wording.TheParent(view) + " gives " + Wording.List(addresses) + " as glue for it.",
            Wording.InChild(view) + " add address records for " + name + ", or take it out of the delegation.");

    private static Finding Incomplete(DelegationView view, DomainName name, IPAddress address, PublishedAddresses published) =>
        GlueIncomplete.Finding(
            view,
            name,
            [address],
            published.SaidBy,
            view.DomainName + " publishes " + address + " for " + name + ", which is not among its glue (" + Wording.List(view.Parent!.GlueOf(name)) + ")" + Newest(published) + ".",
            Wording.AtParent(view) + " add " + address + " to the glue of " + name + ".");

    private static string Publishes(Dictionary<AddressFamily, PublishedAddresses> published, DomainName name)
    {
        var all = AddressOrder.Set();
        foreach (var family in published.Values)
        {
            all.UnionWith(family.Addresses);
        }

        return " publishes " + Wording.List(all) + " for it";
    }

    private static string Newest(PublishedAddresses published) =>
        published is { ServersDiffer: true, Serial: { } serial } ? " (its servers differ; serial " + serial.ToString(System.Globalization.CultureInfo.InvariantCulture) + " is the newest)" : string.Empty;

    private static string Seen(ChildServer server) => server.State switch
    {
        ChildServerState.Unresponsive => "nothing answers",
        ChildServerState.Refuses => "a server refuses questions about the zone",
        ChildServerState.Malformed => "what comes back is no answer to the question",
        ChildServerState.Fails => "a server answers questions about the zone with an error",
        ChildServerState.DeniesZone => "a server says that there is no such zone",
        ChildServerState.RefersUpward => "a server refers to a zone above it",
        _ => "a server answers without authority for the zone",
    };

    private static bool Contains(IEnumerable<IPAddress> addresses, IPAddress address)
    {
        foreach (var one in addresses)
        {
            if (one.Equals(address))
            {
                return true;
            }
        }

        return false;
    }
}
