using System;
using System.Collections.Generic;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Checks;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Judging;

/// <summary>The evidence about one domain and what was found in it.</summary>
public sealed class DelegationReport
{
    private DelegationReport(DelegationView view, CheckPolicy policy, IReadOnlyList<Finding> all, IReadOnlyList<Finding> findings)
    {
        View = view;
        Policy = policy;
        All = all;
        Findings = findings;
    }

    /// <summary>The evidence.</summary>
    public DelegationView View { get; }

    /// <summary>What would break if all servers took the newest copy of the zone; null where nothing is seen that would.</summary>
    internal FormattableString? WhatNewestCopyBreaks => NewestCopy.WhatBreaks(View);

    /// <summary>
    /// The servers of the parent that alone name a name server, where all of them have an older copy of the parent zone than one without it, and the zone does not name it either; none where that is not so.
    /// </summary>
    internal IReadOnlyList<ServerAddress> OnlyBehindNaming(DomainName nameServer)
    {
        if (View is not { Parent: { } parent, Child: { HasNameServers: true } child } || child.NameServers.Includes(nameServer))
        {
            return [];
        }

        var naming = parent.ServersNaming(nameServer);
        return LaggingParents.Are(View, naming) ? naming : [];
    }

    /// <summary>What was to be reported.</summary>
    public CheckPolicy Policy { get; }

    /// <summary>The findings, worst first; of those that weigh the same first what bears on the whole zone, then in the order of the catalogue.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Everything that the checks found, in the order of the catalogue: also what a more telling finding replaces, and what the policy leaves out.</summary>
    public IReadOnlyList<Finding> All { get; }

    /// <summary>The report of a view of which it is known that no check finds anything in it.</summary>
    /// <param name="view">The evidence.</param>
    /// <param name="policy">What was to be reported; null for everything.</param>
    public static DelegationReport OfPlain(DelegationView view, CheckPolicy? policy = null) => new(view, policy ?? CheckPolicy.Default, [], []);

    /// <summary>Judges a view: every check looks at it, and what a more telling finding replaces is dropped.</summary>
    /// <param name="view">The evidence.</param>
    /// <param name="policy">What to report; null for everything.</param>
    public static DelegationReport Of(DelegationView view, CheckPolicy? policy = null)
    {
        policy ??= CheckPolicy.Default;
        var findings = new List<Finding>();
        if (view.Parent is not null)
        {
            foreach (var check in CheckCatalog.Checks)
            {
                // Not AddRange, which asks of what it is given whether it is a collection: few checks give any, and nearly all of a long list give none.
                foreach (var finding in check.Run(view))
                {
                    findings.Add(finding);
                }
            }
        }

        // First what one fault replaces of another, then what the user wants to hear of: leaving out a cause must not bring back its symptoms.
        var kept = policy.Apply(FindingFilter.Apply(findings), view);
        if (kept.Count < 2)
        {
            return new DelegationReport(view, policy, findings, kept);
        }

        var order = new Dictionary<Finding, int>();
        foreach (var finding in kept)
        {
            order.Add(finding, order.Count);
        }

        kept.Sort((left, right) => left.Severity != right.Severity ? right.Severity - left.Severity
            : Bearing.Of(left) != Bearing.Of(right) ? Bearing.Of(left) - Bearing.Of(right)
            : order[left] - order[right]);
        return new DelegationReport(view, policy, findings, kept);
    }
}
