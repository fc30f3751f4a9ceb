using System.Collections.Generic;
using System.Net;
using GlueTools.Dns.Names;

namespace GlueTools.Registry.Objects;

/// <summary>A name server as a registry shows it: a host object, or a mention in the object of a domain.</summary>
internal sealed class RegisteredHost
{
    internal RegisteredHost(DomainName name) => Name = name;

    internal DomainName Name { get; }

    /// <summary>Its addresses, in the order of the registry.</summary>
    internal IReadOnlyList<IPAddress> Addresses { get; set; } = [];

    /// <summary>Its statuses, in the words of EPP.</summary>
    internal IReadOnlyList<string> Statuses { get; set; } = [];

    /// <summary>When the registry last changed it, ISO 8601, UTC; empty where it does not say.</summary>
    internal string LastChangedUtc { get; set; } = string.Empty;

    /// <summary>What was left out of it on reading.</summary>
    internal IReadOnlyList<string> Limits { get; set; } = [];
}
