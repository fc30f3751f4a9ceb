using System.Collections.Generic;
using System.Linq;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Advising;

/// <summary>What only servers of the parent zone say that are behind: the registrar has nothing more to change there, and whoever runs these servers has.</summary>
internal static class LaggingParents
{
    /// <summary>Whether all that say something have older copies of the parent zone than one that gives the whole delegation, and so not that.</summary>
    internal static bool Are(DelegationView view, IReadOnlyList<ServerAddress> saying)
    {
        if (view.Parent is not { Servers.Count: > 0 } parent || saying.Count == 0)
        {
            return false;
        }

        var newest = SerialNumber.Newest(parent.Servers.Where(server => server.IsComplete && !saying.Contains(server.Server)).Select(server => server.Serial));
        return newest is { } best && parent.Servers.Where(server => saying.Contains(server.Server)).All(server => server.Serial is { } serial && SerialNumber.IsNewer(best, serial));
    }

    /// <summary>What is to be done about it.</summary>
    internal static Advice BringUp(DelegationView view, IReadOnlyList<ServerAddress> behind) =>
        Advice.Of(Changes.ParentServer(view, Wording.OfParent(behind), ServerSetting.ServeSameCopy));

    /// <summary>What is to be done about something that servers of the parent say: bring those up that are behind, where it is only them.</summary>
    internal static Advice Or(DelegationView view, IReadOnlyList<ServerAddress> saying, System.Func<Advice> otherwise) => Are(view, saying) ? BringUp(view, saying) : otherwise();

    /// <summary>How bad it is: a step less than elsewhere, since only some resolvers are led there, and no longer than the servers are behind.</summary>
    internal static Finding Judge(DelegationView view, IReadOnlyList<ServerAddress> saying, Finding finding) => finding.Severity switch
    {
        Severity.Critical when Are(view, saying) => finding.As(Severity.Error),
        Severity.Error when Are(view, saying) => finding.As(Severity.Warning),
        _ => finding,
    };
}
