using System;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Advising;

/// <summary>Where people can register domains, and where nobody can.</summary>
internal static class Registries
{
    /// <summary>Top-level domains in which nobody registers directly: only a level below.</summary>
    private static readonly string[] ThirdLevelOnly = ["bd", "ck", "er", "fk", "jm", "kh", "mm", "np", "pg", "za"];

    /// <summary>The domain that a zone in which the public registers denied, so that anybody could register it; null where that is not the case.</summary>
    internal static DomainName? Registrable(NameServerAddresses resolved)
    {
        if (resolved.Zone is not { IsRoot: false } zone || resolved.DeniedDomain is not { IsHostName: true } denied || denied.LabelCount != zone.LabelCount + 1)
        {
            // Registries take letters, digits and hyphens alone.
            return null;
        }

        var text = zone.ToLower().Text;
        var isOpen = zone.LabelCount == 1 ? ClosedTo(zone) is null && Array.IndexOf(ThirdLevelOnly, text) < 0 : Registrars.IsBelowTopLevel(zone);
        return isOpen ? denied : null;
    }

    /// <summary>
    /// The domain that a registry's zone denied below a suffix of several labels, of which that zone has no cut (<c>co.zz</c>, with nothing in the zone but what is
    /// registered below it), so that anybody could register it; null where that is not the case. It is proven by the audited domain, which the same zone delegates
    /// directly below the same suffix.
    /// </summary>
    internal static DomainName? RegistrableBeside(DelegationView view, NameServerAddresses resolved) =>
        resolved.DeniedDomain is { IsHostName: true } denied && resolved.Zone is { LabelCount: 1 } zone && denied.LabelCount > zone.LabelCount + 1 && ClosedTo(zone) is null
            && view.Parent is { HasReferral: true } parent && parent.Zone == zone && view.DomainName.LabelCount == denied.LabelCount && view.DomainName.Parent == denied.Parent
            ? denied
            : null;

    /// <summary>Whether a zone is a registry's: nobody puts addresses of hosts there but the registry.</summary>
    internal static bool IsRegistry(DomainName zone) => zone.LabelCount <= 1 || Registrars.IsBelowTopLevel(zone);

    /// <summary>What a top-level domain that is never to be in the root zone is reserved for; null where it is not.</summary>
    internal static string? ReservedFor(DomainName topLevel) => topLevel.ToLower().Text switch
    {
        "alt" => "names outside the DNS (RFC 9476)",
        "example" => "documentation (RFC 6761)",
        "internal" => "private use",
        "invalid" => "names that are to be invalid (RFC 6761)",
        "local" => "multicast DNS (RFC 6762)",
        "localhost" => "the machine itself (RFC 6761)",
        "onion" => "Tor (RFC 7686)",
        "test" => "tests (RFC 6761)",
        _ => null,
    };

    /// <summary>Whom a top-level domain is for, where that is not the public; null otherwise.</summary>
    internal static string? ClosedTo(DomainName topLevel) => topLevel.ToLower().Text switch
    {
        "arpa" => "names of the Internet's own infrastructure (RFC 3172)",
        "edu" => "schools of the United States",
        "gov" => "the government of the United States",
        "int" => "organizations that treaties have made",
        "mil" => "the armed forces of the United States",
        _ => null,
    };
}
