using System.Collections.Generic;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Evidence;

/// <summary>What is known of a domain's sides before anybody is asked: a side that is given is not asked. Immutable.</summary>
public sealed class GivenSides
{
    /// <summary>The parent's side; null where it is to be asked.</summary>
    public ParentSide? Parent { get; init; }

    /// <summary>The zone as somebody has it; null where its servers are to be asked.</summary>
    public IGivenZone? Child { get; init; }

    /// <summary>What is not looked at where the rest is asked.</summary>
    public IReadOnlyList<string> Unseen
    {
        get
        {
            var unseen = new List<string>();
            if (Parent is not null)
            {
                unseen.Add("zone file: servers of the parent zone");
            }

            if (Child is not null)
            {
                unseen.Add("zone file: servers of the zone");
            }

            return unseen;
        }
    }

    /// <summary>The view of what is given, without asking anybody for the rest.</summary>
    /// <param name="name">The domain.</param>
    public DelegationView ToView(DomainName name)
    {
        // Nobody was asked, so nothing is known of either family; and whether addresses can be reached from the Internet is judged.
        var conditions = new RunConditions(AuditDepth.Standard, isPrivate: false, tcpOnly: false, ipv4Tested: false, ipv6Tested: false, fromServers: false);
        var child = Child is null ? null : new ChildSide(name, Child.About(Parent?.NameServers ?? []), new SortedDictionary<DomainName, Answers.NameServerAddresses>());
        var unseen = new List<string>(Unseen);
        unseen.Add(Parent is null ? "offline: the parent zone" : Child is null ? "offline: the zone" : "offline: name servers outside the zone");
        var parent = Parent ?? new ParentSide(name.Parent, name, [], isSample: false);
        var problem = Parent is null ? "Only the zone itself was looked at, not what delegates it." : null;
        return new DelegationView(name, parent, child, conditions, problem, 0, 0) { Unseen = unseen };
    }
}

/// <summary>A zone as somebody has it who need not be asked.</summary>
public interface IGivenZone
{
    /// <summary>The zone's copy, as far as its own name servers and these need it.</summary>
    /// <param name="nameServers">Further name servers that are looked for in it.</param>
    ZoneCopy About(IReadOnlyList<DomainName> nameServers);
}
