using System;
using System.Collections.Generic;
using GlueTools.Dns.Names;

namespace GlueTools.Registry.Objects;

/// <summary>What was found out about a domain at registries.</summary>
internal sealed class RegistryAnswer
{
    internal RegistryAnswer(DomainName name, DateTime askedUtc)
    {
        Name = name;
        AskedUtc = askedUtc;
    }

    internal DomainName Name { get; }

    internal DateTime AskedUtc { get; }

    /// <summary>The domain; null where there is none, or nobody could be asked.</summary>
    internal RegisteredDomain? Domain { get; set; }

    /// <summary>Whether the registry says that there is no such domain.</summary>
    internal bool IsNotRegistered { get; set; }

    internal IReadOnlyList<HostAnswer> Hosts { get; set; } = [];

    /// <summary>Who says so: a URL, or a WHOIS server; empty where nobody could be asked.</summary>
    internal string Source { get; set; } = string.Empty;

    /// <summary>Why nothing is known, as a sentence; empty where something is.</summary>
    internal string Why { get; set; } = string.Empty;
}
