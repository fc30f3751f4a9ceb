using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;

namespace GlueTools.OddServers;

/// <summary>
/// What the generator wrote: a line for each "backend NAME ADDRESS", "kind NAME RULE; RULE ...", "host NAME KIND ADDRESS,ADDRESS", "elsewhere ADDRESS",
/// "lie OWNER TYPE DATA", "zone NAME HOST=BACKEND ..." with the hosts that hold the zone, each with the backend that has its copy.
/// </summary>
internal sealed class Plan
{
    private readonly Dictionary<string, Dictionary<string, string>> _zones = new(StringComparer.Ordinal);

    internal Plan(string file)
    {
        var kinds = new Dictionary<string, List<Rule>>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(file))
        {
            var words = line.Split(' ');
            switch (words[0])
            {
                case "backend":
                    Backends.Add(words[1], new Backend(IPAddress.Parse(words[2])));
                    break;
                case "kind":
                    var rules = line[("kind " + words[1]).Length..].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                    kinds.Add(words[1], rules.Select(Rule.Parse).ToList());
                    break;
                case "host":
                    Hosts.AddRange(words[3].Split(',').Select(address => new OddHost(this, words[1], IPAddress.Parse(address), kinds[words[2]])));
                    break;
                case "elsewhere":
                    Elsewhere.Add(IPAddress.Parse(words[1]));
                    break;
                case "lie":
                    Lies.Add(words[2] == "A" ? Packet.Record(words[1], 1, 86400, IPAddress.Parse(words[3]).GetAddressBytes()) : Packet.Record(words[1], 2, 86400, Packet.Name(words[3])));
                    break;
                case "zone":
                    _zones.Add(words[1], words.Skip(2).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal));
                    break;
            }
        }
    }

    /// <summary>Whether what asks about one zone counts as a client of its own: as in audits that know nothing of each other, and come from one machine only here.</summary>
    internal bool ZonesAreClients { get; init; }

    internal Dictionary<string, Backend> Backends { get; } = new(StringComparer.Ordinal);

    internal List<OddHost> Hosts { get; } = [];

    /// <summary>Where answers come from that leave from another address, one for each family.</summary>
    internal List<IPAddress> Elsewhere { get; } = [];

    /// <summary>Records about zones of others.</summary>
    internal List<byte[]> Lies { get; } = [];

    /// <summary>The backend with a host's copy of a zone; null where it holds none.</summary>
    internal string? VersionAt(string zone, string host) => _zones.TryGetValue(zone, out var hosts) && hosts.TryGetValue(host, out var backend) ? backend : null;
}
