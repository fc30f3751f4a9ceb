using System;
using System.Collections.Generic;
using System.Linq;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Plans;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;
using GlueTools.Reports.Escaping;
using Step = GlueTools.Delegation.Plans.PlanStep;

namespace GlueTools.Reports.Gates;

/// <summary>The commands that prove a step done, as the module or the console take them, and what they have to show.</summary>
public sealed class GateCommands
{
    private readonly DelegationPlan _plan;
    private readonly Step _step;
    private readonly bool _isConsole;

    private GateCommands(DelegationPlan plan, Step step, bool isConsole) => (_plan, _step, _isConsole) = (plan, step, isConsole);

    private PlanGate Gate => _step.Gate;

    private string Domain => Word(_plan.Start.Domain.Text);

    /// <summary>The commands of a step, one a line.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="step">The step.</param>
    /// <param name="isConsole">Whether for the console, not for PowerShell.</param>
    public static IReadOnlyList<string> Of(DelegationPlan plan, Step step, bool isConsole) => new GateCommands(plan, step, isConsole).Make().ToList();

    /// <summary>What each of them has to show, in a sentence.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="step">The step.</param>
    public static string ExpectationOf(DelegationPlan plan, Step step) => step.Gate switch
    {
        { Kind: PlanGateKind.ServersServe, KeysMustAgree: true } => "Each answers NOERROR with aa, over UDP and TCP, with the serial and the DNSKEY records of the other servers.",
        { Kind: PlanGateKind.ServersServe } => "Each answers NOERROR with aa, over UDP and TCP, with the serial of the other servers.",
        { Kind: PlanGateKind.ZoneShows } gate => FindingText.Fill($"Each answers with aa{Names(gate)}{Addresses(gate)}{Ttls(gate)}."),
        { Kind: PlanGateKind.ParentShows } when step.Changes.All(change => change.Record == ChangedRecord.Ds) => DsAfter(plan, step),
        { Kind: PlanGateKind.ParentShows } gate when step.IsOptional => FindingText.Fill($"Each answers{(gate.NameServerTtl is { } ttl ? (FormattableString)$" with a TTL of at most {ttl} for the NS records" : $"")}{Ttls(gate)}."),
        { Kind: PlanGateKind.ParentShows } => "It ends when all parent servers show the delegation as it is to be.",
        { Codes.Count: > 0 } gate => FindingText.Fill($"{gate.Codes} {(gate.Codes.Count == 1 ? "is" : "are")} gone."),
        _ => "With all of it switched off, no finding of Error or Critical, and none that was not there before the plan.",
    };

    private static string DsAfter(DelegationPlan plan, Step step)
    {
        if (step.Changes.Any(change => change.Action != ChangeAction.Remove && change.NewDs.Count == 0))
        {
            return "All parent servers show the new DS records.";
        }

        var left = PlannedDelegation.After(plan, step.Number).Ds;
        return left.Count == 0 ? "No parent server shows a DS record." : FindingText.Fill($"All parent servers show the DS {(left.Count == 1 ? "record" : "records")} {left}, and no other.");
    }

    private static string Names(PlanGate gate) => gate.NameServers.Count == 0 ? string.Empty : FindingText.Fill($", names {gate.NameServers} and no others");

    private static string Addresses(PlanGate gate) => string.Concat(gate.Addresses.Select(pair => pair.Value.Count == 0
        ? FindingText.Fill($", has no address for {pair.Key}")
        : FindingText.Fill($", has {pair.Value} for {pair.Key}{(gate.Shared.Includes(pair.Key) ? string.Empty : " and no others")}")));

    private static string Ttls(PlanGate gate) => string.Concat(gate.Ttls.Select(pair => FindingText.Fill($", gives {pair.Key} a TTL of at most {pair.Value}")));

    private IEnumerable<string> Make() => Gate.Kind switch
    {
        PlanGateKind.ServersServe => ServersServe(),
        PlanGateKind.ZoneShows => ZoneShows(),
        PlanGateKind.ParentShows => ParentShows(),
        _ => [Test()],
    };

    private string Test() => (_isConsole ? "glue test " + Domain + " --detailed" : "Test-Delegation " + Domain + " -Detailed") + Way();

    /// <summary>The options that lead a command to where the plan's audit began.</summary>
    private string Way()
    {
        var way = _plan.Way;
        var servers = way.Servers.Count == 0 ? string.Empty : _isConsole ? string.Concat(way.Servers.Select(server => " --server " + server)) : " -Server " + CommandText.PowerShell(way.Servers);
        return servers + (way.IPv4Only ? _isConsole ? " --ipv4-only" : " -IPv4Only" : way.IPv6Only ? _isConsole ? " --ipv6-only" : " -IPv6Only" : string.Empty);
    }

    private IEnumerable<string> ServersServe()
    {
        foreach (var zone in _step.Changes.Select(change => change.Zone).Distinct())
        {
            foreach (var tcp in new[] { string.Empty, _isConsole ? " --tcp" : " -TcpOnly" })
            {
                foreach (var line in Queries(zone, "SOA"))
                {
                    yield return line + tcp;
                }
            }
        }

        foreach (var line in Gate.KeysMustAgree ? Queries(_plan.Start.Domain, "DNSKEY") : [])
        {
            yield return line;
        }
    }

    private IEnumerable<string> ZoneShows()
    {
        foreach (var line in Gate.NameServers.Count > 0 ? Queries(_plan.Start.Domain, "NS") : [])
        {
            yield return line;
        }

        foreach (var name in Gate.Addresses.Keys.Concat(Gate.Ttls.Keys).Distinct())
        {
            foreach (var line in Queries(name, "A", "AAAA"))
            {
                yield return line;
            }
        }
    }

    private IEnumerable<string> ParentShows()
    {
        if (_step.Changes.All(change => change.Record == ChangedRecord.Ds))
        {
            return _plan.Start.ParentServers.Count == 0
                ? [Test()]
                : Queries(_plan.Start.Domain, _plan.Start.ParentServers.Select(server => server.ToString()).ToList(), "DS");
        }

        if (_step.IsOptional && _plan.Start.ParentServers.Count > 0)
        {
            return Queries(_plan.Start.Domain, _plan.Start.ParentServers.Select(server => server.ToString()).ToList(), "NS");
        }

        var delegation = PlannedDelegation.After(_plan, _step.Number);
        var servers = delegation.NameServers.Select(name => _plan.Start.NeedsGlue(name) && delegation.GlueOf(name).Count > 0 ? name.Text + "/" + string.Join(",", delegation.GlueOf(name)) : name.Text);
        return [_isConsole ? "glue wait " + Domain + string.Concat(servers.Select(server => " --ns " + Word(server))) + Way() : "Wait-Delegation " + Domain + " -NameServer " + CommandText.PowerShell(servers) + Way()];
    }

    private IEnumerable<string> Queries(DomainName name, params string[] types) =>
        Queries(name, Gate.Servers.Select(server => server.ToString()).Concat(Gate.ServerNames.Select(server => server.Text)).ToList(), types);

    private IEnumerable<string> Queries(DomainName name, List<string> servers, params string[] types)
    {
        if (servers.Count == 0)
        {
            return [];
        }

        return _isConsole
            ? servers.SelectMany(_ => types, (server, type) => "glue query " + Word(server) + " " + Word(name.Text) + " " + type)
            : ["Invoke-DnsQuery " + Word(name.Text) + " " + string.Join(", ", types) + " -Server " + CommandText.PowerShell(servers)];
    }

    private string Word(string text) => _isConsole ? CommandText.Shell(text) : CommandText.PowerShell(text);
}
