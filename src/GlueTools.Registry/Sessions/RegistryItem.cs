using System.Collections.Generic;
using GlueTools.Dns.Names;

namespace GlueTools.Registry.Sessions;

/// <summary>A domain that registries were asked about.</summary>
public sealed class RegistryItem
{
    internal RegistryItem(DomainName domainName, object? tag, IReadOnlyList<RegistryDelegation> rows)
    {
        DomainName = domainName;
        Tag = tag;
        Rows = rows;
    }

    /// <summary>The domain.</summary>
    public DomainName DomainName { get; }

    /// <summary>What was given when it was started.</summary>
    public object? Tag { get; }

    /// <summary>A row for each name server, or one that says why there is none.</summary>
    public IReadOnlyList<RegistryDelegation> Rows { get; }
}
