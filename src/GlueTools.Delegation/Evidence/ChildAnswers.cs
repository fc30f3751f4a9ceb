using System;
using System.Collections.Generic;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Exchanges;

namespace GlueTools.Delegation.Evidence;

/// <summary>What came of the questions to one server about the child zone.</summary>
public sealed record ChildAnswers
{
    private const int Others = 7;

    private readonly AddressAnswers? _addresses;

    /// <summary>The zone's SOA, asked without EDNS.</summary>
    public ServerAnswer? Soa { get; init; }

    /// <summary>The zone's NS set.</summary>
    public ServerAnswer? Ns { get; init; }

    /// <summary>The NS question as first put, with EDNS, where it had to be put again; null otherwise.</summary>
    public Exchange? Edns { get; init; }

    /// <summary>A question for the zone's SOA over TCP, or for its NS or DNSKEY set where that was answered in its stead; at Core depth null, unless the server was silent over UDP.</summary>
    public Exchange? Tcp { get; init; }

    /// <summary>A recursive question for something outside its zones; null at Core depth.</summary>
    public Exchange? Recursion { get; init; }

    /// <summary>The zone's keys; null at Core depth.</summary>
    public ServerAnswer? Dnskey { get; init; }

    /// <summary>What the zone asks its parent to copy (RFC 7477); null below Full depth.</summary>
    public ServerAnswer? Csync { get; init; }

    /// <summary>The addresses of name servers in the zone, by question.</summary>
    public AddressAnswers Addresses { get => _addresses ?? new AddressAnswers(); init => _addresses = value; }

    /// <summary>All of them.</summary>
    public IEnumerable<Exchange> All
    {
        get
        {
            for (var i = 0; i < Others; i++)
            {
                if (Other(i) is { } exchange)
                {
                    yield return exchange;
                }
            }

            foreach (var answer in Addresses)
            {
                yield return answer.Exchange;
            }
        }
    }

    /// <summary>The first of them that fulfils a condition; null where none does.</summary>
    internal Exchange? First(Func<Exchange, bool> condition)
    {
        for (var i = 0; i < Others; i++)
        {
            if (Other(i) is { } exchange && condition(exchange))
            {
                return exchange;
            }
        }

        foreach (var answer in Addresses)
        {
            if (condition(answer.Exchange))
            {
                return answer.Exchange;
            }
        }

        return null;
    }

    private Exchange? Other(int number) => number switch
    {
        0 => Soa?.Exchange,
        1 => Ns?.Exchange,
        2 => Edns,
        3 => Tcp,
        4 => Recursion,
        5 => Dnskey?.Exchange,
        _ => Csync?.Exchange,
    };
}
