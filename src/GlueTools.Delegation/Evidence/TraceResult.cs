using System.Collections.Generic;

namespace GlueTools.Delegation.Evidence;

/// <summary>A trace's steps, or why there are none.</summary>
public sealed class TraceResult
{
    /// <summary>What came of a trace.</summary>
    public TraceResult(IReadOnlyList<TraceStep> steps, string? problem)
    {
        Steps = steps;
        Problem = problem;
    }

    /// <summary>In the order in which they were asked.</summary>
    public IReadOnlyList<TraceStep> Steps { get; }

    /// <summary>Why nothing could be asked, in one sentence; null where something was.</summary>
    public string? Problem { get; }
}
