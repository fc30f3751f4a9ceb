using System.Collections.Generic;
using System.Linq;
using System.Text;
using GlueTools.Dns.Names;
using GlueTools.Reports.Escaping;

namespace GlueTools.Reports.Changes;

/// <summary>
/// Lines for the DnsServer module of Windows: name servers that come, then those whose addresses change, then those that go. Set- replaces all addresses of a
/// name server.
/// </summary>
internal sealed class DnsServerFormat : IChangeFormat
{
    public string Name => "dnsserver";

    public string Summary => "lines for the DnsServer module of Windows";

    public string? WithHead(string text, IReadOnlyList<string> head) => StepHead.Behind("# ", head) + text;

    public string Write(StepContext step, List<string> missing)
    {
        if (!step.OfDelegation.Any())
        {
            return string.Empty;
        }

        var calls = DelegationCalls.Of(step, missing);
        var text = new StringBuilder();
        foreach (var call in calls)
        {
            text.Append(call).Append('\n');
        }

        return text.ToString();
    }
}

/// <summary>One call of the DnsServer module.</summary>
public sealed class DelegationCall
{
    internal DelegationCall(string command, string zone, string child, string nameServer, IReadOnlyList<string> addresses)
    {
        Command = command;
        ZoneName = zone;
        ChildZoneName = child;
        NameServer = nameServer;
        Addresses = addresses;
    }

    /// <summary>A call that sets all addresses of a name server that is there.</summary>
    public static DelegationCall ToSet(string zone, string child, string nameServer, IReadOnlyList<string> addresses) => new("Set-DnsServerZoneDelegation", zone, child, nameServer, addresses);

    /// <summary>The command: Add-, Set- or Remove-DnsServerZoneDelegation.</summary>
    public string Command { get; }

    /// <summary>The parent zone: the parameter Name.</summary>
    public string ZoneName { get; }

    /// <summary>The child, relative to it.</summary>
    public string ChildZoneName { get; }

    /// <summary>The name server.</summary>
    public string NameServer { get; }

    /// <summary>All its addresses; empty where it is removed.</summary>
    public IReadOnlyList<string> Addresses { get; }

    /// <inheritdoc/>
    public override string ToString() => Command + " -Name " + CommandText.PowerShell(ZoneName) + " -ChildZoneName " + CommandText.PowerShell(ChildZoneName) + " -NameServer " + CommandText.PowerShell(NameServer)
        + (Addresses.Count > 0 ? " -IPAddress " + CommandText.PowerShell(Addresses) : " -Force");
}

/// <summary>A step of the delegation as calls of the DnsServer module, in their order.</summary>
public static class DelegationCalls
{
    /// <summary>The calls.</summary>
    /// <param name="step">The step.</param>
    /// <param name="missing">Takes what the module's commands cannot do.</param>
    public static IReadOnlyList<DelegationCall> Of(StepContext step, List<string> missing)
    {
        var calls = new List<DelegationCall>();
        foreach (var name in step.Come)
        {
            // The command asks for addresses, and those of a name outside the parent zone are looked up by nobody.
            if (step.After.GlueOf(name).Count > 0 || AddressesOf(step, name).Count > 0)
            {
                calls.Add(Call("Add", step, name, AddressesOf(step, name)));
            }
            else
            {
                missing.Add("Add-DnsServerZoneDelegation needs addresses of " + name + ", which are not known here; add it in the DNS console, or give them and plan again.");
            }
        }

        calls.AddRange(step.Hosts.Where(host => !step.Come.Contains(host)).Select(host => Call("Set", step, host, AddressesOf(step, host))));
        calls.AddRange(step.Go.Select(name => Call("Remove", step, name, [])));
        if (step.Step.Changes.Any(change => change.Record == Delegation.Findings.ChangedRecord.Ds))
        {
            missing.Add("DS records are set with Add- and Remove-DnsServerResourceRecord, or in the DNS console.");
        }

        return calls;
    }

    private static DelegationCall Call(string verb, StepContext step, DomainName name, IReadOnlyList<string> addresses) => new(
        verb + "-DnsServerZoneDelegation",
        step.Plan.Start.ParentZone.IsRoot ? "." : step.Plan.Start.ParentZone.Text,
        step.Domain.RelativeTo(step.Plan.Start.ParentZone),
        name.Text,
        addresses);

    private static List<string> AddressesOf(StepContext step, DomainName name)
    {
        var glue = step.After.GlueOf(name);
        return (glue.Count > 0 ? glue : step.Plan.Start.Zone.AddressesOf(name)).Select(address => address.ToString()).ToList();
    }
}
