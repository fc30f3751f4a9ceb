using System.Collections.Generic;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Plans;

/// <summary>Steps as sentences.</summary>
public static class PlanWords
{
    /// <summary>What to do: a sentence for each change, each with where it is done.</summary>
    /// <param name="step">The step.</param>
    /// <param name="domain">The domain that the plan is for.</param>
    public static string ActionOf(PlanStep step, DomainName domain) => Sentences(step.Changes, domain);

    /// <summary>How to take it back; empty where there is no way back, or nothing to take back.</summary>
    /// <param name="step">The step.</param>
    /// <param name="domain">The domain that the plan is for.</param>
    public static string UndoOf(PlanStep step, DomainName domain) => Sentences(step.Undo, domain);

    /// <summary>A wait: <c>172800 s after step 4: the TTL of the delegation's NS records</c>.</summary>
    /// <param name="wait">The wait.</param>
    public static string Of(PlanWait wait) => wait.AfterStep == 0
        ? FindingText.Fill($"{wait.Seconds} s from the start: {wait.Reason}")
        : wait.Seconds == 0 ? FindingText.Fill($"step {wait.AfterStep} is proven done") : FindingText.Fill($"{wait.Seconds} s after step {wait.AfterStep}: {wait.Reason}");

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
