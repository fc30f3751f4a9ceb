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

/// <summary>Every address of a name server can be reached from anywhere; in a private audit, from another network.</summary>
internal sealed class AddressesArePublic : ICheck
{
    internal static readonly FindingKind AddressNotPublic = new(
        nameof(AddressesArePublic), nameof(AddressNotPublic), Severity.Error, "RFC 6890 and IANA's special-purpose address registries", "An address of a name server, or the IPv4 address that it stands for, is not globally reachable.");

    internal static readonly FindingKind AddressOfTransition = new(
        nameof(AddressesArePublic), nameof(AddressOfTransition), Severity.Warning, "RFC 7526; RFC 10001, section 4.1", "An address of a name server belongs to a means of transition to IPv6, and leads there from a part of the Internet at most.");

    public IReadOnlyList<FindingKind> Kinds { get; } = [AddressNotPublic, AddressOfTransition];

    public IEnumerable<Finding> Run(DelegationView view)
    {
        if (view.Parent is not { } parent)
        {
            yield break;
        }

        var isPrivate = view.Conditions.IsPrivateAudit;
        foreach (var name in view.NameServers)
        {
            var glue = view.RelationOf(name) == NameServerRelation.Unrelated ? [] : AddressOrder.Set(parent.GlueOf(name));
            var all = AddressOrder.Set(glue);
            foreach (var family in Families.Both)
            {
                all.UnionWith(view.Child?.Published(name, family).Addresses ?? System.Array.Empty<IPAddress>());
            }

            foreach (var address in all)
            {
                if (isPrivate && SpecialAddress.MayBeAsked(address, isPrivate) && !SpecialAddress.IsOfOneLink(address))
                {
                    continue;
                }

                if (SpecialAddress.WhyNotPublic(address) is { } reason)
                {
                    yield return AddressNotPublic.Finding(
                        view,
                        name,
                        [address],
                        Wording.OfParent(parent.ServersWithGlue(name, address)),
                        $"The {(glue.Contains(address) ? "glue" : "address")} {address} of {name} cannot be reached from {(isPrivate ? "another network" : "the Internet")}: {reason}.",
                        AddressAdvice.NotPublic(view, name, address));
                }
                else if (SpecialAddress.WhyTransitional(address) is { } means)
                {
                    yield return AddressOfTransition.Finding(
                        view,
                        name,
                        [address],
                        Wording.OfParent(parent.ServersWithGlue(name, address)),
                        $"The {(glue.Contains(address) ? "glue" : "address")} {address} of {name} cannot be reached from all of the Internet: {means}.",
                        AddressAdvice.NotPublic(view, name, address));
                }
            }
        }
    }
}
