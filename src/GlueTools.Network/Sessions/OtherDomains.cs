using System.Collections.Generic;
using System.Threading;
using GlueTools.Delegation.Plans;
using GlueTools.Dns.Names;

namespace GlueTools.Network.Sessions;

/// <summary>Looks up which name servers other domains have.</summary>
public static class OtherDomains
{
    /// <summary>Audits domains, and says what name servers each has on either side.</summary>
    /// <param name="session">A session in which nothing else goes on.</param>
    /// <param name="names">The domains.</param>
    /// <param name="cancel">Ends it.</param>
    public static IReadOnlyList<OtherDomain> Find(AuditSession session, IEnumerable<DomainName> names, CancellationToken cancel)
    {
        var found = new List<OtherDomain>();
        var open = 0;
        foreach (var name in names)
        {
            while (open > 0 && session.Room <= open)
            {
                found.Add(Of(session.Take(cancel)));
                open--;
            }

            session.Start(name);
            open++;
        }

        for (; open > 0; open--)
        {
            found.Add(Of(session.Take(cancel)));
        }

        found.Sort((left, right) => left.Name.CompareTo(right.Name));
        return found;
    }

    private static OtherDomain Of(AuditItem item) => new(item.DomainName, item.Report is { View: { Parent.HasReferral: true } view } ? view.NameServers : null);
}
