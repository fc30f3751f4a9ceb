using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Graph;

/// <summary>A name server, by its name.</summary>
public sealed class GraphHost
{
    internal GraphHost(DomainName name)
    {
        Name = name;
        Operator = Operators.Of(name);
    }

    /// <summary>Its name.</summary>
    public DomainName Name { get; }

    /// <summary>Whoever runs it, guessed from its name: the domain that somebody has registered.</summary>
    public DomainName Operator { get; }

    /// <summary>The zone whose servers know its addresses; null where none had to be asked, or none was found.</summary>
    public GraphZone? Zone { get; internal set; }

    /// <summary>How the search for its addresses ended; null where none was needed.</summary>
    public ResolutionStatus? Status { get; internal set; }

    /// <summary>All addresses by which any zone reaches it.</summary>
    public IReadOnlyList<IPAddress> Addresses => All;

    /// <summary>Which of the graph's machines it is.</summary>
    public int Machine { get; internal set; }

    /// <summary>The zones that were passed to look it up, whether or not that is needed; null where nobody did.</summary>
    internal IReadOnlyCollection<DomainName>? ZonesNeeded { get; set; }

    internal OrderedSet<IPAddress> All { get; } = AddressOrder.Set();

    /// <summary>What was found when it was looked up.</summary>
    internal OrderedSet<IPAddress> LookedUp { get; } = AddressOrder.Set();

    /// <inheritdoc/>
    public override string ToString() => Name.Text;
}
