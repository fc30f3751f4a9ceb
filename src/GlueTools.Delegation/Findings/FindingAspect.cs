namespace GlueTools.Delegation.Findings;

/// <summary>What a finding says of what parent and zone hold, for whoever sets both sides beside each other.</summary>
public enum FindingAspect
{
    /// <summary>Something else.</summary>
    Other,

    /// <summary>Its addresses are not in the glue, and the zone publishes them.</summary>
    GlueLacks,

    /// <summary>Its addresses are in the glue, and the zone does not publish them.</summary>
    GlueExceeds,

    /// <summary>Parent servers hold different glue for its name servers.</summary>
    GlueDiffers,

    /// <summary>Its name servers are in the delegation alone.</summary>
    OnlyAtParent,

    /// <summary>Its name servers are in the zone alone.</summary>
    OnlyInZone,

    /// <summary>Delegation and zone name different servers altogether.</summary>
    SidesDisjoint,

    /// <summary>No address can be found for its name servers.</summary>
    Unresolvable,

    /// <summary>There is no delegation.</summary>
    NoDelegation,

    /// <summary>The registry holds something else of its name servers than the parent serves or the zone says.</summary>
    RegistryDiffers,
}
