using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Checks;

/// <summary>No name server's name is an alias.</summary>
internal sealed class NameServersAreNotAliases : ICheck
{
    internal static readonly FindingKind NameServerIsAlias = new(
        nameof(NameServersAreNotAliases), nameof(NameServerIsAlias), Severity.Error, "RFC 2181, section 10.3", "The name of a name server is an alias (CNAME, or below a DNAME).");

    public IReadOnlyList<FindingKind> Kinds { get; } = [NameServerIsAlias];

    public IEnumerable<Finding> Run(DelegationView view)
    {
        if (view.Child is not { } child)
        {
            yield break;
        }

        foreach (var name in view.NameServers)
        {
            var published = child.Published(name, AddressFamily.InterNetwork);
            if (child.ResolutionOf(name) is { Status: ResolutionStatus.Alias } || published.IsAlias || child.Published(name, AddressFamily.InterNetworkV6).IsAlias)
            {
                yield return Wildcards.OfAlias(view, child, name) is { } wildcard
                    ? NameServerIsAlias.Finding(
                        view,
                        name,
                        [],
                        Wording.OfChild(published.SaidBy),
                        $"The name server {name} is what the wildcard {wildcard} makes of a name without records of its own: an alias (CNAME), which resolvers need not follow.",
                        Wildcards.Advice(view, name))
                    : NameServerIsAlias.Finding(
                        view,
                        name,
                        [],
                        Wording.OfChild(published.SaidBy),
                        $"The name server {name} is an alias (CNAME), which resolvers need not follow.",
                        Advice.Of(InPlaceOfAlias(view, name)).With($", or name the alias's target as the name server, if that serves {view.DomainName}"));
            }
        }
    }

    /// <summary>Address records; where the glue beside the alias is another name server's address, glue of its own too.</summary>
    private static IReadOnlyList<Change> InPlaceOfAlias(DelegationView view, DomainName name)
    {
        var alias = Changes.Alias(ChangePlace.HostZone, name, name);
        var others = new List<IPAddress>();
        foreach (var address in view.RelationOf(name) == NameServerRelation.InDomain ? view.Parent!.GlueOf(name) : [])
        {
            if (GlueAdvice.IsOfAnother(view.Child!, name, address) && !Untested.Is(view, address))
            {
                others.Add(address);
            }
        }

        return others.Count == 0 ? [alias] : [alias, Changes.GlueByOther(view, name, others)];
    }
}
