using GlueTools.Delegation.Evidence;

namespace GlueTools.Network.Collecting;

/// <summary>The parent's side of a delegation, as far as it was found.</summary>
/// <param name="Side">Null where the servers to start from serve no zone above the name, or none of the parent's answers.</param>
/// <param name="Problem">Why nothing is known of it; null where somebody could be asked.</param>
internal sealed record FoundParent(ParentSide? Side, string? Problem);
