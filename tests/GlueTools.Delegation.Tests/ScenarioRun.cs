using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using GlueTools.Delegation.Walking;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Delegation.Tests;

/// <summary>Runs the audits of a scenario on the lab and sets what was found against what the scenario expects: all of it, and nothing else.</summary>
internal static class ScenarioRun
{
    /// <summary>Short, since on loopback whoever does not answer at once does not answer.</summary>
    private const double TimeoutSec = 0.4;

    /// <summary>The audit option of a scenario in which nothing can be found out.</summary>
    private const string Unknown = "unknown";

    internal static bool ExpectsNothingKnown(LabAudit audit) => audit.Options.Contains(Unknown);

    internal static AuditOptions Options(LabNetwork network, LabAudit? audit = null)
    {
        var options = new AuditOptions
        {
            Map = network.Map,
            RootHints = network.RootHints.Select(hint => new ServerAddress(hint.Name, hint.Address)).ToList(),
            TimeoutSec = TimeoutSec,
        };
        for (var i = 0; audit is not null && i < audit.Options.Count; i++)
        {
            var word = audit.Options[i];
            options = word switch
            {
                "depth" => options with { Depth = Enum.Parse<AuditDepth>(audit.Options[++i], ignoreCase: true) },
                "server" => options with { Servers = [.. options.Servers, IPAddress.Parse(audit.Options[++i])] },
                "child-server" => options with { ChildServers = [.. options.ChildServers, IPAddress.Parse(audit.Options[++i])] },
                "ipv4-only" => options with { IPv4Only = true },
                "ipv6-only" => options with { IPv6Only = true },
                "tcp-only" => options with { TcpOnly = true },
                "edns-size" => options with { EdnsSize = ushort.Parse(audit.Options[++i]) },
                "timeout" => options with { TimeoutSec = double.Parse(audit.Options[++i], System.Globalization.CultureInfo.InvariantCulture) },
                Unknown => options,
                _ => throw new FormatException("Unknown audit option '" + word + "'."),
            };
        }

        return options;
    }

    internal static DelegationReport Audit(LabNetwork network, LabAudit audit) => Audit(Options(network, audit), audit.DomainName);

    internal static DelegationReport Audit(AuditOptions options, Dns.Names.DomainName name)
    {
        using var session = new AuditSession(options, random: new Random(1));
        session.Start(name);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var item = session.Take(limit.Token);
        if (item.Failure is not null)
        {
            throw new InvalidOperationException("The audit of " + name + " failed.", item.Failure);
        }

        return item.Report!;
    }

    /// <summary>Expectations as lines: one line, one finding.</summary>
    internal static string[] Expected(LabAudit audit) => Sorted(audit.Expectations.Select(
        expected => Line(expected.Code, string.Join(";", expected.NameServers.Select(name => name.ToLower())), expected.Addresses.Select(address => address.ToString()))));

    /// <summary>Findings as lines.</summary>
    internal static string[] Found(DelegationReport report) => Sorted(report.Findings.Select(
        finding => Line(finding.Code, finding.NameServer, finding.IPAddress)));

    private static string Line(string code, string? nameServer, IEnumerable<string> addresses)
    {
        var sorted = string.Join(";", addresses.OrderBy(address => address, StringComparer.Ordinal));
        return (code + " " + nameServer + " " + sorted).Replace("  ", " ", StringComparison.Ordinal).TrimEnd();
    }

    private static string[] Sorted(IEnumerable<string> lines) => lines.OrderBy(line => line, StringComparer.Ordinal).ToArray();
}
