using System.Collections.Generic;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;

namespace GlueTools.Delegation.Checks;

/// <summary>The name of every name server is one that a host can have.</summary>
internal sealed class NameServersAreHostNames : ICheck
{
    internal static readonly FindingKind NameServerIsNoHostName = new(
        nameof(NameServersAreHostNames), nameof(NameServerIsNoHostName), Severity.Warning, "RFC 952; RFC 1123, section 2.1", "A name server's name has what no host's name may have, such as an underscore.");

    internal static readonly FindingKind NullNameServer = new(
        nameof(NameServersAreHostNames), nameof(NullNameServer), Severity.Info, "RFC 7505, section 3", "The only name server is the root (NS .): the zone is to live nowhere.") { Aspect = FindingAspect.Unresolvable };

    public IReadOnlyList<FindingKind> Kinds { get; } = [NameServerIsNoHostName, NullNameServer];

    public IEnumerable<Finding> Run(DelegationView view)
    {
        if (view.NameServers.Count == 1 && view.NameServers[0].IsRoot)
        {
            yield return NullNameServer.Finding(
                view,
                view.NameServers[0],
                [],
                Wording.OfParent(view.Parent?.ServersNaming(view.NameServers[0]) ?? []),
                $"The only name server of {view.DomainName} is the root (NS .), which says that nobody is to answer for it.",
                Advice.None($"Nothing, if no name in {view.DomainName} is to resolve; else delegate it to name servers that serve it."));
        }

        foreach (var name in view.NameServers)
        {
            if (HostNames.Oddity(name) is { } oddity)
            {
                yield return NameServerIsNoHostName.Finding(
                    view,
                    name,
                    [],
                    [],
                    $"The name server {name} {oddity}, as no host's name may, so registries and some software do not take it.",
                    Advice.None($"Give the server a name of letters, digits and hyphens, and let that take the place of {name}."));
            }
        }
    }
}
