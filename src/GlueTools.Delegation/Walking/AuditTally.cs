using GlueTools.Dns.Loop;

namespace GlueTools.Delegation.Walking;

/// <summary>What one domain's audit has cost so far, and whether it gets on.</summary>
internal sealed class AuditTally
{
    /// <summary>Questions that were put on the network for this domain; answers shared with another domain count there.</summary>
    internal int Questions { get; private set; }

    internal bool IsExhausted => Questions >= WalkBudget.QuestionsPerDomain;

    /// <summary>When a question was last put or settled, on the loop's clock.</summary>
    internal long MovedAt { get; private set; } = EventLoop.Now;

    internal void Asked()
    {
        Questions++;
        MovedAt = EventLoop.Now;
    }

    internal void Settled() => MovedAt = EventLoop.Now;
}
