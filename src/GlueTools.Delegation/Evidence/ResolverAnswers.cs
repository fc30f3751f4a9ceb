using System.Collections.Generic;
using System.Net;
using GlueTools.Dns.Exchanges;

namespace GlueTools.Delegation.Evidence;

/// <summary>What one resolver answered about a domain: its NS set, and its name servers' addresses. Immutable.</summary>
public sealed class ResolverAnswers
{
    /// <summary>Takes the answers.</summary>
    /// <param name="address">The resolver.</param>
    /// <param name="exchanges">What it was asked, and what came of it.</param>
    public ResolverAnswers(IPAddress address, IReadOnlyList<Exchange> exchanges)
    {
        Address = address;
        Exchanges = exchanges;
    }

    /// <summary>The resolver.</summary>
    public IPAddress Address { get; }

    /// <summary>What it was asked, and what came of it.</summary>
    public IReadOnlyList<Exchange> Exchanges { get; }
}
