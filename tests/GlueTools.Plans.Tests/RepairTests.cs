using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Plans;
using GlueTools.Dns.Names;
using GlueTools.Plans.Tests.Model;
using AuditFinding = GlueTools.Delegation.Findings.Finding;

namespace GlueTools.Plans.Tests;

/// <summary>
/// Broken delegations are audited, what the findings ask for is planned and carried out in the model, and what has become of them is audited again. Short in CI;
/// GLUETOOLS_REPAIRS=10000 makes it long, and GLUETOOLS_SEED=100000 has it begin at other worlds.
/// </summary>
public sealed class RepairTests(ITestOutputHelper output)
{
    private const int Lag = 900 * World.Ticks;

    private static int Count => Number("GLUETOOLS_REPAIRS") ?? 60;

    /// <summary>The first world: a long run need not be of those of every run before it.</summary>
    private static int First => Number("GLUETOOLS_SEED") ?? 0;

    /// <summary>Worlds in which a rule was seen to be missing: of the plans, or of the model.</summary>
    private static readonly int[] Known = [99, 277, 420, 786, 1253, 1639, 2147, 2265, 2346, 2366, 2458, 3099, 4288, 14184, 100076, 100210, 101216, 101443, 102529, 102606, 108616, 101_918, 103_989, 106_541, 108_596, 111_644, 113_587];

    [Fact]
    public void A_repair_breaks_nothing_and_what_its_steps_are_for_is_found_no_more()
    {
        int plans = 0, steps = 0, refused = 0, stopped = 0;
        var failures = new List<string>();
        foreach (var seed in Seeds().TakeWhile(_ => plans < Count))
        {
            var (broken, plan) = PlanOf(seed);
            refused += plan?.Refusals.Count > 0 ? 1 : 0;
            if (plan is not null && Disputed(broken, plan) is { Count: > 0 } disputed)
            {
                failures.Add($"seed {seed}: the comparison offers what the plan leaves, {string.Join(", ", disputed)}\n{Text(broken, plan)}");
            }

            if (plan is not { Steps.Count: > 0 })
            {
                continue;
            }

            plans++;
            steps += plan.Steps.Count;
            var run = Execution.Of(plan, broken.World, seed: seed, mostLag: seed % 3 == 0 ? 0 : Lag);
            stopped += run.WasStopped ? 1 : 0;
            if (run.Failure is not null || run.WasStopped)
            {
                failures.Add($"seed {seed}: {(run.WasStopped ? "stopped" : string.Empty)} {run.Failure}\n{Text(broken, plan)}");
            }
            else if (Left(broken, plan, run) is { Count: > 0 } left)
            {
                failures.Add($"seed {seed}: still {string.Join(", ", left)}\n{Text(broken, plan)}\n{broken.Later(run)}");
            }
        }

        output.WriteLine($"{plans} repairs, {steps} steps, {refused} refused, {stopped} stopped at a gate, {failures.Count} failures");
        Assert.True(failures.Count == 0, Told(failures));
    }

    [Fact]
    public void Each_step_of_a_repair_is_needed_and_its_gate_sees_where_it_was_not_carried_out()
    {
        int skipped = 0, partial = 0, hurried = 0, plans = 0;
        List<string> superfluous = [], failures = [];
        foreach (var seed in Seeds().TakeWhile(_ => plans < Math.Max(Count / 5, Known.Length)))
        {
            var (broken, plan) = PlanOf(seed);
            if (plan is not { Steps.Count: > 0 })
            {
                continue;
            }

            plans++;
            var whole = Execution.Of(plan, broken.World);
            var mended = Findings(broken, whole);
            foreach (var step in plan.Steps)
            {
                var run = Execution.Of(plan, broken.World, new Deviation { Skipped = step.Number, HeedsGates = false });
                if (step.Reasons.Any(reason => reason != plan.Goal.Text))
                {
                    skipped++;
                    if (run.Failure is null && (Dead(run) & ~Dead(whole)) == 0 && !Findings(broken, run).Except(mended).Any())
                    {
                        superfluous.Add($"seed {seed}: step {step.Number} is not needed\n{Text(broken, plan)}\n{broken.Later(run)}");
                    }
                }

                if (step.Gate.Kind != PlanGateKind.AuditIsClean && step.Gate.KindIsSeen())
                {
                    partial++;
                    foreach (var deviation in new[] { new Deviation { Skipped = step.Number }, new Deviation { Partial = step.Number } })
                    {
                        run = Execution.Of(plan, broken.World, deviation, seed, Lag);
                        if (run.Failure is not null || !run.WasStopped)
                        {
                            failures.Add($"seed {seed}: {(deviation.Partial > 0 ? "at some servers only" : "not carried out")}, step {step.Number}, {(run.WasStopped ? "stopped" : "not stopped")}: {run.Failure}\n{Text(broken, plan)}");
                        }
                    }
                }

                if (step.Waits.Any(wait => wait.Seconds > 1))
                {
                    run = Execution.Of(plan, broken.World, new Deviation { Hurried = step.Number, Ticks = World.Ticks + 1, Pause = 2 * World.Ticks, HeedsGates = false });
                    hurried += run.WasHurried ? 1 : 0;
                    if (run.WasHurried && run.Failure is null)
                    {
                        superfluous.Add($"seed {seed}: step {step.Number} could be done earlier\n{Text(broken, plan)}");
                    }
                }
            }
        }

        output.WriteLine($"{plans} repairs, {skipped} steps left out, {hurried} waits shortened, {superfluous.Count} superfluous; {partial} gates, {failures.Count} failures");
        Assert.True(superfluous.Count + failures.Count == 0, Told([.. superfluous, .. failures]));
    }

    private static IEnumerable<int> Seeds() => Known.Concat(Enumerable.Range(First, int.MaxValue - First).Except(Known));

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static (BrokenStart Broken, DelegationPlan? Plan) PlanOf(int seed)
    {
        var broken = BrokenStart.Of(seed);
        var options = new PlanOptions { NowUtc = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) };
        return (broken, broken.Start is null ? null : Planner.Make(broken.Start, PlanGoal.Repair(broken.Report), options));
    }

    /// <summary>Findings of before that a plan was to mend, and that are there afterwards. Of what is left to a person to choose, no step says that it is mended.</summary>
    private static List<string> Left(BrokenStart broken, DelegationPlan plan, Execution run)
    {
        var before = broken.Report.Findings.Select(NameOf).ToHashSet(StringComparer.Ordinal);
        var open = plan.Remarks.Select(remark => remark.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        var asked = plan.Steps.SelectMany(step => step.Reasons).Where(code => !open.Contains(code)).ToHashSet(StringComparer.Ordinal);
        return Findings(broken, run).Where(before.Contains).Where(finding => asked.Contains(finding.Split(' ')[0])).ToList();
    }

    /// <summary>Rows of the comparison that offer to set glue otherwise than the plan of the same audit does.</summary>
    private static List<string> Disputed(BrokenStart broken, DelegationPlan plan)
    {
        var after = PlannedDelegation.After(plan, plan.Steps.Count);
        return DelegationComparison.From(broken.Report)
            .Where(row => row.CanRepair && !row.IPAddress.ToHashSet(StringComparer.Ordinal).SetEquals(after.GlueOf(DomainName.Parse(row.NameServer)).Select(address => address.ToString())))
            .Select(row => row.ToString()!).ToList();
    }

    /// <summary>Addresses that lead to no server of the zone. An audit cannot tell them where nothing at all answers over their family, as on a machine without it.</summary>
    private static uint Dead(Execution run) => run.World.Led & ~run.World.Serving;

    private static List<string> Findings(BrokenStart broken, Execution run) => broken.Later(run.World).Findings.Select(NameOf).ToList();

    /// <summary>What a finding is about: what a mended server shows for the first time is another one.</summary>
    private static string NameOf(AuditFinding finding) => $"{finding.Code} {string.Join(' ', finding.NameServers)} {string.Join(' ', finding.Addresses)}";

    private static string Told(List<string> failures) =>
        failures.Count + "\n" + string.Join("\n", failures.Select(failure => failure.Split('\n')[0])) + "\n" + string.Join("\n", failures.Take(Number("GLUETOOLS_TOLD") ?? 3));

    private static string Text(BrokenStart broken, DelegationPlan plan) =>
        $"{string.Join("\n", broken.Report.Findings.Select(finding => finding.Code + ": " + FindingText.MessageOf(finding)))}\n{PlanText.Of(plan)}\n{broken.Scenario}";
}
