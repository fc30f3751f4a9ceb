using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Evidence;

/// <summary>Where a name server's name lies, seen from a delegation (RFC 9499, section 7).</summary>
public enum NameServerRelation
{
    /// <summary>At or below the child's apex: only glue makes it findable.</summary>
    InDomain,

    /// <summary>Below the parent zone, not in the child.</summary>
    Sibling,

    /// <summary>Anywhere else.</summary>
    Unrelated,
}

/// <summary>Telling relations.</summary>
public static class NameServerRelations
{
    /// <summary>The relation of a name server to the delegation of <paramref name="child"/> from <paramref name="parent"/>.</summary>
    public static NameServerRelation Of(DomainName nameServer, DomainName child, DomainName parent)
    {
        if (nameServer.IsAtOrBelow(child))
        {
            return NameServerRelation.InDomain;
        }

        return nameServer.IsAtOrBelow(parent) ? NameServerRelation.Sibling : NameServerRelation.Unrelated;
    }
}
