using System.Collections.Generic;
using GlueTools.Delegation.Evidence;

namespace GlueTools;

/// <summary>What a row says that was not looked at.</summary>
internal static class RowLimits
{
    /// <summary>Ceilings that were reached, sides that were not asked, registries that could not be.</summary>
    internal static List<string> Of(DelegationView view)
    {
        var limits = new List<string>(view.Limits);
        limits.AddRange(view.Unseen);
        limits.AddRange(view.Registry?.Unseen ?? []);
        return limits;
    }
}
