using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Checks;

/// <summary>
/// Name servers in the zone whose addresses the parent and the zone give to one another's names, while all of them serve the same copy of the zone: whoever follows the glue
/// comes to the same servers, so that only the names are mixed up.
/// </summary>
internal static class SwappedGlue
{
    /// <summary>The name servers whose glue is another's address; none where anything else is wrong with any of it.</summary>
    internal static ICollection<DomainName> In(DelegationView view, ChildSide child)
    {
        // Nearly everywhere the glue is right, and there is nothing to compare with one another.
        if (!AnyDiffers(view, child))
        {
            return [];
        }

        var names = new List<DomainName>();
        OrderedSet<IPAddress> held = AddressOrder.Set(), published = AddressOrder.Set();
        foreach (var name in view.InDomainNameServers)
        {
            var own = AddressOrder.Set();
            foreach (var family in Families.Both)
            {
                var said = child.Published(name, family);
                if (!said.IsKnown || said.IsAlias || said.ServersDiffer || said.Addresses.Count != AddressOrder.OfFamily(view.Parent!.GlueOf(name), family).Count)
                {
                    return [];
                }

                own.UnionWith(said.Addresses);
            }

            var glue = AddressOrder.Set(view.Parent!.GlueOf(name));
            if (!glue.SetEquals(own))
            {
                names.Add(name);
            }

            held.UnionWith(glue);
            published.UnionWith(own);
        }

        return names.Count > 0 && held.SetEquals(published) && ServeTheSame(child, held) ? names : [];
    }

    private static bool AnyDiffers(DelegationView view, ChildSide child)
    {
        foreach (var name in view.InDomainNameServers)
        {
            var glue = view.Parent!.GlueOf(name);
            for (var i = 0; i < glue.Count; i++)
            {
                if (!child.Published(name, glue[i].AddressFamily).Addresses.Includes(glue[i]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool ServeTheSame(ChildSide child, IEnumerable<IPAddress> addresses)
    {
        uint? serial = null;
        foreach (var address in addresses)
        {
            if (child.ServerAt(address) is not { IsAuthoritative: true, Copy.Serial: { } own } || (serial is { } known && own != known))
            {
                return false;
            }

            serial = own;
        }

        return true;
    }
}
