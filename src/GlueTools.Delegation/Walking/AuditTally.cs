namespace GlueTools.Delegation.Walking;

/// <summary>What one domain's audit has cost so far.</summary>
internal sealed class AuditTally
{
    /// <summary>Questions that were put on the network for this domain; answers shared with another domain count there.</summary>
    internal int Questions { get; set; }

    internal bool IsExhausted => Questions >= WalkBudget.QuestionsPerDomain;
}
