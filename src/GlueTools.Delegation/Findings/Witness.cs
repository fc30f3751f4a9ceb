using System.Collections.Generic;
using System.Net;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Findings;

/// <summary>The side of a delegation that a server speaks for.</summary>
public enum DelegationSide
{
    /// <summary>The zone that delegates.</summary>
    Parent,

    /// <summary>The zone that is delegated.</summary>
    Child,
}

/// <summary>A server that showed a finding.</summary>
public sealed class Witness
{
    internal Witness(DelegationSide side, IReadOnlyList<DomainName> names, IPAddress address)
    {
        Side = side;
        Names = names;
        Address = address;
    }

    /// <summary>The side it speaks for.</summary>
    public DelegationSide Side { get; }

    /// <summary>The name servers that have its address; empty where only the address is known.</summary>
    public IReadOnlyList<DomainName> Names { get; }

    /// <summary>Its address.</summary>
    public IPAddress Address { get; }

    /// <inheritdoc/>
    public override string ToString() => Names.Count > 0 ? string.Join(";", Names) + "/" + Address : Address.ToString();
}
