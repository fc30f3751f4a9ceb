using System;
using GlueTools.Network.Loop;

namespace GlueTools.Network.Sessions;

/// <summary>Why nothing more comes out of a session.</summary>
internal static class SessionEnd
{
    /// <summary>What to throw at whoever waits: the fault that ended the loop, or that the session was disposed.</summary>
    internal static Exception Of(EventLoop loop) => loop.Failure is { } fault
        ? new InvalidOperationException("The audit was ended by a fault in GlueTools: " + fault.Message, fault)
        : new OperationCanceledException("The session was disposed.");
}
