using System;
using System.Threading.Tasks;
using GlueTools.Network.Loop;

namespace GlueTools.Network.Tests.Loop;

/// <summary>Lets a test wait, on its own thread, for what happens on a loop's thread.</summary>
internal static class LoopRunner
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Runs asynchronous work on the loop and waits for its value, or throws what it threw.</summary>
    internal static T Run<T>(this EventLoop loop, Func<LoopTask<T>> work) => loop.StartOn(work).WaitAsync(Patience).GetAwaiter().GetResult();

    /// <summary>Runs something on the loop and waits until it is done.</summary>
    internal static T Do<T>(this EventLoop loop, Func<T> work) => loop.Run(() => LoopTasks.FromResult(work()));

    /// <summary>Runs asynchronous work on the loop.</summary>
    internal static Task<T> StartOn<T>(this EventLoop loop, Func<LoopTask<T>> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        loop.Post(() =>
        {
            LoopTask<T> task;
            try
            {
                task = work();
            }
            catch (Exception error)
            {
                done.SetException(error);
                return;
            }

            task.ContinueWith(() =>
            {
                try
                {
                    done.SetResult(task.Result);
                }
                catch (Exception error)
                {
                    done.SetException(error);
                }
            });
        });
        return done.Task;
    }

    /// <summary>A task that is complete after so many microseconds.</summary>
    internal static LoopTask<bool> Delay(this EventLoop loop, long microseconds)
    {
        var task = new LoopTask<bool>();
        loop.SetTimer(microseconds, () => task.SetResult(true));
        return task;
    }
}
