using System;
using GlueTools.Dns.Names;

namespace GlueTools.Network.Walking;

/// <summary>Zones in which anybody can register a domain: the root, top-level domains, and the well-known zones directly below one that delegate like one.</summary>
internal static class RegistryZones
{
    private static readonly string[] SecondLevel =
    [
        "co.uk", "org.uk", "me.uk", "ltd.uk", "plc.uk", "net.uk", "com.au", "net.au", "org.au", "id.au", "co.nz", "net.nz", "org.nz", "co.za", "org.za", "web.za",
        "co.jp", "ne.jp", "or.jp", "ac.jp", "co.kr", "or.kr", "com.br", "net.br", "org.br", "com.cn", "net.cn", "org.cn", "com.tw", "org.tw", "com.hk", "org.hk",
        "com.sg", "com.my", "co.in", "net.in", "org.in", "firm.in", "gen.in", "co.il", "org.il", "com.tr", "org.tr", "com.mx", "org.mx", "com.ar", "org.ar", "co.id",
        "or.id", "web.id", "com.ua", "org.ua", "net.ua", "com.pl", "net.pl", "org.pl", "co.at", "or.at", "com.pt", "com.es", "org.es", "nom.es", "com.gr", "com.cy",
        "com.ph", "com.vn", "com.sa", "com.eg", "co.th", "in.th", "co.ke", "com.ng", "com.pe", "com.co", "com.ve", "com.ec", "co.ve", "com.pk", "com.bd", "co.cr",
    ];

    /// <summary>The domain directly below <paramref name="zone"/> that the zone denied, where the zone is one to register in; null otherwise.</summary>
    internal static DomainName? Unregistered(DomainName zone, DomainName? denied)
    {
        if (denied is not { } name || name.LabelCount != zone.LabelCount + 1)
        {
            return null;
        }

        var isRegistry = zone.LabelCount <= 1 || Array.IndexOf(SecondLevel, zone.ToLower().Text) >= 0;
        return isRegistry ? name : null;
    }
}
