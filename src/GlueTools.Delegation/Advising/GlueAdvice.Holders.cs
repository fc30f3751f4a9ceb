using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Advising;

/// <content>Addresses that another name server has as glue now.</content>
internal static partial class GlueAdvice
{
    /// <summary>
    /// What comes before addresses are set as glue that stand there for another name server, where no change is known that takes them from it: one address for two would be worse
    /// than what is mended. Null where there is no such name server.
    /// </summary>
    /// <param name="view">What was seen of both sides.</param>
    /// <param name="child">The zone's side.</param>
    /// <param name="name">The name server that is to have them.</param>
    /// <param name="right">The addresses.</param>
    internal static Advice? AfterHolder(DelegationView view, ChildSide child, DomainName name, List<IPAddress> right)
    {
        // Who is set together, what each is to have, and which name server has what the first is to have, where that hangs on it.
        var together = new List<(DomainName Name, List<IPAddress> Right, DomainName? Holder)> { (name, right, null) };
        for (var i = 0; i < together.Count; i++)
        {
            var (one, wanted, first) = together[i];
            foreach (var other in view.InDomainNameServers)
            {
                var holder = first ?? other;
                foreach (var held in wanted.FindAll(address => view.Parent!.GlueOf(other).Includes(address) && !view.Parent.GlueOf(one).Includes(address) && !child.Published(other, address.AddressFamily).Addresses.Includes(address)
                    && !LaggingParents.Are(view, view.Parent.ServersWithGlue(other, address))))
                {
                    var advice = ByItself(view, child, other, held);
                    if (advice.Alternatives.Count == 0 || !child.Published(other, held.AddressFamily).IsKnown)
                    {
                        var its = right.FindAll(view.Parent!.GlueOf(holder).Includes);
                        return Advice.None($"Give {name} {its} as glue when {holder}, which has {(its.Count == 1 ? "it" : "them")} there now, gets other glue: before that, both would have the same {(its.Count == 1 ? "address" : "addresses")}.");
                    }

                    if (!together.Exists(known => known.Name == other))
                    {
                        together.Add((other, Set(advice), holder));
                    }
                }
            }
        }

        return null;
    }

    /// <summary>The addresses that an advice sets as glue.</summary>
    private static List<IPAddress> Set(Advice advice)
    {
        var right = new List<IPAddress>();
        foreach (var change in advice.Alternatives.Count > 0 ? advice.Alternatives[0] : [])
        {
            if (change is { Place: ChangePlace.Delegation, Record: ChangedRecord.Address })
            {
                right.AddRange(change.NewAddresses);
            }
        }

        return right;
    }
}
