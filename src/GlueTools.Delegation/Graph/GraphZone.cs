using System.Collections.Generic;
using System.Net;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Graph;

/// <summary>A zone of which a resolver may need a server.</summary>
public sealed class GraphZone
{
    private readonly List<ZoneServer> _servers = new();

    internal GraphZone(DomainName name) => Name = name;

    /// <summary>The zone.</summary>
    public DomainName Name { get; }

    /// <summary>The zone above, whose servers delegate it; null where the way begins here.</summary>
    public GraphZone? Parent { get; internal set; }

    /// <summary>Whether the way begins here: its servers are known without asking anybody.</summary>
    public bool IsStart { get; internal set; }

    /// <summary>Whether it lies on the way to the domain's parent, that one included: nobody can avoid it.</summary>
    public bool IsOnWay { get; internal set; }

    /// <summary>Whether it is the domain itself.</summary>
    public bool IsDomain { get; internal set; }

    /// <summary>Whether its name servers were looked at; otherwise it is taken to answer.</summary>
    public bool IsKnown => IsStart || _servers.Count > 0;

    /// <summary>Its name servers, in canonical order.</summary>
    public IReadOnlyList<ZoneServer> Servers => _servers;

    /// <summary>Whether no name server can be asked at an address that came with the delegation: one has to be looked up first.</summary>
    public bool IsGlueless
    {
        get
        {
            foreach (var server in _servers)
            {
                if (server.HasGlue && server.Addresses.Count > 0)
                {
                    return false;
                }
            }

            return _servers.Count > 0 && !IsStart;
        }
    }

    internal int Index { get; set; }

    internal void Add(ZoneServer server) => _servers.Add(server);

    /// <inheritdoc/>
    public override string ToString() => Name.Text;
}

/// <summary>A name server as a server of one zone.</summary>
public sealed class ZoneServer
{
    internal ZoneServer(GraphHost host, bool hasGlue, IReadOnlyList<IPAddress> addresses)
    {
        Host = host;
        HasGlue = hasGlue;
        Addresses = addresses;
    }

    /// <summary>The name server.</summary>
    public GraphHost Host { get; }

    /// <summary>Whether addresses came with the delegation, so that nobody need be asked for them.</summary>
    public bool HasGlue { get; }

    /// <summary>The addresses at which the zone is reached: those of the delegation, or those looked up; without any that were seen not to serve the zone.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; }
}
