using System;
using System.Collections.Generic;
using GlueTools.Delegation.Findings;

namespace GlueTools.Delegation.Plans;

/// <summary>Who carries a step out.</summary>
public enum PlanActor
{
    /// <summary>Whoever holds the registration, at the registrar.</summary>
    Registrar,

    /// <summary>Whoever keeps the parent zone.</summary>
    ParentZone,

    /// <summary>Whoever keeps the zone.</summary>
    ChildZone,

    /// <summary>Whoever runs a name server.</summary>
    ServerOperator,

    /// <summary>Whoever keeps the zone, or the registration, that a name server's name lies in.</summary>
    HostZone,
}

/// <summary>One step of a plan: changes that one person makes in one go. Immutable.</summary>
public sealed class PlanStep
{
    internal PlanStep(int number, PlanActor actor, IReadOnlyList<Change> changes, PlanGate gate)
    {
        Number = number;
        Actor = actor;
        Changes = changes;
        Gate = gate;
    }

    /// <summary>Its place, from 1.</summary>
    public int Number { get; }

    /// <summary>Who acts.</summary>
    public PlanActor Actor { get; }

    /// <summary>What is changed; in this order where it cannot be done at once.</summary>
    public IReadOnlyList<Change> Changes { get; }

    /// <summary>What asks for it: the goal in words, or codes of findings.</summary>
    public IReadOnlyList<string> Reasons { get; internal init; } = Array.Empty<string>();

    /// <summary>What must have been done before, and how long before: leaving it out, or waiting less, would break resolution.</summary>
    public IReadOnlyList<PlanWait> Waits { get; internal init; } = Array.Empty<PlanWait>();

    /// <summary>The first moment at which it may be carried out if every step before it is done and proven as early as it may.</summary>
    public DateTime EarliestUtc { get; internal init; }

    /// <summary>The same where every optional step was left out; of an optional step as if it was not.</summary>
    public DateTime EarliestWithoutOptionalUtc { get; internal init; }

    /// <summary>What proves that it is done, everywhere.</summary>
    public PlanGate Gate { get; }

    /// <summary>The changes that take it back; empty where there is nothing to take back, or no way back.</summary>
    public IReadOnlyList<Change> Undo { get; internal init; } = Array.Empty<Change>();

    /// <summary>Whether there is no way back from here on that does not make resolvers wait again.</summary>
    public bool IsPointOfNoReturn { get; internal init; }

    /// <summary>What is to be seen to before it is carried out and no command of a plan proves, in sentences; empty where nothing is.</summary>
    public string Caution { get; internal init; } = string.Empty;

    /// <summary>Whether it may be left out: it only makes the plan shorter.</summary>
    public bool IsOptional { get; internal init; }
}

/// <summary>What must have been done before a step. Immutable.</summary>
public sealed class PlanWait
{
    internal PlanWait(int afterStep, uint seconds, string reason)
    {
        AfterStep = afterStep;
        Seconds = seconds;
        Reason = reason;
    }

    /// <summary>The step after which it counts, from the moment that its gate is passed: everybody shows it. 0 for the moment when the plan was made.</summary>
    public int AfterStep { get; }

    /// <summary>How long to wait then; 0 where the step only has to be done.</summary>
    public uint Seconds { get; }

    /// <summary>What runs out meanwhile.</summary>
    public string Reason { get; }

    /// <summary>Whether the step after which it counts may be left out; there is nothing to wait for then.</summary>
    public bool IsAfterOptional { get; internal init; }

    /// <summary>The optional step without which the wait is longer; 0 where there is none.</summary>
    public int OptionalStep { get; internal init; }

    /// <summary>How long to wait where that step was left out; as long as else where there is none.</summary>
    public uint SecondsWithout { get; internal init; }
}
