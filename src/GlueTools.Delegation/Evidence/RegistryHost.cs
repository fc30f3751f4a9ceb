using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Evidence;

/// <summary>What is known of the addresses that a registry holds for a name server. None of these is another.</summary>
public enum HeldAddresses
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

/// <summary>A name server as a registry holds it. Immutable.</summary>
public sealed class RegistryHost
{
    /// <summary>Says what is known of it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="state">What is known of its addresses.</param>
    /// <param name="addresses">These; empty unless they are held.</param>
    /// <param name="source">Who says so: a URL, or a WHOIS server; empty where nobody could be asked.</param>
    public RegistryHost(DomainName name, HeldAddresses state, IReadOnlyList<IPAddress> addresses, string source)
    {
        Name = name;
        State = state;
        Addresses = addresses;
        Source = source;
    }

    /// <summary>Its name.</summary>
    public DomainName Name { get; }

    /// <summary>What is known of its addresses.</summary>
    public HeldAddresses State { get; }

    /// <summary>Its addresses, as far as they are held and shown.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; }

    /// <summary>Who says so: a URL, or a WHOIS server; empty where nobody could be asked.</summary>
    public string Source { get; }

    /// <summary>Statuses of the host object, in the words of EPP.</summary>
    public IReadOnlyList<string> Statuses { get; init; } = Array.Empty<string>();

    /// <summary>When the registry last changed the host object; null where it does not say.</summary>
    public DateTime? ChangedUtc { get; init; }

    /// <summary>Why no address is shown, as a sentence; empty where some are.</summary>
    public string Why { get; init; } = string.Empty;

    /// <summary>Whether the host object has a status of EPP.</summary>
    public bool Has(string status) => Has(Statuses, status);

    internal static bool Has(IReadOnlyList<string> statuses, string status)
    {
        foreach (var one in statuses)
        {
            if (string.Equals(one, status, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
