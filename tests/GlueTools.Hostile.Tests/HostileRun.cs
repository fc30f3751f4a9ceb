using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.Network.Options;
using GlueTools.Network.Sessions;
using GlueTools.Shared;

namespace GlueTools.Hostile.Tests;

/// <summary>What came of a run over hostile and innocent domains.</summary>
internal sealed class HostileRun
{
    private readonly Dictionary<string, AuditItem> _items = [];
    private long? _memory;

    private HostileRun()
    {
    }

    /// <summary>The most steps that were made between two looks at the clock.</summary>
    internal int MostStepsAtAStretch { get; private set; }

    /// <summary>Steps of all searches.</summary>
    internal long Steps { get; private set; }

    /// <summary>Octets of managed memory that the run holds at its end, the session still alive, where it was weighed: that takes a long while.</summary>
    internal long Memory => _memory ?? throw new InvalidOperationException("The run was not weighed.");

    internal static HostileRun Of(HostileNetwork network, IEnumerable<string> names, Func<AuditOptions, AuditOptions>? change = null, bool isWeighed = false)
    {
        var run = new HostileRun();
        var options = ScenarioAudit.Options(network.Map, network.Lab.RootHints) with { TimeoutSec = 1 };
        var machine = network.NewMachine();
        var before = isWeighed ? GC.GetTotalMemory(forceFullCollection: true) : 0;
        using var session = new AuditSession(change?.Invoke(options) ?? options, random: new Random(1), machine: machine);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        var waiting = new Queue<string>(names);
        while (waiting.Count > 0 || session.InFlight > 0)
        {
            while (waiting.Count > 0 && session.InFlight < session.Room)
            {
                session.Start(DomainName.Parse(waiting.Dequeue()));
            }

            if (session.TryTake(20, limit.Token, out var item))
            {
                Assert.Null(item.Failure);
                run._items.Add(item.DomainName.Text, item);
            }
        }

        run._memory = isWeighed ? GC.GetTotalMemory(forceFullCollection: true) - before : null;
        run.MostStepsAtAStretch = session.Steps!.Most;
        run.Steps = session.Steps.Made;
        return run;
    }

    internal DelegationReport Report(string name) => _items[name].Report!;

    internal DelegationResult Row(string name) => DelegationResult.From(Report(name));

    internal string[] Found(string name) => ScenarioAudit.Found(Finding.From(Report(name).Findings));

    /// <summary>Asserts that each innocent has the findings that it has alone.</summary>
    internal void AssertInnocents(int count = Innocents.Count)
    {
        var wrong = Enumerable.Range(0, count).Where(i => !Innocents.Expected(i).SequenceEqual(Found(Innocents.Name(i))))
            .Select(i => Innocents.Name(i) + ": " + string.Join(", ", Found(Innocents.Name(i)))).ToList();
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }
}
