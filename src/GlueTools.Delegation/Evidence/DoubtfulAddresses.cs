using System.Collections.Generic;
using System.Net.Sockets;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Evidence;

/// <summary>Which name servers' addresses give reason to ask whether they come from a wildcard.</summary>
public static class DoubtfulAddresses
{
    private const string Star = "*";

    /// <summary>Whether there is any server that name servers' addresses could be doubtful for; where not, none need be looked at.</summary>
    /// <param name="child">The delegated zone's side.</param>
    public static bool MayBe(ChildSide child)
    {
        foreach (var server in child.Servers)
        {
            if (IsDoubtful(server))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a name server has addresses by its zone's word, and at none of them a server answers for the delegated zone with authority. All of them were asked.</summary>
    /// <param name="child">The delegated zone's side.</param>
    /// <param name="name">The name server.</param>
    public static bool Is(ChildSide child, DomainName name)
    {
        var any = false;
        foreach (var family in Families.Both)
        {
            foreach (var address in child.Published(name, family).Addresses)
            {
                if (child.ServerAt(address) is not { } server || !IsDoubtful(server))
                {
                    return false;
                }

                any = true;
            }
        }

        return any;
    }

    /// <summary>Whether the delegated zone says of a name server in it that it is an alias.</summary>
    /// <param name="child">The delegated zone's side.</param>
    /// <param name="name">The name server.</param>
    public static bool IsAlias(ChildSide child, DomainName name) =>
        child.ResolutionOf(name) is null && (child.Published(name, AddressFamily.InterNetwork).IsAlias || child.Published(name, AddressFamily.InterNetworkV6).IsAlias);

    /// <summary>The zone that a name server elsewhere lies in and that says that there is no such name, or no address of it; null where none does. What only a top-level domain lacks is another matter.</summary>
    /// <param name="child">The delegated zone's side.</param>
    /// <param name="name">The name server.</param>
    public static DomainName? ZoneThatDenies(ChildSide child, DomainName name) =>
        child.ResolutionOf(name) is { Status: ResolutionStatus.NameDoesNotExist or ResolutionStatus.NoAddress, Zone: { LabelCount: > 1 } zone } && zone != child.Zone && name.IsBelow(zone) ? zone : null;

    /// <summary>The wildcards that a name below a zone's apex can have its records of, the highest first.</summary>
    /// <param name="name">The name.</param>
    /// <param name="zone">The zone that it lies in.</param>
    public static IEnumerable<DomainName> WildcardsFor(DomainName name, DomainName zone)
    {
        for (var labels = zone.LabelCount; name.IsBelow(zone) && labels < name.LabelCount; labels++)
        {
            var above = name.LastLabels(labels);
            if (above.WireLength + Star.Length + 1 <= DomainName.MaxWireLength)
            {
                yield return above.Prepend(Star);
            }
        }
    }

    /// <summary>Whether a name is a wildcard's own.</summary>
    /// <param name="name">The name.</param>
    public static bool IsWildcard(DomainName name) => !name.IsRoot && name.Text.StartsWith(Star + ".", System.StringComparison.Ordinal);

    private static bool IsDoubtful(ChildServer server) => server is { NotAsked: NotAskedReason.None, IsAuthoritative: false, HasAliasAtApex: false };
}
