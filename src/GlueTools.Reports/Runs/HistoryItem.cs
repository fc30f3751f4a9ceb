using System;

namespace GlueTools.Reports.Runs;

/// <summary>One thing about a domain over many runs: what it is taken for, and what it may be becoming.</summary>
/// <param name="about">What it is about, as it was seen last.</param>
public sealed class HistoryItem(Fact about)
{
    /// <summary>Observations that say whether something comes and goes.</summary>
    internal const int Window = 20;

    private const int FlapsFrom = 6, RestsAt = 2;

    /// <summary>What it is about, as it was seen last, whether it is there now or not.</summary>
    public Fact About { get; private set; } = about;

    /// <summary>What it is taken for; null where it is taken to be absent.</summary>
    public Fact? Settled { get; set; }

    /// <summary>Since when, ISO 8601, UTC.</summary>
    public string FirstUtc { get; set; } = string.Empty;

    /// <summary>When it was last seen so.</summary>
    public string LastUtc { get; set; } = string.Empty;

    /// <summary>Whether the last run saw something else.</summary>
    public bool IsOtherwise { get; set; }

    /// <summary>What the last run saw instead; null for nothing.</summary>
    public Fact? Next { get; set; }

    /// <summary>Since when that is seen.</summary>
    public string NextUtc { get; set; } = string.Empty;

    /// <summary>In how many runs behind one another.</summary>
    public int NextRuns { get; set; }

    /// <summary>Which of the last observations differed from the one before, a bit each, the latest lowest.</summary>
    public int Turns { get; set; }

    /// <summary>Whether it was told that it comes and goes, and has not come to rest since.</summary>
    public bool IsFlapping { get; set; }

    /// <summary>Whether nothing is to be remembered of it.</summary>
    internal bool IsEmpty => Settled is null && !IsOtherwise && Turns == 0 && !IsFlapping;

    /// <summary>Takes what a run sees; says whether that is so now, as far as it was seen before.</summary>
    internal void See(Fact? seen, string nowUtc)
    {
        About = seen ?? About;
        var isAsBefore = Same(seen, IsOtherwise ? Next : Settled);
        Turns = ((Turns << 1) | (isAsBefore ? 0 : 1)) & ((1 << Window) - 1);
        if (Same(seen, Settled))
        {
            // The sentence and who shows it may be others.
            Settled = seen;
            LastUtc = nowUtc;
            Forget();
            return;
        }

        NextRuns = isAsBefore ? NextRuns + 1 : 1;
        NextUtc = isAsBefore ? NextUtc : nowUtc;
        Next = seen;
        IsOtherwise = true;
    }

    /// <summary>Takes for settled what was seen last.</summary>
    internal void Settle(string lastUtc)
    {
        if (IsOtherwise)
        {
            (Settled, FirstUtc, LastUtc) = (Next, NextUtc, lastUtc);
            Forget();
        }
    }

    /// <summary>Whether it comes and goes too often to be told each time; comes to rest later than it begins, so that this does not itself come and go.</summary>
    internal bool Flaps()
    {
        var turns = 0;
        for (var bits = Turns; bits != 0; bits &= bits - 1)
        {
            turns++;
        }

        return turns >= FlapsFrom || (IsFlapping && turns > RestsAt);
    }

    private static bool Same(Fact? one, Fact? other) => one is null || other is null ? one is null && other is null : one.IsSameAs(other);

    private void Forget() => (IsOtherwise, Next, NextUtc, NextRuns) = (false, null, string.Empty, 0);
}
