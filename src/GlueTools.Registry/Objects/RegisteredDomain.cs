using System.Collections.Generic;
using GlueTools.Dns.Names;

namespace GlueTools.Registry.Objects;

/// <summary>A domain as a registry shows it.</summary>
internal sealed class RegisteredDomain
{
    /// <summary>Name servers that are kept: RFC 5731 sets no bound, registries allow 13 or so.</summary>
    internal const int MostHosts = 64;

    /// <summary>Items of any other list that are kept.</summary>
    internal const int MostItems = 32;

    internal RegisteredDomain(DomainName name) => Name = name;

    internal DomainName Name { get; }

    internal IReadOnlyList<RegisteredHost> Hosts { get; set; } = [];

    /// <summary>Its statuses, in the words of EPP where they have one.</summary>
    internal IReadOnlyList<string> Statuses { get; set; } = [];

    /// <summary>DS records in presentation form.</summary>
    internal IReadOnlyList<string> Ds { get; set; } = [];

    /// <summary>Whether <see cref="Ds"/> is all that the registry holds: it shows its DS records, or says that there are none.</summary>
    internal bool ShowsDs { get; set; }

    /// <summary>Whether the registry holds keys from which it makes the DS records itself.</summary>
    internal bool HasKeys { get; set; }

    internal string Registrar { get; set; } = string.Empty;

    /// <summary>When the registry last changed it, ISO 8601, UTC; empty where it does not say.</summary>
    internal string LastChangedUtc { get; set; } = string.Empty;

    /// <summary>When the registration ends, ISO 8601, UTC; empty where it does not say.</summary>
    internal string ExpiresUtc { get; set; } = string.Empty;

    /// <summary>Titles of what the registry wants to be read beside the data.</summary>
    internal IReadOnlyList<string> Notices { get; set; } = [];

    /// <summary>What was left out on reading.</summary>
    internal IReadOnlyList<string> Limits { get; set; } = [];
}
