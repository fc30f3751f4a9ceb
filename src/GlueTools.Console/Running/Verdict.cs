using GlueTools.Delegation.Checks;

namespace GlueTools.Console.Running;

/// <summary>Gathers rows into an exit status.</summary>
internal sealed class Verdict(Severity failOn)
{
    private bool _hasFailed;
    private bool _hasGap;

    internal int ExitCode => _hasFailed ? Running.ExitCode.Found : _hasGap ? Running.ExitCode.Failure : Running.ExitCode.Good;

    /// <summary>Takes a row.</summary>
    /// <param name="status">Its status.</param>
    /// <param name="worst">The worst that it tells of; null where that is nothing.</param>
    internal void Add(string status, Severity? worst)
    {
        _hasGap |= status is RowStatus.Unknown or RowStatus.Invalid;
        _hasFailed |= worst >= failOn;
    }
}
