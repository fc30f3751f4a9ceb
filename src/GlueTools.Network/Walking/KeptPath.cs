using GlueTools.Network.Options;

namespace GlueTools.Network.Walking;

/// <summary>
/// The proof of the path, for the next run in the same session: that start servers answered in each family that is used, never that one did not. Where a family falls silent later on, the
/// same servers are asked again (<see cref="NetworkPulse"/>).
/// </summary>
internal sealed class KeptPath
{
    private PathReport? _report;
    private long _at;

    /// <summary>Keeps what a proof has shown, in place of an older one; nothing where anything was wrong.</summary>
    /// <param name="report">What it has shown.</param>
    /// <param name="now">The time, in microseconds of the loop's clock.</param>
    internal void Keep(PathReport report, long now)
    {
        _report = report.Condition == PathCondition.Clear && !report.IPv4Unusable && !report.IPv6Unusable ? report : null;
        _at = now;
    }

    /// <summary>What was proven, where that is still young enough; null otherwise.</summary>
    internal PathReport? Tell(ServerAccess network)
    {
        if (_report is null || network.Loop.Now - _at > WalkBudget.KeptUs)
        {
            return null;
        }

        foreach (var proof in _report.Proofs)
        {
            network.Pulse.Trust(proof);
        }

        return _report;
    }
}
