using GlueTools.Dns.Names;

namespace GlueTools.ZoneFiles;

/// <summary>Which zone a file holds: that of its SOA record.</summary>
internal static class ZoneOrigin
{
    /// <summary>Stands for the origin that nobody has said; a name below it shows that somebody should have (RFC 6761, section 6.4).</summary>
    internal static DomainName Unstated { get; } = DomainName.Parse("origin-not-stated.invalid");

    /// <summary>The zone, where it is known.</summary>
    /// <exception cref="ZoneFileException">It is not.</exception>
    internal static DomainName Check(ZoneFile file, DomainName? apex)
    {
        if (apex is not { } zone)
        {
            throw new ZoneFileException("There is no SOA record in " + file.Shown + " that can be read, so which zone it holds is not known; give the file of a whole zone.");
        }

        return zone.IsAtOrBelow(Unstated)
            ? throw new ZoneFileException("The names in " + file.Shown + " are relative, and it does not say to what; add a line $ORIGIN with the zone's name and a dot at its end.")
            : zone.ToLower();
    }
}
