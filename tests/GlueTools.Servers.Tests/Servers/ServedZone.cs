using GlueTools.Dns.Names;

namespace GlueTools.Servers.Tests.Servers;

/// <summary>What a server is to make of a zone.</summary>
internal enum ZoneState
{
    /// <summary>Answers for it with authority.</summary>
    Served,

    /// <summary>Refuses questions about it.</summary>
    Denied,

    /// <summary>Is to serve it, and lacks its file: SERVFAIL.</summary>
    Broken,
}

/// <summary>A zone of one server.</summary>
/// <param name="Name">Its apex.</param>
/// <param name="File">Its master file.</param>
/// <param name="State">What the server is to make of it.</param>
internal sealed record ServedZone(DomainName Name, string File, ZoneState State)
{
    /// <summary>The apex with its dot at the end.</summary>
    internal string Absolute => Name.IsRoot ? "." : Name.Text + ".";

    internal bool IsDenied => State == ZoneState.Denied;
}
