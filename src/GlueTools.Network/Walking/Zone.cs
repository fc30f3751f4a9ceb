using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Names;
using GlueTools.Network.Options;

namespace GlueTools.Network.Walking;

/// <summary>A zone on the way down, and the servers known for it so far.</summary>
internal sealed class Zone
{
    private readonly HashSet<IPAddress> _known = new();

    internal Zone(DomainName name, bool isStart)
    {
        Name = name;
        IsStart = isStart;
        Needed.Add(name);
    }

    internal DomainName Name { get; }

    /// <summary>Whether the run starts here: its servers are exactly those given.</summary>
    internal bool IsStart { get; }

    /// <summary>The zones that a resolver with an empty cache has to pass to ask a server of this one, this one included.</summary>
    internal HashSet<DomainName> Needed { get; } = new();

    /// <summary>How many of the servers came with the referral; the rest were looked up by name since.</summary>
    internal int Given { get; private set; }

    /// <summary>Servers with an address, in the order they became known.</summary>
    internal List<ServerAddress> Servers { get; } = new();

    /// <summary>Name servers whose addresses did not come with the referral.</summary>
    internal List<DomainName> WithoutAddress { get; } = new();

    /// <summary>All name servers of the referral.</summary>
    internal List<DomainName> NameServers { get; } = new();

    /// <summary>Takes in name servers and the addresses beside them. Addresses count only for names within <paramref name="source"/>, the zone that said so.</summary>
    internal void Learn(Referral referral, DomainName source)
    {
        var withAddress = new HashSet<DomainName>();
        foreach (var glue in referral.Glue)
        {
            if (glue.Name.IsAtOrBelow(source))
            {
                withAddress.Add(glue.Name);
                Add(new ServerAddress(glue.Name, glue.Address));
            }
        }

        Given = Servers.Count;
        WithoutAddress.RemoveAll(withAddress.Contains);

        foreach (var name in referral.NameServers)
        {
            if (NameServers.Contains(name) || NameServers.Count >= WalkBudget.NameServersPerZone)
            {
                continue;
            }

            NameServers.Add(name);
            if (!withAddress.Contains(name))
            {
                WithoutAddress.Add(name);
            }
        }
    }

    /// <summary>The same zone to learn more about, which is nobody else's.</summary>
    internal Zone Copy()
    {
        var copy = new Zone(Name, IsStart);
        copy.Needed.UnionWith(Needed);
        copy.NameServers.AddRange(NameServers);
        copy.WithoutAddress.AddRange(WithoutAddress);
        Servers.ForEach(copy.Add);
        return copy;
    }

    internal void Add(ServerAddress server)
    {
        if (_known.Add(server.Address))
        {
            Servers.Add(server);
        }
    }
}

/// <summary>What is at a name, seen from the zone above it.</summary>
internal enum CutKind
{
    /// <summary>A zone begins here.</summary>
    Cut,

    /// <summary>The name exists in the zone above, or is empty.</summary>
    NoCut,

    /// <summary>The name is or lies below an alias.</summary>
    Alias,

    /// <summary>The zone above denies the name.</summary>
    NameDoesNotExist,

    /// <summary>No server of the zone above said anything useful.</summary>
    Failed,
}

/// <summary>The result of looking for a zone cut at a name.</summary>
internal sealed class CutResult : IWalkResult
{
    internal CutResult(CutKind kind, Zone? zone = null, IPAddress? deniedBy = null, DomainName denied = default)
    {
        Kind = kind;
        Zone = zone;
        DeniedBy = deniedBy;
        Denied = denied;
    }

    public bool IsUsable => Kind != CutKind.Failed;

    public Interruption? Interruption { get; set; }

    public SearchRecord? Record { get; set; }

    internal CutKind Kind { get; }

    /// <summary>The zone that begins here; null unless <see cref="Kind"/> is <see cref="CutKind.Cut"/>.</summary>
    internal Zone? Zone { get; }

    /// <summary>The server that denied the name; null unless <see cref="Kind"/> is <see cref="CutKind.NameDoesNotExist"/>.</summary>
    internal IPAddress? DeniedBy { get; }

    /// <summary>The name that it denied.</summary>
    internal DomainName Denied { get; }
}

/// <summary>Where a search for a zone ended.</summary>
internal sealed class ZoneLookup
{
    internal ZoneLookup(Zone? zone, CutResult? last, Zone? above = null)
    {
        Zone = zone;
        Last = last;
        Above = above;
    }

    /// <summary>The zone whose servers led to it; null where the search began there.</summary>
    internal Zone? Above { get; }

    /// <summary>The deepest zone found; null where the servers to start from serve no zone that holds the name.</summary>
    internal Zone? Zone { get; }

    /// <summary>What stopped the search; null where it came to its end.</summary>
    internal CutResult? Last { get; }
}
