using System.Linq;
using GlueTools.Delegation.Plans;
using Step = GlueTools.Delegation.Plans.PlanStep;

namespace GlueTools.Plans.Tests;

/// <summary>A plan in lines that stay the same.</summary>
internal static class PlanText
{
    internal static string Of(DelegationPlan plan) => string.Join("\n", plan.Refusals.Select(refusal => "refused: " + refusal)
        .Concat(plan.Steps.Select(Of))
        .Concat(plan.Remarks.Select(remark => "remark: " + remark)));

    private static string Of(Step step) =>
        $"{step.Number} {step.Actor} {step.EarliestUtc:yyyy-MM-ddTHH:mm:ss}{(step.IsOptional ? " optional" : string.Empty)}{(step.IsPointOfNoReturn ? " no return" : string.Empty)}: "
        + string.Join("; ", step.Changes)
        + string.Concat(step.Waits.Select(wait => $"\n    {wait.Seconds} s after {wait.AfterStep} for {wait.Reason}"));
}

/// <summary>Where a plan begins, likewise.</summary>
internal static class StartText
{
    internal static string Of(PlanStart start) => $"serving {string.Join(' ', start.Serving)}\n  parent ttl {start.Parent.NameServerTtl}: {Of(start.Parent)}\n  zone ttl {start.Zone.NameServerTtl}: {Of(start.Zone)}";

    private static string Of(PlanSide side) => string.Join("; ", side.NameServers.Select(name => $"{name} ({side.AddressTtlOf(name)}) {string.Join(' ', side.AddressesOf(name))}"))
        + " | " + string.Join("; ", side.Hosts.Select(name => $"{name} {string.Join(' ', side.AddressesOf(name))}"));
}
