using System;
using System.Collections.Generic;
using GlueTools.Dns.Names;
using GlueTools.Network.Options;

namespace GlueTools.Network.Walking;

/// <summary>
/// Something being found out, what it costs, and what it waits for. Finding one thing may need another, in a circle: the addresses of a.example's server lie
/// in b.example, and the other way round. Work is shared, so a circle is a knot in which everything waits for everything; see <see cref="Knot"/>.
/// </summary>
internal sealed class Dependency
{
    private readonly List<IWait> _waits = new();
    private readonly Dependency? _parent;
    private Interruption? _circle, _ceiling;
    private bool _isOwnCircle;
    private int _active = 1, _started;

    private Dependency(Dependency? parent, string label, int depth, AuditTally tally, StepGate? steps, Continuations continuations)
    {
        Continuations = continuations;
        _parent = parent;
        Label = label;
        Depth = depth;
        Tally = tally;
        Steps = steps;
    }

    /// <summary>What is being found out, for a person; empty where that is the way to something named already.</summary>
    internal string Label { get; }

    /// <summary>What it is called among those of its knot: distinct, and the same in every run.</summary>
    internal string Order { get; private init; } = string.Empty;

    /// <summary>Name servers whose addresses wait for this one's, from the audit on.</summary>
    internal int Depth { get; }

    /// <summary>Name servers that may still be looked up one for the other below this.</summary>
    internal int Room => WalkBudget.SearchDepth - Depth;

    /// <summary>Name servers that were looked up one for the other to find this out.</summary>
    internal int Height { get; private set; }

    /// <summary>What it costs, whoever asked for it first.</summary>
    internal AuditTally Tally { get; }

    /// <summary>Lets the loop look at the clock between steps; null where nobody minds.</summary>
    internal StepGate? Steps { get; }

    /// <summary>Whether it lacked room: with more, something else might come out.</summary>
    internal bool WasTooDeep { get; private set; }

    /// <summary>Why something it needed could not be had; null where nothing was broken off. A ceiling says more than a circle: behind it there may be a way out.</summary>
    internal Interruption? Interruption => _ceiling ?? _circle;

    /// <summary>Whether it is to stop: what it needs is more than one search may. What lies too deep is no way, and there may be others.</summary>
    internal bool IsStopped => IsAbandoned || (_ceiling is not null && _ceiling.Ceiling != AuditLimits.Depth);

    /// <summary>Whether all that waited for it were broken off: what comes of it is nobody's result.</summary>
    internal bool IsAbandoned { get; private set; }

    /// <summary>Tries a further way beside those that are waited for; null where there is none left.</summary>
    internal Action? Alternative { get; set; }

    /// <summary>Ends the search without a result, where all its ways lead back to itself; null where that is not its to decide.</summary>
    internal Action? GiveUp { get; set; }

    /// <summary>Whether it has found something already and waits for more.</summary>
    internal bool HasResult { get; set; }

    /// <summary>A zone of which servers were asked for this, and gave no usable answer; null where there was none. It could be found there, if they answered.</summary>
    internal DomainName? Unanswered { get; set; }

    /// <summary>Whether it is settled; those that wait for it are about to hear of it.</summary>
    internal bool IsDone { get; private set; }

    /// <summary>Whether it can only wait. What is to stop leaves what it waits for, so that it goes on to its end.</summary>
    internal bool IsBlocked => _active == 0 && !IsDone && !IsStopped;

    /// <summary>What is to go on with a result.</summary>
    internal Continuations Continuations { get; }

    internal IReadOnlyList<IWait> Waits => _waits;

    /// <summary>What an audit wants to know.</summary>
    internal static Dependency ForAudit(AuditTally tally, string label, StepGate? steps = null) => new(null, label, 0, tally, steps, steps?.Continuations ?? new Continuations(null));

    /// <summary>Something that has to be found out for this, and may turn out to be needed for others as well.</summary>
    /// <param name="label">What it is, for a person; empty for the way to something.</param>
    /// <param name="order">What it is called among its like.</param>
    /// <param name="deepens">Whether it is a further name server to be looked up.</param>
    internal Dependency Start(string label, string order, bool deepens)
    {
        for (var above = this; above is not null; above = above._parent)
        {
            // What was begun below it is part of what it needs: it stops here rather than when all of that is done.
            if (++above._started > WalkBudget.SearchSteps)
            {
                if (!above.IsStopped)
                {
                    above.Note(Interruption.ByCeiling(above.CeilingOfSteps()));
                }
            }
        }

        var begun = new Dependency(this, label, Depth + (deepens ? 1 : 0), new AuditTally(Tally), Steps, Continuations) { Order = order };
        begun.Tally.OnCeiling = begun.NoteCeiling;
        return begun;
    }

    /// <summary>Takes note of what came of something it needed.</summary>
    internal void Use(IWalkResult result)
    {
        if (IsDone)
        {
            // It went another way meanwhile.
            return;
        }

        if (result.Record is { } record)
        {
            Tally.Need(record.Cost);
            WasTooDeep |= record.Room < int.MaxValue;
            Height = Math.Max(Height, record.Height);
        }

        if (result.Interruption is { } interruption)
        {
            Note(interruption);
        }
    }

    /// <summary>It is settled.</summary>
    internal void End()
    {
        IsDone = true;
        Tally.Close();
    }

    /// <summary>There is no room left. Whoever began so far above needs more than one search may, since each name server takes a question at least; whoever begins further down may have room.</summary>
    internal void NoteTooDeep()
    {
        WasTooDeep = true;
        Note(Interruption.ByCeiling(AuditLimits.Questions));
    }

    private void NoteCeiling(string ceiling) => Note(Interruption.ByCeiling(ceiling));

    /// <summary>It lies in a circle itself.</summary>
    internal void NoteOwnCircle(Interruption circle)
    {
        _circle = circle;
        _isOwnCircle = true;
    }

    internal void Note(Interruption interruption)
    {
        if (interruption.Ceiling is not null)
        {
            if (!IsStopped && !IsDone)
            {
                _ceiling = interruption;
                LeaveWhereStopped();
            }
        }
        else if (!_isOwnCircle && (_circle is null || string.CompareOrdinal(interruption.Circle, _circle.Circle) < 0))
        {
            // The first in order of text, so that what is said does not depend on which circle was met first.
            _circle = interruption;
        }
    }

    /// <summary>Nobody waits for it any more.</summary>
    internal void Abandon()
    {
        if (!IsDone)
        {
            IsAbandoned = true;
            LeaveWhereStopped();
        }
    }

    /// <summary>What is to stop waits for nothing: otherwise it would end only with what was begun last below it, and that begins something more each time. What it waited for is part of what it cost.</summary>
    private void LeaveWhereStopped()
    {
        if (!IsStopped)
        {
            return;
        }

        // Never in the midst of what has reached the ceiling: whoever puts a question is done with it before others go on.
        if (Steps is null)
        {
            Continuations.Add(Leave);
        }
        else
        {
            Steps.Later(Leave);
        }
    }

    private void Leave()
    {
        foreach (var wait in _waits.ToArray())
        {
            Tally.Need(wait.On.Tally);
            wait.Leave();
        }
    }

    /// <summary>Which ceiling it is above that has begun too many things: where what these cost is too much as well, it says so whoever had found them out before.</summary>
    private string CeilingOfSteps()
    {
        var seen = new HashSet<Dependency> { this };
        var open = new List<Dependency> { this };
        for (var i = 0; i < open.Count; i++)
        {
            foreach (var wait in open[i]._waits)
            {
                if (seen.Add(wait.On))
                {
                    open.Add(wait.On);
                }
            }
        }

        return Tally.Total(Steps, open.ConvertAll(one => one.Tally)).Questions > WalkBudget.SearchQuestions ? AuditLimits.Questions : AuditLimits.Steps;
    }

    /// <summary>One of the things it does waits.</summary>
    internal void Begin(IWait wait)
    {
        _waits.Add(wait);
        Pause();
    }

    /// <summary>It waits no more.</summary>
    internal void End(IWait wait)
    {
        _waits.Remove(wait);
        Resume();
    }

    /// <summary>It does one thing less, and what it waits for is about to be settled.</summary>
    internal void Rest() => _active--;

    /// <summary>One of the things it did is over, or waits.</summary>
    internal void Pause()
    {
        _active--;
        if (IsBlocked && _parent is not null)
        {
            Knot.Check(this);
        }
    }

    /// <summary>It does one thing more.</summary>
    internal void Resume() => _active++;
}

/// <summary>That something waits for something else to be found out.</summary>
internal interface IWait
{
    /// <summary>What is waited for.</summary>
    Dependency On { get; }

    /// <summary>Ends the wait without a result.</summary>
    void Break();

    /// <summary>The same; and what was waited for is abandoned where nobody else waits for it.</summary>
    void Leave();
}
