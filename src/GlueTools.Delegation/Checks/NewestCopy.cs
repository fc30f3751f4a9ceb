using System.Collections.Generic;
using System.Linq;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Dnssec;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Checks;

/// <summary>What all servers would serve once they have transferred the zone, where their serials differ: the newest copy, right or wrong.</summary>
internal static class NewestCopy
{
    /// <summary>Whether one of some servers has it, while others have older ones: they cannot transfer what is right from anybody.</summary>
    internal static bool IsAt(ChildSide? child, IEnumerable<ServerAddress> servers)
    {
        var newest = SerialOf(child);
        foreach (var server in servers)
        {
            foreach (var copy in child?.Copies ?? [])
            {
                if (newest is not null && copy.Serial == newest && copy.Source.Server is { } own && own.Address.Equals(server.Address))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether its keys are not what the DS records lead to, while those of other copies are.</summary>
    internal static bool BreaksLink(DelegationView view)
    {
        if (view.Parent is not { HasReferral: true } || KeyLinks.Of(view) is not { } links || links.Ds.Effective.Count == 0)
        {
            return false;
        }

        var broken = new List<ServerAddress>();
        var holds = false;
        foreach (var link in links.ToSignatures())
        {
            // What this machine cannot judge may well hold.
            if (link.State is LinkState.Linked or LinkState.NotJudged)
            {
                holds = true;
            }
            else if (link.Server is { } server)
            {
                broken.Add(server);
            }
        }

        return holds && IsAt(view.Child, broken);
    }

    private static uint? SerialOf(ChildSide? child)
    {
        var newest = SerialNumber.Newest((child?.Copies ?? []).Select(copy => copy.Serial));
        return child?.Copies.Any(copy => copy.Serial is { } serial && serial != newest) == true ? newest : null;
    }
}
