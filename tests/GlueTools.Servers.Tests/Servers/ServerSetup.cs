using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GlueTools.Servers.Tests.Servers;

/// <summary>The configuration of one server process: plain authority, complete answers, no rate limit, nothing to do with the machine's own server.</summary>
internal static class ServerSetup
{
    internal static string Program(ServerKind kind) => kind switch
    {
        ServerKind.Nsd => "nsd",
        ServerKind.Knot => "knotd",
        _ => "named",
    };

    /// <summary>Writes the configuration; gives back the program's arguments.</summary>
    internal static string[] Write(ServerKind kind, string folder, IReadOnlyList<IPAddress> addresses, IReadOnlyList<ServedZone> zones)
    {
        var path = Path.Combine(folder, "server.conf");
        File.WriteAllText(path, kind switch
        {
            ServerKind.Nsd => Nsd(folder, addresses, zones),
            ServerKind.Knot => Knot(folder, addresses, zones),
            _ => Bind(folder, addresses, zones),
        });
        return kind switch
        {
            ServerKind.Nsd => ["-d", "-c", path],
            ServerKind.Knot => ["-c", path],
            _ => ["-g", "-n", "1", "-c", path],
        };
    }

    private static string Nsd(string folder, IReadOnlyList<IPAddress> addresses, IReadOnlyList<ServedZone> zones)
    {
        var text = new StringBuilder($"""
            server:
              server-count: 1
              username: ""
              database: ""
              zonesdir: "{folder}"
              zonelistfile: "{folder}/zone.list"
              xfrdfile: "{folder}/xfrd.state"
              xfrdir: "{folder}"
              pidfile: "{folder}/nsd.pid"
              rrl-ratelimit: 0
              minimal-responses: no
              verbosity: 1

            """);
        foreach (var address in addresses)
        {
            text.Append("  ip-address: ").Append(address).Append('\n');
        }

        text.Append("remote-control:\n  control-enable: no\n");
        foreach (var zone in zones)
        {
            text.Append($"zone:\n  name: \"{zone.Absolute}\"\n  zonefile: \"{zone.File}\"\n");
            if (zone.IsDenied)
            {
                text.Append("  allow-query: 0.0.0.0/0 BLOCKED\n  allow-query: ::0/0 BLOCKED\n");
            }
        }

        return text.ToString();
    }

    private static string Knot(string folder, IReadOnlyList<IPAddress> addresses, IReadOnlyList<ServedZone> zones)
    {
        var text = new StringBuilder($"""
            server:
              rundir: "{folder}"
              udp-workers: 1
              tcp-workers: 1
              background-workers: 1
              listen: [{string.Join(", ", addresses.Select(address => address + "@53"))}]
            log:
            - target: stderr
              any: info
            database:
              storage: "{folder}"
            mod-queryacl:
            - id: nobody
              address: 127.0.0.1
            template:
            - id: default
              storage: "{folder}"
              semantic-checks: off
              zonefile-sync: -1
              journal-content: none
            zone:

            """);
        foreach (var zone in zones)
        {
            text.Append($"- domain: \"{zone.Absolute}\"\n  file: \"{zone.File}\"\n").Append(zone.IsDenied ? "  module: mod-queryacl/nobody\n" : string.Empty);
        }

        return text.ToString();
    }

    private static string Bind(string folder, IReadOnlyList<IPAddress> addresses, IReadOnlyList<ServedZone> zones)
    {
        var text = new StringBuilder("options {\n")
            .Append($"  directory \"{folder}\"; managed-keys-directory \"{folder}\"; pid-file none; session-keyfile none; lock-file none;\n")
            .Append($"  listen-on {{ {Listed(addresses, AddressFamily.InterNetwork)} }}; listen-on-v6 {{ {Listed(addresses, AddressFamily.InterNetworkV6)} }};\n")
            .Append("  recursion no; minimal-responses no; minimal-any no; empty-zones-enable no; dnssec-validation no; notify no;\n")
            // Zones with faults are what it is here for.
            .Append("  check-integrity no; check-names primary ignore; allow-transfer { none; };\n")
            .Append("};\ncontrols { };\n");
        foreach (var zone in zones)
        {
            text.Append($"zone \"{zone.Absolute}\" {{ type primary; file \"{zone.File}\";{(zone.IsDenied ? " allow-query { none; };" : string.Empty)} }};\n");
        }

        return text.ToString();
    }

    private static string Listed(IReadOnlyList<IPAddress> addresses, AddressFamily family)
    {
        var own = string.Concat(addresses.Where(address => address.AddressFamily == family).Select(address => address + "; "));
        return own.Length > 0 ? own : "none; ";
    }
}
