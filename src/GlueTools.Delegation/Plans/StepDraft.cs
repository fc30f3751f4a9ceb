using System;
using System.Collections.Generic;
using GlueTools.Delegation.Findings;

namespace GlueTools.Delegation.Plans;

/// <summary>A step while its plan is being made: it knows the steps that it waits for, and not yet its number.</summary>
internal sealed class StepDraft
{
    internal StepDraft(PlanActor actor, IReadOnlyList<Change> changes, PlanGate gate, IEnumerable<string> reasons)
    {
        Actor = actor;
        Changes = changes;
        Gate = gate;
        Reasons = new List<string>(reasons);
    }

    internal PlanActor Actor { get; }

    internal IReadOnlyList<Change> Changes { get; }

    internal PlanGate Gate { get; }

    internal IReadOnlyList<string> Reasons { get; }

    internal bool IsPointOfNoReturn { get; init; }

    internal bool IsOptional { get; init; }

    /// <summary>What is to be seen to before it is carried out, beside its waits, in sentences; empty where nothing is.</summary>
    internal string Caution { get; init; } = string.Empty;

    internal List<DraftedWait> Waits { get; } = new();

    /// <summary>Waits for a step; null stands for the moment when the plan is made.</summary>
    internal StepDraft After(StepDraft? step, uint seconds, FormattableString reason)
    {
        Waits.Add(new DraftedWait(step, seconds, FindingText.Fill(reason)));
        return this;
    }

    /// <summary>Waits for a step as long as an optional one before it allows; longer where that was left out.</summary>
    internal StepDraft After(StepDraft step, uint seconds, FormattableString reason, StepDraft optional, uint without)
    {
        Waits.Add(new DraftedWait(step, seconds, FindingText.Fill(reason)) { Optional = optional, SecondsWithout = without });
        return this;
    }

    /// <summary>The steps with their numbers, and the first moment for each.</summary>
    internal static List<PlanStep> Number(List<StepDraft> drafts, DateTime nowUtc)
    {
        var steps = new List<PlanStep>(drafts.Count);
        var earliest = nowUtc;
        var without = nowUtc;
        foreach (var draft in drafts)
        {
            var waits = Binding(draft, drafts);
            foreach (var wait in waits)
            {
                var since = wait.AfterStep == 0 ? nowUtc : steps[wait.AfterStep - 1].EarliestUtc;
                earliest = Later(earliest, since.AddSeconds(wait.Seconds));
                var sinceWithout = wait.AfterStep == 0 ? nowUtc : steps[wait.AfterStep - 1].EarliestWithoutOptionalUtc;
                without = draft.IsOptional || wait.IsAfterOptional ? without : Later(without, sinceWithout.AddSeconds(wait.SecondsWithout));
            }

            steps.Add(new PlanStep(steps.Count + 1, draft.Actor, draft.Changes, draft.Gate)
            {
                Reasons = draft.Reasons,
                Waits = waits,
                EarliestUtc = earliest,
                EarliestWithoutOptionalUtc = draft.IsOptional ? earliest : without,
                Undo = draft.IsPointOfNoReturn ? [] : Inverse.Of(draft.Changes),
                IsPointOfNoReturn = draft.IsPointOfNoReturn,
                IsOptional = draft.IsOptional,
                Caution = draft.Caution,
            });
        }

        return steps;
    }

    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;

    /// <summary>The waits that can ever matter: not those that end, whatever happens, before another one does.</summary>
    private static List<PlanWait> Binding(StepDraft draft, List<StepDraft> drafts)
    {
        var all = new List<PlanWait>();
        foreach (var wait in draft.Waits)
        {
            all.Add(new PlanWait(wait.After is null ? 0 : drafts.IndexOf(wait.After) + 1, wait.Seconds, wait.Reason)
            {
                IsAfterOptional = wait.After?.IsOptional == true,
                OptionalStep = wait.Optional is null ? 0 : drafts.IndexOf(wait.Optional) + 1,
                SecondsWithout = wait.Optional is null ? wait.Seconds : wait.SecondsWithout,
            });
        }

        var binding = new List<PlanWait>();
        for (var i = 0; i < all.Count; i++)
        {
            var isCovered = false;
            for (var j = 0; j < all.Count && !isCovered; j++)
            {
                var isSame = all[j].AfterStep == all[i].AfterStep && all[j].Seconds == all[i].Seconds;
                // A step that only has to be done is one that the other wait need not include.
                // What is left out covers nothing.
                isCovered = i != j && all[j].SecondsWithout >= all[i].SecondsWithout && (all[i].IsAfterOptional || !all[j].IsAfterOptional) && (isSame ? j < i : all[j].AfterStep >= all[i].AfterStep && all[j].Seconds >= all[i].Seconds && (all[i].Seconds > 0 || all[i].AfterStep == all[j].AfterStep));
            }

            if (!isCovered && all[i].AfterStep + all[i].Seconds > 0)
            {
                binding.Add(all[i]);
            }
            else if (all[i].AfterStep > 0 && !binding.Exists(wait => wait.AfterStep == all[i].AfterStep) && !all.Exists(wait => wait.AfterStep == all[i].AfterStep && wait.Seconds > all[i].Seconds))
            {
                // The time is covered; that it is done is not.
                binding.Add(new PlanWait(all[i].AfterStep, 0, all[i].Reason) { IsAfterOptional = all[i].IsAfterOptional });
            }
        }

        return binding;
    }
}

/// <summary>What a step waits for while its plan is being made.</summary>
internal sealed class DraftedWait
{
    internal DraftedWait(StepDraft? after, uint seconds, string reason)
    {
        After = after;
        Seconds = seconds;
        Reason = reason;
    }

    internal StepDraft? After { get; }

    internal uint Seconds { get; }

    internal string Reason { get; }

    /// <summary>The optional step that makes it as short as it is; null where none does.</summary>
    internal StepDraft? Optional { get; init; }

    /// <summary>Seconds where that was left out.</summary>
    internal uint SecondsWithout { get; init; }
}
