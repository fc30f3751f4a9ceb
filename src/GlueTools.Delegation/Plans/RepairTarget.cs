using System.Collections.Generic;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Collections;

namespace GlueTools.Delegation.Plans;

/// <summary>What the findings of a report make of a delegation: of each the alternative that is advised first.</summary>
internal static class RepairTarget
{
    internal static void Apply(PlanTarget target, DelegationReport report)
    {
        target.Retires = false;
        var taken = new HashSet<string>(System.StringComparer.Ordinal);
        foreach (var finding in report.Findings)
        {
            if (finding.Advice.Alternatives.Count == 0)
            {
                if (finding.Severity >= Severity.Notice)
                {
                    target.Remarks.Add(finding.Code + ": " + FindingText.RemedyOf(finding));
                }

                continue;
            }

            foreach (var change in finding.Advice.Alternatives[0])
            {
                // What two findings ask for is done once.
                var isNew = taken.Add(change.ToString());
                Take(target, change, finding.Code, isNew);
            }
        }

        // Glue of name servers that go is of no use any more.
        foreach (var name in target.Start.Parent.NameServers)
        {
            if (!target.ParentNames.Contains(name))
            {
                target.Glue.Remove(name);
            }
        }
    }

    private static void Take(PlanTarget target, Change change, string code, bool isNew)
    {
        if (LacksValues(change))
        {
            if (isNew)
            {
                target.Remarks.Add(code + ": " + Sentence(target, change) + "; it is for you to choose what, so no step does it.");
            }

            return;
        }

        switch (change.Place, change.Record)
        {
            case (ChangePlace.Delegation, ChangedRecord.NameServer):
                Set(target.ParentNames, change.OldNameServers, change.NewNameServers);
                target.ParentReasons.Add(code);
                break;
            case (ChangePlace.Zone, ChangedRecord.NameServer):
                Set(target.ZoneNames, change.OldNameServers, change.NewNameServers);
                target.ZoneReasons.Add(code);
                break;
            case (ChangePlace.Delegation, ChangedRecord.Address):
                Set(PlanTarget.Of(target.Glue, change.Name!.Value), change.OldAddresses, change.NewAddresses);
                target.ParentReasons.Add(code);
                break;
            case (ChangePlace.Zone, ChangedRecord.Address):
                Set(PlanTarget.Of(target.Addresses, change.Name!.Value), change.OldAddresses, change.NewAddresses);
                target.ZoneReasons.Add(code);
                break;
            default:
                if (isNew)
                {
                    target.Further.Add(new KeyValuePair<Change, string>(change, code));
                }

                break;
        }
    }

    /// <summary>Whether it is not known what to put there.</summary>
    private static bool LacksValues(Change change) => change.Record switch
    {
        ChangedRecord.NameServer => change.Action != ChangeAction.Remove && change.NewNameServers.Count == 0,
        ChangedRecord.Address => change.Action != ChangeAction.Remove && change.NewAddresses.Count == 0,
        ChangedRecord.Alias => true,
        ChangedRecord.Ds => change.Action != ChangeAction.Remove && change.NewDs.Count == 0,
        _ => false,
    };

    private static string Sentence(PlanTarget target, Change change)
    {
        var where = ChangeWords.Where(change, target.Start.Domain);
        var what = ChangeWords.What(change);
        return where.Length == 0 ? Prose.Capital(what) : where + " " + what;
    }

    private static void Set<T>(OrderedSet<T> set, IReadOnlyList<T> old, IReadOnlyList<T> right)
    {
        set.ExceptWith(old);
        set.UnionWith(right);
    }
}
