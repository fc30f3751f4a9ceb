using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Addresses;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Network.Options;

namespace GlueTools.Shared;

/// <summary>
/// An audit that a scenario asks for: its options, and what it must find and has found as lines that compare. Compiled into whatever runs scenarios, since
/// the lab knows nothing of audits and audits know nothing of the lab.
/// </summary>
internal static class ScenarioAudit
{
    /// <summary>Short, since on loopback whoever does not answer at once does not answer.</summary>
    private const double TimeoutSec = 0.4;

    /// <summary>The option of an audit in which nothing can be found out.</summary>
    private const string Unknown = "unknown";

    internal static bool ExpectsNothingKnown(LabAudit audit) => audit.Options.Contains(Unknown);

    /// <summary>The options of an audit on a running lab; those that all share where none is given.</summary>
    /// <exception cref="FormatException">A word of the audit's line is no option.</exception>
    internal static AuditOptions Options(LabNetwork network, LabAudit? audit = null) => Options(network.Map, network.RootHints, audit, network.Scenario);

    /// <summary>The same where servers are reached in another way.</summary>
    /// <exception cref="FormatException">A word of the audit's line is no option.</exception>
    internal static AuditOptions Options(AddressMap map, IEnumerable<LabRootHint> rootHints, LabAudit? audit = null, LabScenario? scenario = null)
    {
        var options = new AuditOptions
        {
            Map = map,
            RootHints = rootHints.Select(hint => new ServerAddress(hint.Name, hint.Address)).ToList(),
            TimeoutSec = TimeoutSec,
        };
        var words = audit?.Options ?? [];
        for (var i = 0; i < words.Count; i++)
        {
            options = words[i] switch
            {
                "depth" => options with { Depth = Enum.Parse<AuditDepth>(Value(words, ++i), ignoreCase: true) },
                "server" => options with { Servers = [.. options.Servers, IPAddress.Parse(Value(words, ++i))] },
                "child-server" => options with { ChildServers = [.. options.ChildServers, IPAddress.Parse(Value(words, ++i))] },
                "acceptance" => options with { Acceptance = true },
                "dependencies" => options with { Dependencies = true },
                "ipv4-only" => options with { IPv4Only = true },
                "ipv6-only" => options with { IPv6Only = true },
                "tcp-only" => options with { TcpOnly = true },
                "edns-size" => options with { EdnsSize = ushort.Parse(Value(words, ++i), CultureInfo.InvariantCulture) },
                "timeout" => options with { TimeoutSec = double.Parse(Value(words, ++i), CultureInfo.InvariantCulture) },
                "previous-server" => options with { PreviousServers = [.. options.PreviousServers, Previous(Value(words, ++i))] },
                "gone-since" => options with { PreviousGoneUtc = DateTime.Parse(Value(words, ++i), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal) },
                "resolver" => options with { Resolvers = [.. options.Resolvers, IPAddress.Parse(Value(words, ++i))] },
                "registry" => options with { Registry = new ScenarioRegistry(scenario ?? throw new FormatException("Nothing of this scenario's registry is at hand here.")) },
                Unknown => options,
                _ => throw new FormatException("The scenario gives an audit the unknown option '" + words[i] + "'."),
            };
        }

        return options;
    }

    /// <summary>What must be found, in order: one line, one finding.</summary>
    internal static string[] Expected(LabAudit audit) => Sorted(audit.Expectations.Select(
        expected => Line(expected.Code, string.Join(";", expected.NameServers.Select(name => name.ToLower())), expected.Addresses.Select(address => address.ToString()))));

    /// <summary>What was found, in order: one line, one finding.</summary>
    internal static string[] Found(IEnumerable<Finding> findings) => Sorted(findings.Select(finding => Line(finding.Code, finding.NameServer, finding.IPAddress)));

    private static PreviousServerRequest Previous(string text) => PreviousServerRequest.TryRead(text, out var request, out var sentence) ? request! : throw new FormatException(sentence);

    private static string Value(IReadOnlyList<string> words, int i) =>
        i < words.Count ? words[i] : throw new FormatException("The scenario gives the audit option '" + words[i - 1] + "' no value.");

    private static string Line(string code, string nameServer, IEnumerable<string> addresses)
    {
        var parts = new[] { code, nameServer, string.Join(";", addresses.OrderBy(address => address, StringComparer.Ordinal)) };
        return string.Join(" ", parts.Where(part => part.Length > 0));
    }

    private static string[] Sorted(IEnumerable<string> lines) => lines.OrderBy(line => line, StringComparer.Ordinal).ToArray();
}
