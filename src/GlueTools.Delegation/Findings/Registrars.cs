using System;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Findings;

/// <summary>Where domains are registered through registrars, as far as names tell.</summary>
internal static class Registrars
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

    /// <summary>Top-level names without registrars: arpa, what is reserved, and what networks use without asking (RFC 6762, appendix G). Those for documentation and tests stand for any other.</summary>
    private static readonly string[] WithoutRegistrars = ["alt", "arpa", "corp", "home", "internal", "intranet", "invalid", "lan", "local", "localhost", "onion", "private"];

    /// <summary>Whether domains below a zone are registered through registrars: not those in arpa, nor in names that networks use among themselves.</summary>
    internal static bool Serve(DomainName zone) => zone.LabelCount == 1 ? Array.IndexOf(WithoutRegistrars, zone.ToLower().Text) < 0 : IsBelowTopLevel(zone);

    /// <summary>Whether it is one of the zones below a top-level domain that delegate like one.</summary>
    internal static bool IsBelowTopLevel(DomainName zone) => zone.LabelCount == 2 && Array.IndexOf(SecondLevel, zone.ToLower().Text) >= 0;
}
