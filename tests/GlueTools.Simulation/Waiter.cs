using System;
using System.Threading;
using System.Threading.Tasks;

namespace GlueTools.Simulation;

/// <summary>Something that waits, on a thread of its own.</summary>
public static class Waiter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Starts it, and comes back when its thread has begun to wait, or is done.</summary>
    public static Task<T> Start<T>(Func<T> wait)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                done.SetResult(wait());
            }
            catch (Exception error)
            {
                done.SetException(error);
            }
        }) { IsBackground = true };
        thread.Start();
        return SpinWait.SpinUntil(() => done.Task.IsCompleted || thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin), Patience)
            ? done.Task
            : throw new TimeoutException("The thread does not wait.");
    }
}
