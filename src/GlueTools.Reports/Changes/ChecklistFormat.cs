using System.Collections.Generic;
using System.Linq;
using System.Text;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Plans;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Reports.Gates;

namespace GlueTools.Reports.Changes;

/// <summary>Boxes to tick, in the order of a registrar's form.</summary>
internal sealed class ChecklistFormat : IChangeFormat
{
    public string Name => "checklist";

    public string Summary => "boxes to tick, one for each field of a registrar's form, zone or server";

    public string? WithHead(string text, IReadOnlyList<string> head) => string.Concat(head.Take(1).Select(line => line + "\n")) + string.Concat(head.Skip(1).Select(line => "[ ] " + line + "\n")) + text.Substring(text.IndexOf('\n') + 1);

    public string Write(StepContext step, List<string> missing)
    {
        var text = new StringBuilder();
        text.Append("Step ").Append(step.Step.Number).Append(" (").Append(step.Step.Actor).Append("), not before ").Append(step.Step.EarliestUtc.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)).Append(" UTC\n");
        foreach (var change in step.Step.Changes)
        {
            text.Append("[ ] ").Append(PlanWords.Of(change, step.Domain)).Append('\n');
        }

        if (step.OfDelegation.Any(change => change.Record is ChangedRecord.NameServer or ChangedRecord.Address))
        {
            text.Append("    All of it then reads:\n");
            foreach (var name in step.After.NameServers)
            {
                text.Append("    ").Append(name).Append(step.After.GlueOf(name).Count > 0 ? "  " + string.Join(", ", step.After.GlueOf(name)) : string.Empty).Append('\n');
            }
        }

        text.Append("[ ] Proof: ").Append(GateCommands.ExpectationOf(step.Plan, step.Step)).Append('\n');
        foreach (var command in GateCommands.Of(step.Plan, step.Step, step.IsConsole))
        {
            text.Append("    ").Append(command).Append('\n');
        }

        return text.ToString();
    }
}

/// <summary>A request to somebody's support, with what was seen.</summary>
internal sealed class TicketFormat : IChangeFormat
{
    public string Name => "ticket";

    public string Summary => "a request to a registrar's or operator's support, with what was seen and when";

    public string? WithHead(string text, IReadOnlyList<string> head) => text + "\n" + StepHead.Behind(string.Empty, head);

    public string Write(StepContext step, List<string> missing)
    {
        var start = step.Plan.Start;
        var text = new StringBuilder();
        text.Append("Subject: ").Append(step.Domain).Append(": ").Append(step.Step.Actor is PlanActor.Registrar or PlanActor.ParentZone ? "change of the delegation" : "change at the name servers").Append("\n\n");
        text.Append("Please carry out the following for ").Append(step.Domain).Append(":\n\n");
        foreach (var change in step.Step.Changes)
        {
            text.Append("- ").Append(PlanWords.Of(change, step.Domain)).Append('\n');
        }

        text.Append("\nWhat the servers of ").Append(Prose.Zone(start.ParentZone)).Append(" served when this was looked at (")
            .Append(step.Plan.MadeUtc.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)).Append(" UTC):\n\n");
        foreach (var name in start.Parent.NameServers)
        {
            text.Append("    ").Append(step.Domain).Append(" NS ").Append(name).Append(" (TTL ").Append(start.Parent.NameServerTtl).Append(")\n");
            foreach (var address in start.Parent.AddressesOf(name))
            {
                text.Append("    ").Append(name).Append(address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? " AAAA " : " A ").Append(address).Append('\n');
            }
        }

        Ds(text, step.Domain, start.Ds);
        if (start.ParentServers.Count > 0)
        {
            text.Append("\nAsked at: ").Append(string.Join(", ", start.ParentServers)).Append('\n');
        }

        text.Append("\nWhat they are to serve afterwards:\n\n");
        foreach (var name in step.After.NameServers)
        {
            text.Append("    ").Append(name).Append(step.After.GlueOf(name).Count > 0 ? " " + string.Join(" ", step.After.GlueOf(name)) : string.Empty).Append('\n');
        }

        Ds(text, step.Domain, step.After.Ds);
        text.Append("\nWhy: ").Append(string.Join(", ", step.Step.Reasons)).Append('\n');
        return text.ToString();
    }

    private static void Ds(StringBuilder text, DomainName domain, IReadOnlyList<DsData> records)
    {
        foreach (var ds in records)
        {
            text.Append("    ").Append(domain).Append(" DS ").Append(ds).Append('\n');
        }
    }
}
