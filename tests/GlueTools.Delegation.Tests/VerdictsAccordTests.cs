using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Delegation.Plans;

namespace GlueTools.Delegation.Tests;

/// <summary>What the rows say of one audit is one verdict, whichever of them is read: held for every audit of every scenario.</summary>
public sealed class VerdictsAccordTests(ScenarioResults results)
{
    [Fact]
    public async Task A_row_of_a_comparison_matches_where_it_has_no_rank()
    {
        var broken = new List<string>();
        await foreach (var (what, report) in Audits())
        {
            foreach (var row in DelegationComparison.From(report).SelectMany(row => row.PerAddress().Prepend(row)).Where(row => row.Status == "Match" && row.Rank != 0))
            {
                broken.Add(what + ": " + row);
            }
        }

        Assert.Empty(broken);
    }

    [Fact]
    public async Task No_name_server_stays_as_it_is_about_which_something_is_to_be_done()
    {
        var broken = new List<string>();
        await foreach (var (what, report) in Audits())
        {
            if (PlanReader.Read(report.View) is not { } start)
            {
                continue;
            }

            var plan = Planner.Make(start, PlanGoal.Repair(report), new PlanOptions { NowUtc = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) });
            foreach (var row in RequiredChange.From(plan).Where(row => row.Status == "Match" || row.Action == "Keep"))
            {
                // Some findings are gone with others, and ask for nothing themselves.
                broken.AddRange(report.Findings.Where(finding => finding.Severity >= Severity.Error && finding.NameServers.Any(name => name.Text == row.NameServer) && !finding.Advice.GoesWithOthers)
                    .Select(finding => what + ": " + finding + " / " + row));
                broken.AddRange(report.Findings.Where(finding => finding.Code is "NameServerOnlyAtParent" or "ParentServersDisagreeOnGlue" && finding.NameServers.Any(name => name.Text == row.NameServer))
                    .Select(finding => what + ": " + finding + " / " + row));
            }
        }

        Assert.Empty(broken);
    }

    private async IAsyncEnumerable<(string What, DelegationReport Report)> Audits()
    {
        foreach (var file in ScenarioFiles.Names)
        {
            var audits = ScenarioFiles.Load(file).Audits;
            for (var i = 0; i < audits.Count; i++)
            {
                var (audit, report) = await results.Of(file, i);
                yield return (file + " " + string.Join(' ', audit.Options.Prepend(audit.DomainName.Text)), report);
            }
        }
    }
}
