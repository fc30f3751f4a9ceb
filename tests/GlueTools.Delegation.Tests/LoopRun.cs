using System;
using System.Threading;
using GlueTools.Delegation.Evidence;
using GlueTools.Network.Loop;

namespace GlueTools.Delegation.Tests;

/// <summary>Runs a collector on a loop of the test's own.</summary>
internal static class LoopRun
{
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
