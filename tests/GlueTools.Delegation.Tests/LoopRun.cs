using System;
using System.Threading;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;
using GlueTools.Network.Collecting;
using GlueTools.Network.Loop;
using GlueTools.Network.Transport;
using GlueTools.Network.Walking;
using GlueTools.Simulation;

namespace GlueTools.Delegation.Tests;

/// <summary>Runs a collector on a loop of the test's own.</summary>
internal static class LoopRun
{
    /// <summary>Collects what there is about a domain in a run that knows a neighbour of it, and with it all that both have in common.</summary>
    /// <param name="lab">Who is asked.</param>
    /// <param name="machine">Where, in simulated time.</param>
    /// <param name="neighbour">The domain that was asked about before.</param>
    /// <param name="domain">The domain.</param>
    /// <param name="begins">Told when it begins, in microseconds of the machine's clock.</param>
    internal static DelegationView Collect(SimulatedLab lab, SimulatedMachine machine, string neighbour, string domain, Action<long> begins)
    {
        var options = ScenarioRun.Options(lab) with { TimeoutSec = 1 };
        using var loop = new EventLoop(machine);
        ViewCollector? collector = null;
        loop.Post(() => collector = new ViewCollector(new ServerAccess(loop, new DnsTransport(loop, options.ToTransportOptions()), options, new Random(1))));
        Collect(loop, () => collector!.Collect(DomainName.Parse(neighbour)));
        return Collect(loop, () =>
        {
            begins(machine.Clock.Now);
            return collector!.Collect(DomainName.Parse(domain));
        });
    }

    internal static DelegationView Collect(EventLoop loop, Func<LoopTask<DelegationView>> start)
    {
        using var done = new ManualResetEventSlim();
        LoopTask<DelegationView>? task = null;
        loop.Post(() =>
        {
            task = start();
            task.ContinueWith(done.Set);
        });
        Assert.True(done.Wait(TimeSpan.FromSeconds(30)));
        return task!.Result;
    }
}
