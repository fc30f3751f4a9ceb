namespace GlueTools.Delegation.Graph;

/// <summary>What may be lost at once.</summary>
public enum CutKind
{
    /// <summary>A machine: name servers with an address in common.</summary>
    NameServer,

    /// <summary>A zone: nobody answers for it any more.</summary>
    Zone,

    /// <summary>A top-level domain, likewise.</summary>
    TopLevelDomain,

    /// <summary>All machines of one operator.</summary>
    Operator,

    /// <summary>All addresses of a /24 (IPv4) or a /48 (IPv6).</summary>
    Prefix,

    /// <summary>All addresses of an autonomous system.</summary>
    AutonomousSystem,
}

/// <summary>Something whose loss takes the domain away. Immutable.</summary>
public sealed class CutPoint
{
    internal CutPoint(CutKind kind, string name, bool isAvoidable)
    {
        Kind = kind;
        Name = name;
        IsAvoidable = isAvoidable;
    }

    /// <summary>What it is.</summary>
    public CutKind Kind { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Whether the zone that delegates the domain can still be reached without it: only then could whoever runs the domain do without it.</summary>
    public bool IsAvoidable { get; }

    /// <summary>Whether it is the operator of a zone that is a cut point itself, and of no server of the domain: then it says nothing more.</summary>
    public bool IsImplied { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => Words + " " + Name;

    /// <summary>What it is, in words.</summary>
    public string Words => Kind switch
    {
        CutKind.NameServer => "name server",
        CutKind.Zone => "zone",
        CutKind.TopLevelDomain => "top-level domain",
        CutKind.Operator => "operator",
        CutKind.Prefix => "prefix",
        _ => "autonomous system",
    };
}
