using System;
using System.Collections.Generic;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Plans;

/// <summary>Steps as sentences.</summary>
public static class PlanWords
{
    /// <summary>What to do: a sentence for each change, each with where it is done.</summary>
    /// <param name="step">The step.</param>
    /// <param name="domain">The domain that the plan is for.</param>
    public static string ActionOf(PlanStep step, DomainName domain) => Sentences(step.Changes, domain) + (step.Caution.Length == 0 ? string.Empty : " " + step.Caution);

    /// <summary>Changes that need not be a whole step, a sentence for each.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="domain">The domain that they are for.</param>
    public static string ActionOf(IReadOnlyList<Change> changes, DomainName domain) => Sentences(changes, domain);

    /// <summary>Why nothing can be planned although findings ask for a repair; null where something can, or none asks.</summary>
    /// <param name="plan">The plan.</param>
    public static string? WhyUndecided(DelegationPlan plan)
    {
        if (plan.Steps.Count > 0 || plan.Refusals.Count > 0 || plan.Open.Count == 0)
        {
            return null;
        }

        var open = new OrderedSet<string>(System.StringComparer.Ordinal);
        foreach (var finding in plan.Open)
        {
            open.Add(finding.Code);
        }

        return FindingText.Fill($"No step can be planned: {open} {(open.Count == 1 ? "asks" : "ask")} for a decision, or for a repair that does not follow from what was seen; the remarks say which.");
    }

    /// <summary>How to take it back; empty where there is no way back, or nothing to take back.</summary>
    /// <param name="step">The step.</param>
    /// <param name="domain">The domain that the plan is for.</param>
    public static string UndoOf(PlanStep step, DomainName domain) => Sentences(step.Undo, domain);

    /// <summary>A wait: <c>172800 s after step 4: the TTL of the delegation's NS records</c>.</summary>
    /// <param name="wait">The wait.</param>
    public static string Of(PlanWait wait)
    {
        var unless = wait.IsAfterOptional ? ", unless that was left out" : string.Empty;
        return wait.AfterStep == 0 ? FindingText.Fill($"{wait.Seconds} s from the start: {wait.Reason}")
            : wait.Seconds == 0 ? FindingText.Fill($"step {wait.AfterStep} is proven done{unless}")
            : FindingText.Fill($"{wait.Seconds} s after step {wait.AfterStep}{unless}: {wait.Reason}{(wait.OptionalStep == 0 ? (FormattableString)$"" : $" ({wait.SecondsWithout} s where step {wait.OptionalStep} was left out)")}");
    }

    /// <summary>One change.</summary>
    /// <param name="change">The change.</param>
    /// <param name="domain">The domain that the plan is for.</param>
    public static string Of(Change change, DomainName domain) => Sentences([change], domain);

    private static string Sentences(IReadOnlyList<Change> changes, DomainName domain)
    {
        var text = string.Empty;
        var last = string.Empty;
        foreach (var change in changes)
        {
            var where = ChangeWords.Where(change, domain);
            var what = ChangeWords.What(change);
            text += text.Length == 0 ? Prose.Capital(where.Length == 0 ? what : where + " " + what) : where == last ? "; " + what : "; " + (where.Length == 0 ? what : Prose.Small(where) + " " + what);
            last = where;
        }

        return text.Length == 0 ? string.Empty : text + ".";
    }
}
