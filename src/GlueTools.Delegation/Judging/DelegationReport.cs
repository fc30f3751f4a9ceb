using System.Collections.Generic;
using GlueTools.Delegation.Evidence;

namespace GlueTools.Delegation.Judging;

/// <summary>The evidence about one domain and what was found in it.</summary>
public sealed class DelegationReport
{
    internal DelegationReport(DelegationView view, IReadOnlyList<Finding> findings)
    {
        View = view;
        Findings = findings;
    }

    /// <summary>The evidence.</summary>
    public DelegationView View { get; }

    /// <summary>The findings, worst first, then in the order of the catalogue.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Judges a view: every check looks at it, and what a more telling finding replaces is dropped.</summary>
    /// <param name="view">The evidence.</param>
    /// <param name="policy">What to report; null for everything.</param>
    public static DelegationReport Of(DelegationView view, CheckPolicy? policy = null)
    {
        var findings = new List<Finding>();
        if (view.Parent is not null)
        {
            foreach (var check in CheckCatalog.Checks)
            {
                findings.AddRange(check.Run(view));
            }
        }

        // First what one fault replaces of another, then what the user wants to hear of: leaving out a cause must not bring back its symptoms.
        var kept = (policy ?? CheckPolicy.Default).Apply(FindingFilter.Apply(findings));
        if (kept.Count < 2)
        {
            return new DelegationReport(view, kept);
        }

        var order = new Dictionary<Finding, int>();
        foreach (var finding in kept)
        {
            order.Add(finding, order.Count);
        }

        kept.Sort((left, right) => left.SeverityLevel != right.SeverityLevel ? right.SeverityLevel - left.SeverityLevel : order[left] - order[right]);
        return new DelegationReport(view, kept);
    }
}
