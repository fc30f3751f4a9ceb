using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Advising;

/// <summary>What to do about an address that nobody can reach: both sides have to be right afterwards, so what stands on both is mended on both.</summary>
internal static class AddressAdvice
{
    /// <summary>About an address of a name server that is not public.</summary>
    internal static Advice NotPublic(DelegationView view, DomainName name, IPAddress address)
    {
        var family = address.AddressFamily;
        IReadOnlyList<IPAddress> glue = view.RelationOf(name) == NameServerRelation.Unrelated ? [] : AddressOrder.OfFamily(view.Parent!.GlueOf(name), family);
        var published = view.Child?.Published(name, family).Addresses ?? [];
        var isGlue = glue.Includes(address);

        // What a zone publishes that nobody could ask is likely the same.
        var isPublished = published.Includes(address) || (isGlue && view.RelationOf(name) == NameServerRelation.InDomain && view.Child is { HasNameServers: false });
        List<IPAddress> ofGlue = Soundness.Sound(view, glue), ofZone = Soundness.Sound(view, published);
        if (isGlue && isPublished)
        {
            return Advice.Of(OnBothSides(view, name, address, ofGlue.Count > 0 && ofZone.Count > 0 ? ChangeAction.Remove : ChangeAction.Replace));
        }

        if (isGlue && Untested.Without(view, published).Count == 0 && Untested.In(view, published) is { Count: > 0 } open)
        {
            // Nobody can reach the one, and whether the other serves the zone is not known.
            return Advice.Of(Changes.GlueByOther(view, name, [address])).With(Untested.Later(open));
        }

        if (isGlue && (ofZone.Count > 0 || view.RelationOf(name) != NameServerRelation.InDomain || view.Child?.Published(name, family).IsKnown != true))
        {
            return ofZone.Count == 0 ? Advice.Of(Changes.GlueByOther(view, name, [address]))
                : GlueAdvice.AfterHolder(view, view.Child!, name, ofZone) ?? Advice.Of(Changes.Glue(view, name, [address], Untested.Without(view, ofZone)));
        }

        if (isGlue)
        {
            // The zone says that there is none of this family: it is better gone, where the name server has another.
            return Untested.Without(view, Soundness.AddressesOf(view, name)).Count > 0
                ? Advice.Of(Changes.Glue(view, name, [address], []))
                : Advice.Of([Changes.GlueByOther(view, name, [address]), Changes.Addresses(view, name, [], [])]);
        }

        if (view.RelationOf(name) != NameServerRelation.InDomain || view.Child?.ResolutionOf(name) is not null)
        {
            return Advice.Of(Changes.Addresses(view, name, [address], [], ChangeAction.Replace));
        }

        // In the zone alone: what the glue says instead, where that serves the zone; else both sides need an address.
        return ofZone.Count > 0 || (ofGlue.Count == 0 && Untested.Without(view, Soundness.AddressesOf(view, name)).Count > 0) ? Advice.Of(Changes.Addresses(view, name, [address], []))
            : ofGlue.Count == 0 ? Advice.None($"Give {name} {(view.Conditions.IsPrivateAudit ? "an address that can be reached from other networks" : "a public address")} at which {view.DomainName} is served, in the zone and as glue.")
            : GlueAdvice.InPlaceOf(view, view.Child!, name, ofGlue[0]);
    }

    private static IReadOnlyList<Change> OnBothSides(DelegationView view, DomainName name, IPAddress address, ChangeAction action) =>
    [
        action == ChangeAction.Remove ? Changes.Glue(view, name, [address], []) : Changes.GlueByOther(view, name, [address]),
        Changes.Addresses(view, name, [address], [], action),
    ];
}
