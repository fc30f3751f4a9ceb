using System;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Evidence;

/// <summary>Somebody who knows what registries hold, or asks them.</summary>
public interface IRegistrySource
{
    /// <summary>Asks about a domain and returns at once.</summary>
    /// <param name="name">The domain.</param>
    /// <param name="answered">Is called once, on whatever thread, with what came of it.</param>
    void Ask(DomainName name, Action<RegistrySide> answered);
}
