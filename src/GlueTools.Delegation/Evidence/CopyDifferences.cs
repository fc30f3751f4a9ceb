using System.Collections.Generic;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Evidence;

/// <summary>Whether the copies of a zone say the same, but for those that go when the delegation is mended: where they do not, which of them prevails decides what is to be done.</summary>
internal static class CopyDifferences
{
    /// <summary>Whether all copies that stay say the same of some name servers, that they are the zone's or that they are not; null stands for the whole set.</summary>
    internal static bool AreNone(ChildSide child, IReadOnlyList<DomainName>? names)
    {
        OrderedSet<DomainName>? first = null;
        foreach (var copy in child.Copies)
        {
            if (copy.NameServers is not { } set || child.IsOutcast(copy))
            {
                continue;
            }

            var members = new OrderedSet<DomainName>(set);
            members.RemoveWhere(name => names?.Includes(name) == false);

            first ??= members;
            if (!first.SetEquals(members))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether they say the same of a name server's addresses.</summary>
    internal static bool AreNone(ChildSide child, DomainName name)
    {
        foreach (var family in Families.Both)
        {
            if (child.Published(name, family).IsOpen)
            {
                return false;
            }
        }

        return true;
    }
}
