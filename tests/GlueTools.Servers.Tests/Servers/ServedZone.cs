using GlueTools.Dns.Names;

namespace GlueTools.Servers.Tests.Servers;

/// <summary>A zone of one server.</summary>
/// <param name="Name">Its apex.</param>
/// <param name="File">Its master file.</param>
/// <param name="IsDenied">Whether the server is to refuse questions about it.</param>
internal sealed record ServedZone(DomainName Name, string File, bool IsDenied)
{
    /// <summary>The apex with its dot at the end.</summary>
    internal string Absolute => Name.IsRoot ? "." : Name.Text + ".";
}
