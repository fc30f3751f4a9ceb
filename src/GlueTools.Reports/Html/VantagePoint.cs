using System.Collections.Generic;
using System.Globalization;
using GlueTools.Delegation.Evidence;
using GlueTools.Reports.Documents;

namespace GlueTools.Reports.Html;

/// <summary>From where the domains of a page were asked, and how much: what the evidence says of that, counted.</summary>
internal sealed class VantagePoint
{
    private readonly SortedDictionary<AuditDepth, long> _depths = [];
    private long _fromRoot, _fromGiven, _without, _overTcp;

    /// <summary>Takes a domain.</summary>
    internal void Add(ReportedDomain domain)
    {
        if (domain.View is not { } view || (view.Parent is null && view.Child is null))
        {
            _without++;
            return;
        }

        _fromGiven += view.Conditions.FromGivenServers ? 1 : 0;
        _fromRoot += view.Conditions.FromGivenServers ? 0 : 1;
        _overTcp += view.Conditions.TcpOnly ? 1 : 0;
        _depths.TryGetValue(view.Conditions.Depth, out var count);
        _depths[view.Conditions.Depth] = count + 1;
    }

    /// <summary>Where the questions began; empty where no evidence says so.</summary>
    internal string From() => Joined((_fromRoot, "the root servers"), (_fromGiven, "servers that the user named"));

    /// <summary>How much was asked; empty where no evidence says so.</summary>
    internal string Depth()
    {
        var parts = new List<(long, string)>();
        foreach (var depth in _depths)
        {
            parts.Add((depth.Value, depth.Key.ToString()));
        }

        var words = Joined([.. parts]);
        return words.Length == 0 || _overTcp == 0 ? words : words + "; over TCP alone: " + Number(_overTcp);
    }

    /// <summary>What there is some of; with the numbers where it is not the same for all.</summary>
    private string Joined(params (long Count, string What)[] parts)
    {
        var texts = new List<string>();
        foreach (var (count, what) in parts)
        {
            if (count > 0)
            {
                texts.Add(count == _fromRoot + _fromGiven && _without == 0 ? what : what + " (" + Number(count) + (count == 1 ? " domain)" : " domains)"));
            }
        }

        return string.Join(", ", texts);
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
