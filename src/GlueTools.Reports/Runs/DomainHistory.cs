using System;
using System.Collections.Generic;

namespace GlueTools.Reports.Runs;

/// <summary>What is remembered of a domain from run to run.</summary>
public sealed class DomainHistory(string domainName)
{
    /// <summary>The domain.</summary>
    public string DomainName { get; } = domainName;

    /// <summary>What was ever known of it.</summary>
    public Topic Known { get; set; }

    /// <summary>When it was first seen, ISO 8601, UTC.</summary>
    public string FirstUtc { get; set; } = string.Empty;

    /// <summary>When it was last seen.</summary>
    public string LastUtc { get; set; } = string.Empty;

    /// <summary>What findings leave out.</summary>
    public IReadOnlyList<string> Scope { get; set; } = [];

    /// <summary>Everything about it.</summary>
    public IDictionary<string, HistoryItem> Items { get; } = new SortedDictionary<string, HistoryItem>(StringComparer.Ordinal);

    /// <summary>What it takes the domain for now, to be laid beside a run.</summary>
    public SeenDelegation Settled()
    {
        var facts = new List<Fact>();
        foreach (var item in Items.Values)
        {
            if (item.Settled is { } settled)
            {
                facts.Add(settled);
            }
        }

        return new SeenDelegation(DomainName, Known, facts) { IsWhole = true, Why = Known == Topic.None ? "The history tells nothing of it." : string.Empty }.At(LastUtc, scope: Scope, knowsDepth: true);
    }
}
