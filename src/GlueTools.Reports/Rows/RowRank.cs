using GlueTools.Delegation.Findings;

namespace GlueTools;

/// <summary>The number beside a status or severity: 0 (well), 1 (Info) to 5 (Critical); below 0 where there is no verdict. It sorts and compares, as words do not.</summary>
internal static class RowRank
{
    private const int Unknown = -1, Invalid = -2, Skipped = -3;

    /// <summary>The rank of a severity.</summary>
    internal static int Of(Severity severity) => (int)severity + 1;

    /// <summary>The rank of a row.</summary>
    /// <param name="status">Its status.</param>
    /// <param name="worst">The worst that it tells of; null where that is nothing.</param>
    internal static int Of(string status, Severity? worst) => status switch
    {
        RowStatus.Unknown => Unknown,
        RowStatus.Invalid => Invalid,
        RowStatus.Skipped => Skipped,
        RowStatus.Healthy => 0,
        _ => worst is { } severity ? Of(severity) : 0,
    };
}
