using GlueTools.Delegation.Advising;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Graph;

/// <summary>
/// Who runs a name server, guessed from its name: one label more than the registry's zone that the name lies in. A company with several domains counts as several,
/// and servers that somebody hosts under names of his customers count as the customers'.
/// </summary>
internal static class Operators
{
    /// <summary>The domain that somebody has registered for a name.</summary>
    internal static DomainName Of(DomainName name)
    {
        var labels = 1;
        while (labels < name.LabelCount && Registries.IsRegistry(name.LastLabels(labels)))
        {
            labels++;
        }

        return name.LastLabels(System.Math.Min(labels, name.LabelCount)).ToLower();
    }
}
