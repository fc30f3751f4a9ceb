using System;
using System.Linq;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Lab.Scenarios;
using GlueTools.Simulation;

namespace GlueTools.Delegation.Tests;

/// <summary>A machine that can open no socket for a while waits, and one that cannot for long accuses nobody. In simulated time.</summary>
public sealed class ShortageTests
{
    private const long Second = 1_000_000;

    /// <summary>Descriptors run out at whatever moment of an audit.</summary>
    [Theory]
    [InlineData("healthy1.example")]
    [InlineData("notcp.example")]
    [InlineData("stale.example")]
    [InlineData("unresponsive.example")]
    public void A_shortage_that_passes_costs_time_and_nothing_else(string domain)
    {
        var (plain, _) = Audit(domain, null);
        var missed = 0;
        foreach (var moment in Enumerable.Range(0, 8).Select(step => step * plain.DurationUs / 8))
        {
            var (view, sockets) = Audit(domain, since => since >= moment && since < moment + (3 * Second));

            Assert.Equal((moment, string.Empty, Found(plain)), (moment, view.Problem ?? string.Empty, Found(view)));
            missed += sockets;
            Assert.True(sockets == 0 || view.DurationUs >= moment + (3 * Second), "It did not wait.");
        }

        Assert.InRange(missed, 1, int.MaxValue);
    }

    [Theory]
    [InlineData("healthy1.example")]
    [InlineData("notcp.example")]
    [InlineData("stale.example")]
    public void A_shortage_that_lasts_makes_the_domain_Unknown_and_accuses_nobody(string domain)
    {
        var (view, sockets) = Audit(domain, _ => true);

        Assert.StartsWith("This machine had no descriptor, port or memory left to ask with", view.Problem, StringComparison.Ordinal);
        Assert.Empty(DelegationReport.Of(view).Findings);
        Assert.InRange(sockets, 100, int.MaxValue);
        // Long enough that it is no hiccup, and not for ever.
        Assert.InRange(view.DurationUs, 10 * Second, 60 * Second);
    }

    private static string Found(DelegationView view) => string.Join(" | ", ScenarioRun.Found(DelegationReport.Of(view)));

    private static (DelegationView View, int SocketsMissed) Audit(string domain, Func<long, bool>? isShort)
    {
        var lab = new SimulatedLab(LabSamples.Load("sample"));
        var machine = lab.NewMachine();
        var view = LoopRun.Collect(lab, machine, "healthy2.example", domain, begun => machine.IsShort = isShort is null ? null : now => isShort(now - begun));
        return (view, machine.SocketsMissed);
    }
}
