using System;
using System.IO;
using System.Linq;
using GlueTools.Delegation.Tests;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Records;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Network.Options;
using GlueTools.Servers.Tests.Servers;

namespace GlueTools.Servers.Tests;

/// <summary>What dig, dnsviz and zonemaster-cli say about the sample on NSD: prints the table of docs/peers.md. Not a test, so it runs only when named.</summary>
public sealed class PeerVerdicts(ITestOutputHelper output)
{
    [Fact(Explicit = true)]
    public void Print_what_other_tools_say_about_the_sample()
    {
        Requirements.Servers("nsd", "unbound", "dig", "dnsviz", "zonemaster-cli", "unshare");
        var scenario = LabSamples.Load("sample");
        using var lab = LabNetwork.Start(scenario);
        // Others do ask private addresses; they must not meet the network that this machine is in.
        var privates = scenario.Zones.SelectMany(zone => zone.Records).Select(record => record.Data).OfType<AddressData>().Select(data => data.Address)
            .Where(address => SpecialAddress.PurposeOf(address) is not null).Distinct();
        using var servers = RealServers.Start(ServerKind.Nsd, scenario, privates);
        var plan = new ServerPlan(scenario);
        var domains = scenario.Audits.Where(audit => plan.Inexpressible(audit.DomainName) is null).Select(audit => audit.DomainName.Text + "\t"
            + string.Join(", ", ScenarioRun.Found(ScenarioRun.Audit(lab, audit)).Select(line => line.Split(' ')[0]).GroupBy(code => code)
                .Select(group => group.Count() == 1 ? group.Key : group.Key + " ×" + group.Count())));
        var hints = Path.GetTempFileName();
        File.WriteAllLines(hints, lab.RootHints.Select(hint => hint.Name + ".").Distinct().Select(name => ". 3600000 IN NS " + name)
            .Concat(lab.RootHints.Select(hint => $"{hint.Name}. 3600000 IN {(hint.Address.GetAddressBytes().Length == 4 ? "A" : "AAAA")} {hint.Address}")));
        var script = Path.Combine(Repository.Root, "tests", "GlueTools.Servers.Tests", "peer_verdicts.py");

        output.WriteLine(servers.Ask(() => ToolRun.Must("/usr/bin/python3", [script, hints], string.Join('\n', domains), TimeSpan.FromMinutes(30))));
        File.Delete(hints);
    }
}
