namespace GlueTools.Delegation.Evidence;

/// <summary>How much an audit asks.</summary>
public enum AuditDepth
{
    /// <summary>Referral, SOA, NS, A and AAAA over UDP (TCP where truncated or silent).</summary>
    Core,

    /// <summary>Also TCP to every child address, and the probes of recursion, EDNS and DNSKEY.</summary>
    Standard,

    /// <summary>Also referrals within 512 octets, and CSYNC.</summary>
    Full,
}

/// <summary>Which side of a delegation is asked.</summary>
public enum AuditScope
{
    /// <summary>Parent and child.</summary>
    BothSides,

    /// <summary>The parent's referrals only.</summary>
    ParentOnly,
}
