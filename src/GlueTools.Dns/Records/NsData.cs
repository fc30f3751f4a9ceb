using System;
using GlueTools.Dns.Names;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Records;

/// <summary>An NS record's name server (RFC 1035, section 3.3.11).</summary>
public sealed class NsData : RecordData, IEquatable<NsData>
{
    /// <summary>Names the server.</summary>
    public NsData(DomainName nameServer) => NameServer = nameServer;

    /// <summary>The server's name.</summary>
    public DomainName NameServer { get; }

    /// <inheritdoc/>
    public bool Equals(NsData? other) => other is not null && NameServer == other.NameServer;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NsData);

    /// <inheritdoc/>
    public override int GetHashCode() => NameServer.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => Presentation.Absolute(NameServer);

    internal override void Write(WireWriter writer) => writer.WriteCompressedName(NameServer);
}
