namespace GlueTools.Registry.Objects;

/// <summary>What a registry says of a name server's addresses. Four answers, and none of them is another.</summary>
internal enum AddressStatus
{
    /// <summary>It holds these.</summary>
    Held,

    /// <summary>It shows the host, and holds no address for it.</summary>
    NoAddress,

    /// <summary>It shows no such host object, so what it holds cannot be seen there.</summary>
    NotShown,

    /// <summary>It could not be asked.</summary>
    NotAsked,
}
