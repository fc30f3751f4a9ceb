using System;
using GlueTools.Dns.Names;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Records;

/// <summary>The target of a CNAME (RFC 1035, section 3.3.1) or DNAME (RFC 6672).</summary>
public sealed class AliasData : RecordData, IEquatable<AliasData>
{
    /// <summary>Names the target.</summary>
    public AliasData(DomainName target) => Target = target;

    /// <summary>Where the alias leads.</summary>
    public DomainName Target { get; }

    /// <inheritdoc/>
    public bool Equals(AliasData? other) => other is not null && Target == other.Target;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AliasData);

    /// <inheritdoc/>
    public override int GetHashCode() => Target.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => Presentation.Absolute(Target);

    // Not compressed: DNAME's target must not be (RFC 6672, section 2.5), CNAME's need not be.
    internal override void Write(WireWriter writer) => writer.WriteName(Target);
}
