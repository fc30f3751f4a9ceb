using GlueTools.Delegation.Answers;

namespace GlueTools.Network.Walking;

/// <summary>A finished search for a name server's addresses, with what it took.</summary>
internal sealed class NameServerSearch : IWalkResult
{
    internal NameServerSearch(NameServerAddresses found) => Found = found;

    /// <summary>What came of it.</summary>
    internal NameServerAddresses Found { get; }

    public bool IsUsable => Found.Status is not (ResolutionStatus.Circular or ResolutionStatus.Failed or ResolutionStatus.NotLookedAt);

    public Interruption? Interruption { get; set; }

    public SearchRecord? Record { get; set; }
}
