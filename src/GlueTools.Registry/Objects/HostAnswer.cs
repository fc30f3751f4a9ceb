using GlueTools.Dns.Names;

namespace GlueTools.Registry.Objects;

/// <summary>What was found out about a name server of a domain.</summary>
internal sealed class HostAnswer
{
    internal HostAnswer(DomainName name, AddressStatus status, RegisteredHost? host, string source, string why)
    {
        Name = name;
        Status = status;
        Host = host;
        Source = source;
        Why = why;
    }

    internal DomainName Name { get; }

    internal AddressStatus Status { get; }

    /// <summary>The host, where one is shown.</summary>
    internal RegisteredHost? Host { get; }

    /// <summary>Who says so: a URL, or a WHOIS server.</summary>
    internal string Source { get; }

    /// <summary>Why nothing is shown, as a sentence; empty where something is.</summary>
    internal string Why { get; }
}
