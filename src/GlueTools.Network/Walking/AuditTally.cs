using System;
using System.Collections.Generic;
using GlueTools.Dns.Exchanges;
using GlueTools.Network.Loop;
using GlueTools.Network.Options;

namespace GlueTools.Network.Walking;

/// <summary>
/// What an audit, or one piece of work that audits share, has cost so far. What was shared counts for each audit as if it had done it alone, so that no
/// ceiling depends on the neighbours: see <see cref="Total"/>.
/// </summary>
internal sealed class AuditTally
{
    private readonly Clock _clock;
    private readonly List<AuditTally> _needs = new();
    private AuditTally? _audit, _above;
    private AuditLimits? _limits;
    private int _questionsBelow;
    private long _octetsBelow, _busyBelow;
    private readonly long _timeUs;
    private long _busyUntil;
    private int _onTheirWay, _inVain;

    /// <summary>Of an audit, or of the proof of the path.</summary>
    /// <param name="clock">The loop's.</param>
    /// <param name="timeUs">Microseconds with a question on its way that it may take.</param>
    internal AuditTally(Clock clock, long timeUs = WalkBudget.TimePerDomainUs)
    {
        _clock = clock;
        _timeUs = timeUs;
        MovedAt = clock.Now;
    }

    /// <summary>Of something that is found out for an audit, and may serve others.</summary>
    internal AuditTally(AuditTally of)
        : this(of._clock)
    {
        _audit = of._audit ?? of;
        // An audit asks much beside its searches: what it may ask in all is no matter of one of them.
        _above = of._audit is null ? null : of;
    }

    /// <summary>Hears of the ceiling that this search is above by now, with all that was begun for it and may not be done yet; null for an audit.</summary>
    internal Action<string>? OnCeiling { get; set; }

    /// <summary>Questions of its own that were put on the network.</summary>
    internal int Questions { get; private set; }

    /// <summary>The same with those of shared work that was begun for it; what was begun for another domain counts there.</summary>
    internal int AllQuestions { get; private set; }

    /// <summary>Octets of the answers.</summary>
    internal long Octets { get; private set; }

    /// <summary>Microseconds in which a question of its own was on its way; what waits for its turn does not count.</summary>
    internal long BusyUs { get; private set; }

    /// <summary>What an audit may ask, and what was not looked at.</summary>
    internal AuditLimits Limits => _limits ??= new AuditLimits();

    /// <summary>The ceiling that an audit has reached, so that it asks no further; null where it has reached none.</summary>
    internal string? Ceiling => CeilingAt(Octets, BusyUs);

    /// <summary>The ceiling that an audit would have reached with all that it needs from others; null where none.</summary>
    internal string? CeilingWith(SearchTotal total) => CeilingAt(total.Octets, total.BusyUs);

    /// <summary>When a question was last put or settled, on the loop's clock.</summary>
    internal long MovedAt { get; private set; }

    /// <summary>Whether questions are on their way, and all of them to servers that kept others waiting already.</summary>
    internal bool IsKeptWaiting => _inVain > 0 && _inVain == _onTheirWay;

    /// <summary>A question is put.</summary>
    /// <param name="now">When, on the loop's clock.</param>
    internal void Asked(long now)
    {
        Questions++;
        AllQuestions++;
        MovedAt = now;
        if (_audit is not null)
        {
            _audit.AllQuestions++;
            _audit.MovedAt = MovedAt;
        }

        CountBelow(1, 0, 0);
    }

    /// <summary>Whether an answer, already counted, may be kept: any up to the ceiling, and above it those as short as answers over UDP are.</summary>
    internal bool MayKeep(Exchange exchange) => Octets <= WalkBudget.OctetsPerDomain || Length(exchange) <= WalkBudget.OctetsAlwaysKept;

    /// <summary>A question is over.</summary>
    /// <param name="exchange">What came of it.</param>
    /// <param name="timeoutUs">How long an attempt may take.</param>
    /// <param name="now">When, on the loop's clock.</param>
    internal void Settled(Exchange exchange, long timeoutUs, long now)
    {
        MovedAt = now;
        if (_audit is not null)
        {
            _audit.MovedAt = now;
        }

        var octets = Length(exchange);
        Octets += octets;
        var tries = Math.Max(1, exchange.UdpAttempts);
        var took = exchange.IsAnswered ? exchange.RoundTripUs + ((tries - 1) * timeoutUs) : tries * timeoutUs;
        // Several questions at a time take no longer than one.
        var busy = Math.Max(0, now - Math.Max(now - took, _busyUntil));
        BusyUs += busy;
        _busyUntil = now;
        CountBelow(0, octets, busy);
    }

    /// <summary>A question is on its way for the audit.</summary>
    /// <param name="isInVain">Whether its server keeps others waiting.</param>
    internal OnItsWay Began(bool isInVain) => new(_audit ?? this, isInVain);

    private static int Length(Exchange exchange) => (exchange.Message?.Length ?? 0) + (exchange.TruncatedMessage?.Length ?? 0);

    /// <summary>The work is done: nobody need hear of it any more.</summary>
    internal void Close()
    {
        _audit = null;
        _above = null;
        OnCeiling = null;
    }

    /// <summary>It needs something that is shared.</summary>
    internal void Need(AuditTally other)
    {
        if (!_needs.Contains(other))
        {
            _needs.Add(other);
        }
    }

    /// <summary>What was begun below a search is part of what it needs: one that is above a ceiling hears of it at once, and not when all of that is done.</summary>
    private void CountBelow(int questions, long octets, long busyUs)
    {
        for (var one = _audit is null ? null : this; one is not null; one = one._above)
        {
            one._questionsBelow += questions;
            one._octetsBelow += octets;
            one._busyBelow += busyUs;
            if (one.OnCeiling is { } hear && new SearchTotal(0, one._questionsBelow, one._octetsBelow, one._busyBelow).Ceiling is { } ceiling)
            {
                hear(ceiling);
            }
        }
    }

    private string? CeilingAt(long octets, long busyUs) => octets > WalkBudget.OctetsPerDomain ? AuditLimits.Octets : busyUs > _timeUs ? AuditLimits.Time : null;

    /// <summary>What all of it costs whoever does it alone: its own, and that of everything it needs, each counted once.</summary>
    /// <param name="steps">Where what is looked at counts.</param>
    /// <param name="under">What it waits for and is not done yet, itself included, where that is to count.</param>
    internal SearchTotal Total(StepGate? steps, IReadOnlyCollection<AuditTally>? under = null)
    {
        if (_needs.Count == 0 && under is null)
        {
            return new SearchTotal(1, Questions, Octets, BusyUs);
        }

        var seen = under is null ? new HashSet<AuditTally> { this } : new HashSet<AuditTally>(under);
        var open = new Stack<AuditTally>(seen);
        int questions = 0, looked = 0;
        long octets = 0, busy = 0;
        var most = WalkBudget.SearchSteps + (under?.Count ?? 0);
        while (open.Count > 0 && seen.Count <= most)
        {
            var one = open.Pop();
            questions += one.Questions;
            octets += one.Octets;
            busy += one.BusyUs;
            looked += one._needs.Count;
            foreach (var need in one._needs)
            {
                if (seen.Add(need))
                {
                    open.Push(need);
                }
            }
        }

        steps?.Look(looked);
        return new SearchTotal(seen.Count, questions, octets, busy);
    }

    /// <summary>A question on its way; its audit is the one of when it began, as shared work may be done before its last question is over.</summary>
    internal readonly struct OnItsWay
    {
        private readonly AuditTally _audit;
        private readonly bool _isInVain;

        internal OnItsWay(AuditTally audit, bool isInVain)
        {
            _audit = audit;
            _isInVain = isInVain;
            audit._onTheirWay++;
            audit._inVain += isInVain ? 1 : 0;
        }

        /// <summary>It is over.</summary>
        internal void End()
        {
            _audit._onTheirWay--;
            _audit._inVain -= _isInVain ? 1 : 0;
        }
    }
}

/// <summary>What a search costs whoever does it alone.</summary>
internal readonly struct SearchTotal
{
    internal SearchTotal(int steps, int questions, long octets, long busyUs)
    {
        Octets = octets;
        Steps = steps;
        Questions = questions;
        BusyUs = busyUs;
    }

    /// <summary>Things found out.</summary>
    internal int Steps { get; }

    internal int Questions { get; }

    /// <summary>Octets of the answers.</summary>
    internal long Octets { get; }

    internal long BusyUs { get; }

    /// <summary>The ceiling of one search that this is above; null where it is above none.</summary>
    internal string? Ceiling =>
        Questions > WalkBudget.SearchQuestions ? AuditLimits.Questions
        : Steps > WalkBudget.SearchSteps ? AuditLimits.Steps
        : Octets > WalkBudget.OctetsPerDomain ? AuditLimits.Octets
        : BusyUs > WalkBudget.SearchTimeUs ? AuditLimits.Time
        : null;
}
