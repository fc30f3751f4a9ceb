using System.Threading;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;

namespace GlueTools.Network.Sessions;

/// <summary>Asks servers that a domain is to be delegated to, before anything leads there.</summary>
public static class DelegationAhead
{
    /// <summary>Audits a domain as if it were delegated otherwise.</summary>
    /// <param name="session">A session in which nothing else goes on.</param>
    /// <param name="name">The domain.</param>
    /// <param name="proposed">The delegation as it is to be.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>What was seen; null where nothing could be.</returns>
    public static DelegationView? Look(AuditSession session, DomainName name, ProposedDelegation proposed, CancellationToken cancel)
    {
        session.StartUndelegated(name, proposed);
        return session.Take(cancel).Report?.View;
    }
}
