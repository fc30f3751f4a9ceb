using System;

namespace GlueTools.Network.Loop;

/// <summary>Something that goes on when a task is complete or a timer is due. A delegate would be a further object for each.</summary>
internal interface ILoopContinuation
{
    void Continue();
}

/// <summary>An awaiter to which a continuation can be handed that is no delegate.</summary>
internal interface ILoopAwaiter
{
    void Await(ILoopContinuation continuation);
}

/// <summary>Running what goes on, in either form.</summary>
internal static class LoopContinuations
{
    /// <summary>Runs an <see cref="Action"/> or an <see cref="ILoopContinuation"/>.</summary>
    internal static void Run(object continuation)
    {
        if (continuation is Action action)
        {
            action();
        }
        else
        {
            ((ILoopContinuation)continuation).Continue();
        }
    }
}
