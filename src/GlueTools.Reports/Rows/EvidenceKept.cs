namespace GlueTools;

/// <summary>Of which domains a verdict's row carries the evidence, so that it can be judged again.</summary>
public enum EvidenceKept
{
    /// <summary>Of none.</summary>
    None,

    /// <summary>Of those that have a finding which the policy reports, at its minimum severity or above.</summary>
    Findings,

    /// <summary>Of all.</summary>
    Full,
}
