using System;
using System.Collections.Generic;

namespace GlueTools.Reports.Documents;

/// <summary>What all domains of a report come to beside an earlier run. Its size does not grow with their number.</summary>
public sealed class ComparisonTotals
{
    /// <summary>Domains of the earlier run alone that are named; the others are counted.</summary>
    public const int MostNamed = 100;

    private const int MostKinds = 1000;

    private readonly SortedDictionary<string, long> _kinds = new(StringComparer.Ordinal);
    private readonly List<string> _missing = [];

    /// <summary>Domains of which something is otherwise.</summary>
    public long Changed { get; private set; }

    /// <summary>Domains that are as they were, as far as both runs tell.</summary>
    public long AsBefore { get; private set; }

    /// <summary>Domains of which one of the runs does not tell.</summary>
    public long NotCompared { get; private set; }

    /// <summary>How often what changed how: texts as <c>Appeared: GlueStale</c>, in the order of the alphabet.</summary>
    public IReadOnlyDictionary<string, long> Kinds => _kinds;

    /// <summary>Domains that the earlier run alone holds.</summary>
    public long OnlyBefore { get; private set; }

    /// <summary>The first of these.</summary>
    public IReadOnlyList<string> Missing => _missing;

    internal static bool IsChange(DelegationChange change) => change.Rank >= 0;

    internal void Add(IReadOnlyList<DelegationChange> changes)
    {
        var any = false;
        foreach (var change in changes)
        {
            if (IsChange(change))
            {
                any = true;
                var key = change.Status + ": " + ChangeWords.KindOf(change);
                if (_kinds.TryGetValue(key, out var count) || _kinds.Count < MostKinds)
                {
                    _kinds[key] = count + 1;
                }
            }
        }

        Changed += any ? 1 : 0;
        AsBefore += changes.Count == 0 ? 1 : 0;
        NotCompared += !any && changes.Count > 0 ? 1 : 0;
    }

    internal void Miss(string domainName)
    {
        OnlyBefore++;
        if (_missing.Count < MostNamed)
        {
            _missing.Add(domainName);
        }
    }
}
