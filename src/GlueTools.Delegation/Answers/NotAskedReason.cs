namespace GlueTools.Delegation.Answers;

/// <summary>Why an address was not asked.</summary>
public enum NotAskedReason
{
    /// <summary>It was asked.</summary>
    None,

    /// <summary>A special-purpose address outside a private audit, or one that nobody may ask.</summary>
    SpecialPurpose,

    /// <summary>Its family was switched off for this run.</summary>
    FamilyExcluded,

    /// <summary>Its family cannot be used from here.</summary>
    FamilyUnusable,
}
