using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using GlueTools.Dns.Names;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Network.Sessions;

namespace GlueTools.Delegation.Tests;

/// <summary>Runs beside no other test: it counts what the whole process has open.</summary>
[CollectionDefinition(nameof(SessionDisposalTests), DisableParallelization = true)]
[Collection(nameof(SessionDisposalTests))]
public class SessionDisposalTests
{
    // However busy the machine is; whoever waits for an answer that is under way waits longer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void Disposal_while_two_hundred_audits_are_in_flight_ends_threads_and_closes_sockets()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Counts what the process has open in /proc.");
        using var network = LabNetwork.Start(LabSamples.Load("sample"));
        var before = Sockets();
        var session = new AuditSession(ScenarioRun.Options(network) with { TimeoutSec = 600 });
        for (var i = 0; i < 200; i++)
        {
            session.Start(DomainName.Parse("n" + i + ".example"));
        }

        SpinWait.SpinUntil(() => Sockets().Except(before).Count() > 5, Patience);
        var opened = Sockets().Except(before).ToList();
        Assert.True(opened.Count > 5);
        var clock = Stopwatch.StartNew();

        session.Dispose();

        Assert.True(clock.Elapsed < Patience);
        Assert.True(session.HasEnded);
        // The lab closes its ends of the connections when it notices.
        Assert.True(SpinWait.SpinUntil(() => !Sockets().Intersect(opened).Any(), Patience));
    }

    private static HashSet<string> Sockets() => Directory.EnumerateFiles("/proc/self/fd")
        .Select(file => new FileInfo(file).LinkTarget).Where(target => target?.StartsWith("socket:", StringComparison.Ordinal) == true).Select(target => target!).ToHashSet();
}
