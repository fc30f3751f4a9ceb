using System;
using System.Collections.Generic;
using System.Linq;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Plans;
using Step = GlueTools.Delegation.Plans.PlanStep;

namespace GlueTools.Plans.Tests.Model;

/// <summary>What is done otherwise than the plan says.</summary>
internal sealed record Deviation
{
    /// <summary>The step that is not carried out, and taken for done.</summary>
    internal int Skipped { get; init; }

    /// <summary>The steps that are left out with the plan's leave: what waits for them, or for less since they were done, is waited for as the plan says.</summary>
    internal IReadOnlyCollection<int> Left { get; init; } = [];

    /// <summary>The step that is carried out too early, by so many moments.</summary>
    internal int Hurried { get; init; }

    internal int Ticks { get; init; }

    /// <summary>The step whose change some servers do not take.</summary>
    internal int Partial { get; init; }

    /// <summary>Moments that pass between the proof of one step and the next.</summary>
    internal int Pause { get; init; }

    /// <summary>Whether the goal itself leaves fewer servers, and the user wants that.</summary>
    internal bool MayLoseServers { get; init; }

    /// <summary>Whether gates are heeded: where one is not passed, nothing more is done.</summary>
    internal bool HeedsGates { get; init; } = true;
}

/// <summary>Carries a plan out in a world while resolvers ask all the time.</summary>
internal sealed class Execution
{
    private readonly DelegationPlan _plan;
    private readonly Deviation _deviation;
    private readonly Random _random;
    private readonly int _mostLag;
    private readonly World _world;
    private readonly Caches[] _caches = Caches.All();
    private readonly SortedDictionary<long, List<Action>> _events = [];
    private Harm _baseline = new();
    private long _now;

    private Execution(DelegationPlan plan, World world, Deviation deviation, int seed, int mostLag)
    {
        (_plan, _world, _deviation, _mostLag) = (plan, world.Clone(), deviation, mostLag);
        _random = new Random(seed);
    }

    /// <summary>What has become of the world.</summary>
    internal World World => _world;

    /// <summary>The first harm that would not have happened without the plan; null where none was.</summary>
    internal string? Failure { get; private set; }

    /// <summary>Whether every resolver finds a server without the plan.</summary>
    internal bool WorksAtStart { get; private set; }

    /// <summary>Whether the step that was to be hurried could be, and did not have to wait for the one before it.</summary>
    internal bool WasHurried { get; private set; }

    /// <summary>When the last step was done.</summary>
    internal long Ended { get; private set; }

    /// <summary>Whether a gate ended it before its last step.</summary>
    internal bool WasStopped { get; private set; }

    internal static Execution Of(DelegationPlan plan, World world, Deviation? deviation = null, int seed = 1, int mostLag = 0)
    {
        var execution = new Execution(plan, world, deviation ?? new(), seed, mostLag);
        execution.Run();
        return execution;
    }

    private void Run()
    {
        Begin();
        var gates = new long[_plan.Steps.Count + 1];
        var last = -(long)_deviation.Pause;
        foreach (var step in _plan.Steps)
        {
            if (_deviation.Left.Contains(step.Number))
            {
                continue;
            }

            var waits = step.Waits.Where(wait => !_deviation.Left.Contains(wait.AfterStep));
            var begin = waits.Select(wait => gates[wait.AfterStep] + ((long)World.Ticks * (_deviation.Left.Contains(wait.OptionalStep) ? wait.SecondsWithout : wait.Seconds))).Append(last + _deviation.Pause).Max();
            if (step.Number == _deviation.Hurried)
            {
                WasHurried = begin - _deviation.Ticks >= last + _deviation.Pause;
                begin = Math.Max(last + _deviation.Pause, begin - _deviation.Ticks);
            }

            LiveTo(begin);
            if (step.Number != _deviation.Skipped)
            {
                new StepWork(_plan, step, _world, step.Number == _deviation.Partial).Schedule((lag, work) => At(begin + lag, work), Lag);
            }

            // The gate is passed in the second in which the last server changes.
            gates[step.Number] = last = Ended = Math.Max(begin, _events.Count == 0 ? 0 : _events.Keys.Max());
            LiveTo(last);
            if (_deviation.HeedsGates && !StepWork.IsPassed(step, _world))
            {
                WasStopped = true;
                break;
            }
        }

        LiveTo(last + (4L * World.Ticks * PlanSide.AssumedTtl));
    }

    /// <summary>
    /// Before the plan nothing has changed for long; but until the last second what one side shows, the other may have shown, too: nobody has looked before.
    /// </summary>
    private void Begin()
    {
        var befores = new[] { Before(names: true, addresses: true), Before(names: true, addresses: false), Before(names: false, addresses: true) };
        _world.KeepKnown();
        Array.ForEach(befores, _world.KeepKnown);
        foreach (var caches in _caches)
        {
            caches.Live(_world, -10000000, -1);
            foreach (var before in befores)
            {
                caches.Live(before, -1, 0);
            }

            caches.Live(_world, 0, 1);
        }

        _baseline = Harm.Of(_world, _caches, -1);
        // Without the plan, what was held from before runs out as well.
        var later = Caches.All();
        foreach (var caches in later)
        {
            caches.Live(_world, 0, 1);
        }

        _baseline.Add(Harm.Of(_world, later, 0));
        WorksAtStart = !_baseline.Alone.Any(alone => alone.Family == 0);
        _now = 0;
    }

    /// <summary>The world as it may have been: each side with what the other one shows now.</summary>
    private World Before(bool names, bool addresses)
    {
        var before = _world.Clone();
        var zone = _world.Master.Clone();
        foreach (var parent in before.Parents)
        {
            parent.Names = names && _world.Master.Names != 0 ? _world.Master.Names : parent.Names;
            for (var name = 0; addresses && name < _world.NameCount; name++)
            {
                parent.Addresses[name] = (_world.Own & 1u << name) != 0 && _world.Master.Addresses[name] != 0 ? _world.Master.Addresses[name] : parent.Addresses[name];
            }
        }

        zone.Names = names ? _world.Parents[0].Names : zone.Names;
        for (var name = 0; addresses && name < _world.NameCount; name++)
        {
            zone.Addresses[name] = _world.Parents[0].Addresses[name] != 0 ? _world.Parents[0].Addresses[name] : zone.Addresses[name];
        }

        for (var i = 0; i < before.AddressCount; i++)
        {
            before.Servers[i] = before.Servers[i] is null ? null : zone;
        }

        return before;
    }

    private int Lag() => _mostLag == 0 ? 0 : _random.Next(_mostLag + 1);

    private void At(long moment, Action work)
    {
        if (!_events.TryGetValue(moment, out var all))
        {
            _events.Add(moment, all = []);
        }

        all.Add(work);
    }

    private void LiveTo(long moment)
    {
        while (_events.Count > 0 && _events.First().Key <= moment)
        {
            var (next, works) = _events.First();
            _events.Remove(next);
            Live(next);
            works.ForEach(work => work());
        }

        Live(moment);
    }

    private void Live(long until)
    {
        if (until <= _now)
        {
            return;
        }

        _world.KeepKnown();
        foreach (var caches in _caches)
        {
            caches.Live(_world, _now, until);
        }

        var harm = Harm.Of(_world, _caches, _now).Without(_baseline);
        if (!(_deviation.MayLoseServers ? harm.IsNoneButLoss : harm.IsNone))
        {
            Failure ??= $"from second {_now / World.Ticks} to {until / World.Ticks}: {harm}";
        }

        _now = until;
    }
}
