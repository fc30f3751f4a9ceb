using System;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Advising;

/// <summary>Where people can register domains, and where nobody can.</summary>
internal static class Registries
{
    /// <summary>Zones directly below a top-level domain that delegate like one.</summary>
    private static readonly string[] SecondLevel =
    [
        "co.uk", "org.uk", "me.uk", "ltd.uk", "plc.uk", "net.uk", "com.au", "net.au", "org.au", "id.au", "co.nz", "net.nz", "org.nz", "co.za", "org.za", "web.za",
        "co.jp", "ne.jp", "or.jp", "ac.jp", "co.kr", "or.kr", "com.br", "net.br", "org.br", "com.cn", "net.cn", "org.cn", "com.tw", "org.tw", "com.hk", "org.hk",
        "com.sg", "com.my", "co.in", "net.in", "org.in", "firm.in", "gen.in", "co.il", "org.il", "com.tr", "org.tr", "com.mx", "org.mx", "com.ar", "org.ar", "co.id",
        "or.id", "web.id", "com.ua", "org.ua", "net.ua", "com.pl", "net.pl", "org.pl", "co.at", "or.at", "com.pt", "com.es", "org.es", "nom.es", "com.gr", "com.cy",
        "com.ph", "com.vn", "com.sa", "com.eg", "co.th", "in.th", "co.ke", "com.ng", "com.pe", "com.co", "com.ve", "com.ec", "co.ve", "com.pk", "com.bd", "co.cr",
    ];

    /// <summary>Top-level domains in which nobody registers directly: only a level below.</summary>
    private static readonly string[] ThirdLevelOnly = ["bd", "ck", "er", "fk", "jm", "kh", "mm", "np", "pg", "za"];

    /// <summary>The domain that a zone in which the public registers denied, so that anybody could register it; null where that is not the case.</summary>
    internal static DomainName? Registrable(NameServerAddresses resolved)
    {
        if (resolved.Zone is not { IsRoot: false } zone || resolved.DeniedDomain is not { } denied || denied.LabelCount != zone.LabelCount + 1)
        {
            return null;
        }

        var text = zone.ToLower().Text;
        var isOpen = zone.LabelCount == 1 ? ClosedTo(zone) is null && Array.IndexOf(ThirdLevelOnly, text) < 0 : Array.IndexOf(SecondLevel, text) >= 0;
        return isOpen ? denied : null;
    }

    /// <summary>Whether a zone is a registry's: nobody puts addresses of hosts there but the registry.</summary>
    internal static bool IsRegistry(DomainName zone) => zone.LabelCount <= 1 || Array.IndexOf(SecondLevel, zone.ToLower().Text) >= 0;

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
