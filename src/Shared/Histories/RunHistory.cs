using System;
using System.Collections.Generic;
using System.Globalization;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.Reports.Runs;

namespace GlueTools.Shared.Histories;

/// <summary>A run that is added to a history: each domain is laid beside what is remembered of it.</summary>
/// <param name="file">The history.</param>
/// <param name="confirmAfter">Runs behind one another that make a change.</param>
internal sealed class RunHistory(StateFile file, int confirmAfter) : IDisposable
{
    private readonly HistoryRules _rules = new(confirmAfter, file.OtherCodes);
    private int _new, _findings;

    /// <summary>Takes a judged domain; gives the changes to be told, and for one of which nothing is known a row that says so.</summary>
    internal IReadOnlyList<DelegationChange> Take(DelegationReport report) => Take(ReportFacts.Of(report));

    /// <summary>Takes a name about which there is nothing but a sentence.</summary>
    internal IReadOnlyList<DelegationChange> Without(string name, string sentence) => Take(new SeenDelegation(SafeText.Cell(name), Topic.None, []) { Why = sentence });

    /// <summary>The run came to its end.</summary>
    internal void Commit() => file.Commit();

    /// <summary>What is to be said of the run beside its rows.</summary>
    internal IEnumerable<string> Remarks()
    {
        if (file.IsOfOtherTool)
        {
            yield return "Version " + file.Tool + " of this program wrote the history last. Findings that it explained otherwise, or did not have, count as known; that is no change of the world.";
        }

        if (_new > 0)
        {
            yield return string.Format(CultureInfo.InvariantCulture, "Seen for the first time: {0} {1} with {2} {3}, which count as known from now on.", _new, _new == 1 ? "domain" : "domains", _findings, _findings == 1 ? "finding" : "findings");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private IReadOnlyList<DelegationChange> Take(SeenDelegation seen)
    {
        if (seen.Known == Topic.None)
        {
            return [RunComparer.Unknown(seen)];
        }

        // A name that stands in the list twice is one observation.
        if (file.HasPut(seen.DomainName))
        {
            return [];
        }

        var history = file.Find(seen.DomainName);
        if (history.Known == Topic.None)
        {
            _new++;
            foreach (var fact in seen.Facts)
            {
                _findings += fact.Topic == Topic.Finding ? 1 : 0;
            }
        }

        var now = seen.SeenUtc.Length > 0 ? seen.SeenUtc : DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var told = _rules.Take(history, seen, now);
        file.Put(history);
        return told;
    }
}
