using System;
using System.Collections.Generic;
using GlueTools.Delegation.Findings;

namespace GlueTools.Reports.Documents;

/// <summary>What all domains of a report come to. Its size does not grow with their number.</summary>
public sealed class ReportTotals
{
    /// <summary>Codes counted one by one: many times those of the catalogue, so only a made-up file has more.</summary>
    private const int MostCodes = 1000;

    private readonly SortedDictionary<string, CodeTotal> _codes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _statuses = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _notTested = new(StringComparer.Ordinal);
    private readonly long[] _worst = new long[5];

    /// <summary>Domains.</summary>
    public long Domains { get; private set; }

    /// <summary>Findings of all domains.</summary>
    public long Findings { get; private set; }

    /// <summary>Questions put on the network.</summary>
    public long Questions { get; private set; }

    /// <summary>Microseconds that the audits took, added up; many ran side by side.</summary>
    public long DurationUs { get; private set; }

    /// <summary>Domains whose verdict leaves something out.</summary>
    public long Limited { get; private set; }

    /// <summary>Findings by code, in the order of the codes.</summary>
    public IReadOnlyCollection<CodeTotal> Codes => _codes.Values;

    /// <summary>Domains by what could not be tested of them: IPv4, IPv6, UDP, TCP, ChildServer.</summary>
    public IReadOnlyDictionary<string, long> NotTested => _notTested;

    /// <summary>What became of the domains since an earlier run; null where none is laid beside.</summary>
    public ComparisonTotals? Comparison { get; internal set; }

    /// <summary>When the first answer that is known of was asked for, UTC; null where no time is known.</summary>
    public DateTime? FirstAskedUtc { get; private set; }

    /// <summary>When the last domain was begun of which that is known, UTC; null where no time is known.</summary>
    public DateTime? LastAskedUtc { get; private set; }

    /// <summary>When the last domain was taken, UTC; the earliest time where nobody said.</summary>
    public DateTime EndedUtc { get; set; }

    /// <summary>Domains that have a status.</summary>
    public long WithStatus(string status) => _statuses.TryGetValue(status, out var count) ? count : 0;

    /// <summary>Domains with a verdict whose worst finding reaches a severity.</summary>
    public long Failed(Severity failOn)
    {
        long failed = 0;
        for (var severity = (int)failOn; severity < _worst.Length; severity++)
        {
            failed += _worst[severity];
        }

        return failed;
    }

    /// <summary>Takes a domain.</summary>
    public void Add(ReportedDomain domain)
    {
        var row = domain.Result;
        Domains++;
        Questions += row.QueryCount;
        DurationUs += row.DurationUs;
        if (row.Worst() is { } worst && row.Status is not (RowStatus.Unknown or RowStatus.Invalid or RowStatus.Skipped))
        {
            _worst[(int)worst]++;
        }

        Limited += row.Limits.Count > 0 ? 1 : 0;
        Count(_statuses, row.Status);
        foreach (var what in row.NotTested)
        {
            Count(_notTested, what);
        }

        foreach (var finding in row.Findings)
        {
            Add(finding);
        }

        if (domain.Changes is { } changes)
        {
            (Comparison ??= new ComparisonTotals()).Add(changes);
        }

        if (domain.AskedUtc is { } asked)
        {
            FirstAskedUtc = FirstAskedUtc is { } first && first < asked ? first : asked;
            LastAskedUtc = LastAskedUtc is { } last && last > asked ? last : asked;
        }
    }

    /// <summary>Takes the domains that the earlier run alone holds.</summary>
    internal void Miss(IEnumerable<string> domainNames)
    {
        Comparison ??= new ComparisonTotals();
        foreach (var name in domainNames)
        {
            Comparison.Miss(name);
        }
    }

    private void Add(Finding finding)
    {
        Findings++;
        var key = finding.Code + " " + finding.Severity;
        if (!_codes.TryGetValue(key, out var total) && _codes.Count < MostCodes)
        {
            total = new CodeTotal(finding.Code, finding.Check, finding.Severity);
            _codes.Add(key, total);
        }

        total?.Add();
    }

    private static void Count(SortedDictionary<string, long> counts, string word)
    {
        if (counts.TryGetValue(word, out var count) || counts.Count < MostCodes)
        {
            counts[word] = count + 1;
        }
    }
}
