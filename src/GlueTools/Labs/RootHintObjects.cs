using System.Collections.Generic;
using System.Net;
using GlueTools.Binding;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Labs;

/// <summary>
/// Reads root hints from objects as Get-DnsServerRootHint gives them: one for each root server, with the name as a record in NameServer and the addresses as
/// records in IPAddress. Plain text in their place will do.
/// </summary>
internal static class RootHintObjects
{
    /// <summary>The root servers in the objects; empty where there are none. What cannot be read is left out.</summary>
    internal static IReadOnlyList<ServerAddress> Read(object hints)
    {
        var servers = new List<ServerAddress>();
        foreach (var item in PipelineObject.Items(hints))
        {
            if (item is null || !DomainName.TryParse(PipelineObject.ReadNameServer(PipelineObject.ReadProperty(item, "NameServer")), out var name))
            {
                continue;
            }

            foreach (var record in PipelineObject.Items(PipelineObject.ReadProperty(item, "IPAddress")))
            {
                if (AddressOf(record) is { } address)
                {
                    servers.Add(new ServerAddress(name, address));
                }
            }
        }

        return servers;
    }

    private static IPAddress? AddressOf(object? record) => AddressData.TryParse(PipelineObject.ReadAddress(record), out var address) ? address.Address : null;
}
