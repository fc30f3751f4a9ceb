using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GlueTools.Delegation.Plans;
using GlueTools.Plans.Tests.Model;

namespace GlueTools.Plans.Tests;

/// <summary>
/// Plans are carried out in a model of parent servers, servers of the zone and the caches of every resolver that could ask. Short in CI; GLUETOOLS_PLANS=10000
/// makes it long, and GLUETOOLS_SEED=100000 has it begin elsewhere.
/// </summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private const int Lag = 900 * World.Ticks;

    private static int Count => Number("GLUETOOLS_PLANS") ?? 200;

    /// <summary>The first starting point: a long run need not be of those of every run before it.</summary>
    private static int First => Number("GLUETOOLS_SEED") ?? 0;

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [Fact]
    public void No_resolver_fails_or_reaches_a_wrong_address_that_would_not_have_without_the_plan()
    {
        int plans = 0, steps = 0, refused = 0, stopped = 0;
        var failures = new List<string>();
        for (var seed = First; plans < Count; seed++)
        {
            var random = RandomStart.Of(seed);
            var plan = Planner.Make(random.Start, random.Goal, random.Options);
            refused += plan.Refusals.Count > 0 ? 1 : 0;
            if (plan.Steps.Count == 0)
            {
                continue;
            }

            plans++;
            steps += plan.Steps.Count;
            var isForced = random.Options.Force && Planner.Make(random.Start, random.Goal, random.Options with { Force = false }).Refusals.Count > 0;
            var run = Execution.Of(plan, random.World, new Deviation { MayLoseServers = isForced }, seed, mostLag: seed % 3 == 0 ? 0 : Lag);
            stopped += run.WasStopped ? 1 : 0;
            if (run.Failure is { } failure || run.WasStopped)
            {
                failures.Add($"seed {seed}, {plan.Goal}, {(run.WasStopped ? "stopped" : string.Empty)} {run.Failure}\n{StartText.Of(plan.Start)}\n{PlanText.Of(plan)}");
            }
        }

        output.WriteLine($"{plans} plans, {steps} steps, {refused} goals refused, {stopped} stopped at a gate, {failures.Count} failures");
        Assert.True(failures.Count == 0, failures.Count + "\n" + string.Join("\n", failures.Take(3)));
    }

    [Fact]
    public void Leaving_out_what_a_step_waits_for_or_hurrying_it_makes_some_resolver_fail()
    {
        int waits = 0, hurried = 0;
        var superfluous = new List<string>();
        foreach (var (seed, random, plan) in Working(Count / 4))
        {
            foreach (var step in plan.Steps)
            {
                // Where time has to pass after a change, the time is what is needed; the change itself where servers are switched off, or at once.
                foreach (var needed in step.Waits.Where(wait => step.IsPointOfNoReturn || wait.Seconds == 0).Select(wait => wait.AfterStep).Where(number => number > 0 && !plan.Steps[number - 1].IsOptional).Distinct())
                {
                    waits++;
                    if (Execution.Of(plan, random.World, new Deviation { Skipped = needed, HeedsGates = false }).Failure is null)
                    {
                        superfluous.Add($"seed {seed}, {plan.Goal}: step {step.Number} does not need step {needed}\n{PlanText.Of(plan)}");
                    }
                }

                if (step.Waits.Any(wait => wait.Seconds > 1))
                {
                    var run = Execution.Of(plan, random.World, new Deviation { Hurried = step.Number, Ticks = World.Ticks + 1, Pause = 2 * World.Ticks, HeedsGates = false });
                    hurried += run.WasHurried ? 1 : 0;
                    if (run.WasHurried && run.Failure is null)
                    {
                        superfluous.Add($"seed {seed}, {plan.Goal}: step {step.Number} could be done earlier\n{PlanText.Of(plan)}");
                    }
                }
            }
        }

        output.WriteLine($"{waits} steps left out, {hurried} waits shortened, {superfluous.Count} superfluous");
        Assert.True(superfluous.Count == 0, superfluous.Count + "\n" + string.Join("\n", superfluous.Take(3)));
    }

    [Fact]
    public void Gates_stop_a_plan_whose_change_was_not_carried_out_or_only_at_some_servers()
    {
        int stopped = 0, harmful = 0;
        var failures = new List<string>();
        foreach (var (seed, random, plan) in Working(Count / 8))
        {
            foreach (var step in plan.Steps.Where(step => step.Gate.Kind != PlanGateKind.AuditIsClean && step.Gate.KindIsSeen()))
            {
                foreach (var deviation in new[] { new Deviation { Skipped = step.Number }, new Deviation { Partial = step.Number } })
                {
                    var run = Execution.Of(plan, random.World, deviation, seed, Lag);
                    stopped += run.WasStopped ? 1 : 0;
                    harmful += Execution.Of(plan, random.World, deviation with { HeedsGates = false }, seed, Lag).Failure is null ? 0 : 1;
                    if (run.Failure is { } failure || !run.WasStopped)
                    {
                        failures.Add($"seed {seed}, {plan.Goal}, {deviation}: {run.Failure}\n{PlanText.Of(plan)}");
                    }
                }
            }
        }

        output.WriteLine($"{stopped} plans stopped at a gate, {harmful} of them would have done harm without it, {failures.Count} failures");
        Assert.True(failures.Count == 0, failures.Count + "\n" + string.Join("\n", failures.Take(3)));
        Assert.True(harmful * 2 > stopped, $"Of {stopped} gates, {harmful} keep harm away.");
    }

    [Fact]
    public void What_is_optional_makes_a_plan_shorter()
    {
        var shortened = 0;
        foreach (var (seed, random, plan) in Working(Count / 4).Where(one => one.Plan.Steps.Any(step => step.IsOptional)))
        {
            var plain = Planner.Make(random.Start, random.Goal, random.Options with { WithoutOptional = true });
            Assert.DoesNotContain(plain.Steps, step => step.IsOptional);
            Assert.Null(Execution.Of(plain, random.World).Failure);
            Assert.True(Execution.Of(plan, random.World).Ended < Execution.Of(plain, random.World).Ended, PlanText.Of(plan));
            LeavesOut(random, plan, seed);
            shortened++;
        }

        output.WriteLine($"{shortened} plans made shorter");
        Assert.InRange(shortened, Count / 40, Count);
    }

    /// <summary>Whatever optional step is left out, the waits that the plan states for that keep harm away, and its times are those at which they end.</summary>
    private static void LeavesOut(RandomStart random, DelegationPlan plan, int seed)
    {
        var optional = plan.Steps.Where(step => step.IsOptional).Select(step => step.Number).ToList();
        foreach (var left in optional.Select(number => (List<int>)[number]).Append(optional))
        {
            var run = Execution.Of(plan, random.World, new Deviation { Left = left }, seed);
            Assert.True(run.Failure is null && !run.WasStopped, $"seed {seed}, without {string.Join(", ", left)}: {run.Failure}\n{PlanText.Of(plan)}");
        }

        var ended = Execution.Of(plan, random.World, new Deviation { Left = optional }).Ended;
        var told = plan.Steps.Last(step => !step.IsOptional).EarliestWithoutOptionalUtc - random.Options.NowUtc;
        Assert.True((long)told.TotalSeconds * World.Ticks <= ended, $"seed {seed}: {told} is told, and {ended / World.Ticks} s are waited.\n{PlanText.Of(plan)}");
    }

    /// <summary>Plans for domains that everybody can resolve: of others nothing can break.</summary>
    private static IEnumerable<(int Seed, RandomStart Random, DelegationPlan Plan)> Working(int count)
    {
        for (int seed = First, plans = 0; plans < count; seed++)
        {
            var random = RandomStart.Of(seed);
            if (Planner.Make(random.Start, random.Goal, random.Options) is { Steps.Count: > 0 } plan && !random.Options.Force && Execution.Of(plan, random.World).WorksAtStart)
            {
                plans++;
                yield return (seed, random, plan);
            }
        }
    }
}

/// <summary>What the model can see of gates.</summary>
internal static class Gates
{
    /// <summary>Whether a gate asks for anything that the model has: DS records are seen at the parent alone.</summary>
    internal static bool KindIsSeen(this PlanGate gate) => gate.Servers.Count + gate.NameServers.Count + gate.Addresses.Count > 0;
}
