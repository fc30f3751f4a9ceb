using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Checks;

/// <summary>
/// Name servers whose addresses are those of a wildcard (RFC 4592): that such a name resolves does not show that anybody meant it. Without signatures nobody can tell
/// whether it has records of its own that say the same.
/// </summary>
internal static class Wildcards
{
    /// <summary>The wildcard that a name server has its addresses of, where there is one and no server at them answers for the zone; null otherwise.</summary>
    internal static Match? Of(DelegationView view, ChildSide child, DomainName name)
    {
        if (!DoubtfulAddresses.Is(child, name))
        {
            return null;
        }

        var matches = new List<Match>();
        foreach (var exchange in view.Afterwards)
        {
            var question = exchange.Question;
            if (exchange.Message is not { IsAuthoritative: true } message || question.Type is not (RecordType.A or RecordType.AAAA)
                || !DoubtfulAddresses.IsWildcard(question.Name) || question.Name == name || !name.IsBelow(question.Name.Parent))
            {
                continue;
            }

            var held = AddressOrder.Set();
            foreach (var record in message.AnswersFor(question.Name, question.Type))
            {
                if (record.Data is AddressData data)
                {
                    held.Add(data.Address);
                }
            }

            var published = AddressOrder.Set(child.Published(name, question.Type == RecordType.AAAA ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork).Addresses);
            if (held.Count > 0 && held.SetEquals(published))
            {
                var known = matches.Find(one => one.Name == question.Name);
                if (known is null)
                {
                    matches.Add(known = new Match(question.Name));
                }

                known.Add(held);
            }
        }

        // Asked for a name below it that is not there, even one that begins with an asterisk, a server makes the answer from the wildcard: the highest is the one that is there.
        matches.Sort((one, other) => one.Name.LabelCount - other.Name.LabelCount);
        return matches.Count > 0 ? matches[0] : null;
    }

    /// <summary>The wildcard that a name server of the delegated zone is an alias by, where there is one that leads where the name does; null otherwise.</summary>
    internal static DomainName? OfAlias(DelegationView view, ChildSide child, DomainName name)
    {
        DomainName? highest = null;
        foreach (var exchange in DoubtfulAddresses.IsAlias(child, name) ? view.Afterwards : [])
        {
            var wildcard = exchange.Question.Name;
            if (exchange.Message is { IsAuthoritative: true } message && DoubtfulAddresses.IsWildcard(wildcard) && wildcard != name && name.IsBelow(wildcard.Parent)
                && wildcard.Parent.IsAtOrBelow(child.Zone) && TargetOf(message, wildcard) is { } target && LeadsTo(child, name, target) && !(highest?.LabelCount <= wildcard.LabelCount))
            {
                highest = wildcard;
            }
        }

        return highest;
    }

    private static bool LeadsTo(ChildSide child, DomainName name, DomainName target)
    {
        foreach (var server in child.Servers)
        {
            foreach (var answer in server.Answers.Addresses)
            {
                if (answer.Exchange.Question.Name == name && answer.Exchange.Message is { } message && TargetOf(message, name) == target)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static DomainName? TargetOf(Message message, DomainName owner)
    {
        foreach (var record in message.Answer)
        {
            if (record.Owner == owner && record.Data is AliasData { } alias && record.Type == RecordType.CNAME)
            {
                return alias.Target;
            }
        }

        return null;
    }

    /// <summary>Where its glue leads to a server of the zone, the zone is to say so, unless that is another name server's address; where it leads to none, it is to go.</summary>
    internal static Advice Advice(DelegationView view, DomainName name)
    {
        var serving = new List<IPAddress>();
        foreach (var address in view.RelationOf(name) == NameServerRelation.InDomain && view.Parent is { } parent ? parent.GlueOf(name) : [])
        {
            if (view.Child?.ServerAt(address) is { IsAuthoritative: true } && Soundness.IsSound(view, address))
            {
                serving.Add(address);
            }
        }

        if (serving.Count == 0)
        {
            return Findings.Advice.OneOf($"Let another name server take the place of {name}.", Changes.TakeOut(view, name));
        }

        var changes = GlueAdvice.IntoZone(view, view.Child!, name, serving);
        return changes.Count > 1 ? Findings.Advice.Of(changes) : Findings.Advice.Of(changes).With($", by records of its own");
    }

    /// <summary>A wildcard and the addresses that a name server shares with it.</summary>
    internal sealed class Match(DomainName name)
    {
        private readonly OrderedSet<IPAddress> _addresses = AddressOrder.Set();

        internal DomainName Name => name;

        internal IReadOnlyList<IPAddress> Addresses => _addresses;

        internal void Add(IEnumerable<IPAddress> addresses) => _addresses.UnionWith(addresses);
    }
}
