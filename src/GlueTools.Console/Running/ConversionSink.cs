using System.Collections.Generic;
using System.Linq;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Delegation.Plans;
using GlueTools.Network.Sessions;
using GlueTools.Reports.Changes;

namespace GlueTools.Console.Running;

/// <summary>Writes plans for whoever carries them out: a text for each step. What has no place in it is told beside it.</summary>
internal sealed class ConversionSink(PlanRequest request, string format, ConsoleStreams streams, Verdict verdict) : IResultSink
{
    /// <summary>Whether only what is changed at the parent is written.</summary>
    internal bool IsParentOnly { get; init; }

    /// <summary>The number of the one step to be written; null for all.</summary>
    internal int? Step { get; init; }

    public void Without(string name, string status, string sentence)
    {
        verdict.Add(status, null);
        streams.Error.WriteLine(name + ": " + sentence);
    }

    public void Take(AuditItem item) => Take(item.Report!);

    public void Take(DelegationReport report)
    {
        if (request.PlanOf(report) is not { } plan)
        {
            var row = request.StepsOf(report, isConsole: true)[0];
            Without(row.DomainName, RowStatus.Unknown, row.Action);
            return;
        }

        if (plan.Refusals.Count > 0)
        {
            Without(plan.Start.Domain.Text, RowStatus.Invalid, string.Join(" ", plan.Refusals));
            return;
        }

        if (PlanWords.WhyUndecided(plan) is { } undecided)
        {
            Without(plan.Start.Domain.Text, RowStatus.Invalid, undecided);
            Remark(plan);
            return;
        }

        if (Step > plan.Steps.Count)
        {
            Without(plan.Start.Domain.Text, RowStatus.Invalid, "The plan has " + (plan.Steps.Count == 1 ? "1 step" : plan.Steps.Count + " steps") + ", and no step " + Step + ".");
            return;
        }

        // What stays open is not in what is written, so whoever reads the exit status alone is not to take it for all.
        verdict.Add(plan.Open.Count > 0 ? RowStatus.Invalid : RowStatus.Healthy, null);
        var written = false;
        foreach (var step in plan.Steps.Where(step => (Step is null || step.Number == Step) && (!IsParentOnly || step.Changes.Any(change => change.Place == ChangePlace.Delegation))))
        {
            var converted = ChangeFormats.Convert(format, plan, step, isConsole: true);
            if (converted.Text.Length > 0)
            {
                streams.Out.WriteLine(converted.Text);
                written = true;
            }

            Tell(plan.Start.Domain.Text, "step " + step.Number, converted.Missing);
        }

        if (!written)
        {
            streams.Error.WriteLine(plan.Start.Domain.Text + ": nothing in this plan is for '" + format + "'.");
        }

        Remark(plan);
    }

    public void Flush() => streams.Out.Flush();

    public void End() => streams.Out.Flush();

    private void Remark(DelegationPlan plan)
    {
        foreach (var remark in plan.Remarks)
        {
            streams.Error.WriteLine(plan.Start.Domain.Text + ": " + remark);
        }
    }

    private void Tell(string domain, string step, IReadOnlyList<string> missing)
    {
        foreach (var sentence in missing)
        {
            streams.Error.WriteLine(domain + ", " + step + ": " + sentence);
        }
    }
}
