using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using GlueTools.Delegation;
using GlueTools.Delegation.Walking;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Console.Running;

/// <summary>An audit that a scenario asks for: its options, and whether what was found is what must be found.</summary>
internal static class ScenarioAudit
{
    /// <summary>Short, since on loopback whoever does not answer at once does not answer.</summary>
    private const double TimeoutSec = 0.4;

    /// <summary>The options of an audit on a running lab.</summary>
    /// <exception cref="FormatException">A word of the audit's line is no option.</exception>
    internal static AuditOptions Options(LabNetwork network, IReadOnlyList<string> words)
    {
        var options = new AuditOptions
        {
            Map = network.Map,
            RootHints = network.RootHints.Select(hint => new ServerAddress(hint.Name, hint.Address)).ToList(),
            TimeoutSec = TimeoutSec,
        };
        for (var i = 0; i < words.Count; i++)
        {
            options = words[i] switch
            {
                "depth" => options with { Depth = Enum.Parse<AuditDepth>(Value(words, ++i), ignoreCase: true) },
                "server" => options with { Servers = [.. options.Servers, IPAddress.Parse(Value(words, ++i))] },
                "child-server" => options with { ChildServers = [.. options.ChildServers, IPAddress.Parse(Value(words, ++i))] },
                "ipv4-only" => options with { IPv4Only = true },
                "ipv6-only" => options with { IPv6Only = true },
                "tcp-only" => options with { TcpOnly = true },
                "edns-size" => options with { EdnsSize = ushort.Parse(Value(words, ++i), CultureInfo.InvariantCulture) },
                "timeout" => options with { TimeoutSec = double.Parse(Value(words, ++i), CultureInfo.InvariantCulture) },
                _ => throw new FormatException("The scenario gives an audit the unknown option '" + words[i] + "'."),
            };
        }

        return options;
    }

    /// <summary>What the scenario expects and was not found.</summary>
    internal static IReadOnlyList<string> Missing(LabAudit audit, IReadOnlyList<Finding> findings) => Without(Expected(audit), Found(findings));

    /// <summary>What was found and the scenario does not expect.</summary>
    internal static IReadOnlyList<string> Unexpected(LabAudit audit, IReadOnlyList<Finding> findings) => Without(Found(findings), Expected(audit));

    private static string Value(IReadOnlyList<string> words, int i) =>
        i < words.Count ? words[i] : throw new FormatException("The scenario gives the audit option '" + words[i - 1] + "' no value.");

    private static List<string> Expected(LabAudit audit) => audit.Expectations
        .Select(expected => Line(expected.Code, string.Join(";", expected.NameServers.Select(name => name.ToLower())), expected.Addresses.Select(address => address.ToString())))
        .ToList();

    private static List<string> Found(IReadOnlyList<Finding> findings) => findings.Select(finding => Line(finding.Code, finding.NameServer, finding.IPAddress)).ToList();

    // One line, one finding: what stands twice counts twice.
    private static List<string> Without(List<string> lines, List<string> others)
    {
        var left = new List<string>(lines);
        foreach (var line in others)
        {
            left.Remove(line);
        }

        return left;
    }

    private static string Line(string code, string? nameServer, IEnumerable<string> addresses)
    {
        var parts = new[] { code, nameServer, string.Join(";", addresses.OrderBy(address => address, StringComparer.Ordinal)) };
        return string.Join(" ", parts.Where(part => !string.IsNullOrEmpty(part)));
    }
}
