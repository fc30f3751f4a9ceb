using System;
using System.Collections.Generic;
using System.Linq;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Records;
using GlueTools.Lab.Scenarios;
using GlueTools.Simulation;

namespace GlueTools.Delegation.Tests.Mending;

/// <summary>What is left and what is new after the changes of a report were made.</summary>
internal static class MendingRules
{
    /// <summary>The rules that are broken when all first alternatives are taken, and when all second ones are, and so on.</summary>
    internal static IReadOnlyList<string> Broken(LabScenario scenario, LabAudit audit, DelegationReport report)
    {
        var broken = new List<string>();
        var data = report.Findings.Where(finding => finding.Advice.Alternatives.Count > 0).ToList();
        for (var choice = 0; choice < data.Select(finding => finding.Advice.Alternatives.Count).DefaultIfEmpty(0).Max(); choice++)
        {
            var changes = data.ConvertAll(finding => finding.Advice.Alternatives[Math.Min(choice, finding.Advice.Alternatives.Count - 1)]);
            if (Audit(scenario, audit, report, changes) is not { } after)
            {
                continue;
            }

            var seen = Compare(report, data, after).ToList();
            var revealed = seen.Count > 0 ? Revealed(scenario, audit, report, changes) : [];
            broken.AddRange(seen.Where(one => !revealed.Contains(one.Subject)).Select(one => one.Line).Select(line => $"{audit.DomainName} {string.Join(' ', audit.Options)} (alternative {choice + 1}): {line}\n    after " + string.Join("\n      and ", changes.SelectMany(change => change))));
        }

        return broken;
    }

    private static DelegationReport? Audit(LabScenario scenario, LabAudit audit, DelegationReport report, IReadOnlyList<IReadOnlyList<Change>> changes)
    {
        if (MendedScenario.Of(scenario, report.View, changes) is not { } mended)
        {
            return null;
        }

        var lab = new SimulatedLab(mended);
        return ScenarioRun.Audit(lab, ScenarioRun.Options(lab, audit), audit.DomainName);
    }

    /// <summary>
    /// What shows once servers answer that did not, and nothing else is changed: it was there before. Servers that take another copy may show lesser things; those of the
    /// zone above only where serials do not tell which copy they will take, or nobody can see what it has, since each has shown what its copy has.
    /// </summary>
    private static HashSet<string> Revealed(LabScenario scenario, LabAudit audit, DelegationReport report, List<IReadOnlyList<Change>> changes)
    {
        var parents = report.View.Parent?.Servers ?? [];
        var newest = SerialNumber.Newest(parents.Select(server => server.Serial));
        var isTold = parents.Any(server => server.Serial == newest && (server.IsComplete || server.DeniesDelegation)) && parents.Any(server => server.Serial != newest);
        var ofServers = changes.ConvertAll<IReadOnlyList<Change>>(together => [.. together.Where(change => change.Record == ChangedRecord.Server && !(isTold && change.Place == ChangePlace.ParentServer && change.Setting == ServerSetting.ServeSameCopy))]);
        var isOther = ofServers.Exists(together => together.Any(change => change.Setting is ServerSetting.ServeSameCopy or ServerSetting.ServeNewestCopy));
        return ofServers.Exists(together => together.Count > 0) && Audit(scenario, audit, report, ofServers) is { } after
            ? [.. after.Findings.Where(finding => !isOther || finding.Severity < Severity.Error).Select(Subject)] : [];
    }

    private static IEnumerable<(string Subject, string Line)> Compare(DelegationReport before, List<Findings.Finding> mended, DelegationReport after)
    {
        var gone = mended.Select(Subject).ToHashSet();
        var known = before.Findings.Select(Subject).ToHashSet();
        // What nobody was told how to mend may stay, also where something worse had stood for it.
        var codes = before.All.Where(finding => finding.Advice.Alternatives.Count == 0).Select(finding => finding.Code).ToHashSet();
        if (codes.Contains("DelegationForgotten"))
        {
            // The same fact, once somebody has delegated the zone.
            codes.Add("DelegationNotObservable");
        }

        var worst = before.Findings.Select(finding => finding.Severity).DefaultIfEmpty(Severity.Info).Max();
        if (after.View.Problem is { } problem)
        {
            yield return (string.Empty, "nothing can be known any more: " + problem);
        }

        foreach (var finding in after.Findings)
        {
            if (gone.Contains(Subject(finding)))
            {
                yield return (string.Empty, "is left: " + finding);
            }
            else if (IsAnotherQuestion(finding))
            {
                // What is advised may well lead to a server that somebody means to switch off, or leave a parent that follows by itself nothing to do: those are other questions.
            }
            else if (!known.Contains(Subject(finding)) && !codes.Contains(finding.Code) && !IsNamed(finding, mended))
            {
                yield return (Subject(finding), (finding.Severity >= Severity.Error || finding.Severity > worst ? "is new: " : "is new and not named: ") + finding);
            }
        }
    }

    private static bool IsAnotherQuestion(Findings.Finding finding) => finding.Kind.Check is "PreviousServerRetired" or "ParentWouldFollow";

    /// <summary>Whether a lesser finding is one that an advice speaks of.</summary>
    private static bool IsNamed(Findings.Finding finding, List<Findings.Finding> mended) =>
        finding.Severity < Severity.Error && mended.Exists(other => other.Severity >= finding.Severity && Words(finding).All(word => FindingText.RemedyOf(other).Contains(word, StringComparison.Ordinal)));

    private static IEnumerable<string> Words(Findings.Finding finding) => finding.Addresses.Count > 0 ? finding.Addresses.Select(address => address.ToString())
        : finding.Code == "DsMissing" ? ["add the DS record"]
        : finding.Code == "DsNotSigned" ? ["is signed"]
        // Where the parent's servers serve the zone too, nobody sees a referral, also after the delegation has been put there.
        : finding.Code == "DelegationNotObservable" ? ["serve it"]
        : [finding.Code];

    private static string Subject(Findings.Finding finding) => finding.Code + " " + string.Join(";", finding.NameServers) + " " + string.Join(";", finding.Addresses);
}
