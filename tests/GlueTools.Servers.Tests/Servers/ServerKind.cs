namespace GlueTools.Servers.Tests.Servers;

/// <summary>The name server programs that scenarios run on.</summary>
public enum ServerKind
{
    /// <summary>NSD.</summary>
    Nsd,

    /// <summary>Knot DNS.</summary>
    Knot,

    /// <summary>BIND 9.</summary>
    Bind,
}
