using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace GlueTools.Console.Output;

/// <summary>How rows are written that need no more than columns.</summary>
internal static class Layouts
{
    private const int Wide = 100;

    internal static RowLayout<GlueRecord> Glue { get; } = new(
    [
        new("Domain", row => row.DomainName) { IsGroup = true },
        new("Name server", row => row.Name.Length > 0 ? row.Name : row.Detail),
        new("Type", row => row.Name.Length > 0 ? row.Type : string.Empty) { FromWidth = Wide },
        new("Address", row => row.IPAddress),
        new("TTL", row => row.TTL?.ToString(CultureInfo.InvariantCulture) ?? string.Empty) { FromWidth = Wide },
        new("Relation", row => row.Relation) { FromWidth = Wide },
        new("Servers", row => row.ServedBy),
        new("Status", row => row.Status) { NoWrap = true, Style = row => TableStyle.OfStatus(row.Status) },
    ]);

    internal static RowLayout<GlueRecord> GluePerServer { get; } = new(
    [
        new("Domain", row => row.DomainName) { IsGroup = true },
        new("Parent server", row => row.ParentServer) { IsGroup = true },
        new("Name server", row => row.Name.Length > 0 ? row.Name : row.Detail),
        new("Address", row => row.IPAddress),
        new("TTL", row => row.TTL?.ToString(CultureInfo.InvariantCulture) ?? string.Empty) { FromWidth = Wide },
        new("Status", row => row.Status) { NoWrap = true, Style = row => TableStyle.OfStatus(row.Status) },
    ]);

    internal static RowLayout<DelegationComparison> Comparison { get; } = new(ComparisonColumns(hasRegistry: false));

    internal static RowLayout<DelegationComparison> ComparisonWithRegistry { get; } = new(ComparisonColumns(hasRegistry: true));

    internal static RowLayout<Finding> Finding { get; } = new(FindingColumns(hasSentences: true));

    internal static RowLayout<Finding> LeanFinding { get; } = new(FindingColumns(hasSentences: false)) { Shape = RowShape.LeanFinding };

    internal static RowLayout<RegistryDelegation> Registry { get; } = new(
    [
        new("Domain", row => row.DomainName) { IsGroup = true },
        new("Name server", row => row.NameServer.Length > 0 ? row.NameServer : row.Status),
        new("Addresses", row => row.AddressStatus) { NoWrap = true },
        new("Address", row => string.Join("\n", row.IPAddress)),
        new("Changed", row => row.HostChangedUtc.Length > 0 ? row.HostChangedUtc[..10] : string.Empty) { FromWidth = Wide },
        new("Domain status", row => string.Join("\n", row.DomainStatus)) { FromWidth = Wide },
        new("What the registry says", row => row.Detail.Length > 0 ? row.Detail : string.Join(", ", row.HostStatus)),
    ]);

    internal static RowLayout<DelegationArrival> Arrival { get; } = new(
    [
        new("Domain", row => row.DomainName),
        new("Status", row => row.Status) { NoWrap = true, Style = row => TableStyle.OfStatus(row.Rank == 0 ? RowStatus.Healthy : row.Status) },
        new("Since", row => row.SinceUtc) { FromWidth = Wide },
        new("What the servers show", row => string.Join("\n", [row.Detail, .. row.Servers.Select(server => server.ToString())])),
    ]);

    internal static RowLayout<DelegationChange> Change { get; } = new(
    [
        new("Domain", row => row.DomainName) { IsGroup = true },
        new("What", row => (row.Side + " " + row.What + " " + row.Code).Trim() + (row.NameServer.Length > 0 ? "\n" + row.NameServer : string.Empty)),
        new("Status", row => row.Status) { NoWrap = true },
        new("Before", row => string.Join("\n", row.Before)),
        new("After", row => row.Detail.Length > 0 ? row.Detail : string.Join("\n", row.After)),
        new("Known since", row => row.SinceUtc) { FromWidth = Wide + 20 },
    ]);

    internal static RowLayout<PlanStep> Plan { get; } = new(
    [
        new("Domain", row => row.DomainName) { IsGroup = true },
        new("Step", row => row.Step == 0 ? row.Status : row.Step.ToString(CultureInfo.InvariantCulture) + (row.Optional ? "\noptional" : string.Empty) + (row.NoReturn ? "\nno way back" : string.Empty)),
        new("Who", row => row.Actor) { NoWrap = true },
        new("Not before", row => row.EarliestUtc.Replace('T', '\n')),
        new("What to do", row => string.Join("\n", [row.Action, .. row.Wait.Select(wait => "wait: " + wait), .. row.Gate.Select(gate => "$ " + gate), row.Proof, .. row.Remark.Where(_ => row.Step <= 1)]).TrimEnd('\n')),
    ]);

    internal static RowLayout<RequiredChange> RequiredChange { get; } = new(
    [
        new("Domain", row => row.DomainName) { IsGroup = true },
        new("Name server", row => row.NameServer.Length > 0 ? row.NameServer : row.Record.Length > 0 ? row.Record : row.Status),
        new("Parent has", row => string.Join("\n", row.Current)),
        new("Should have", row => string.Join("\n", row.Required)),
        new("Action", row => row.Action) { NoWrap = true },
        new("What to do", row => row.Detail) { FromWidth = Wide },
    ]);

    internal static RowLayout<DependencyNode> DependencyNode { get; } = new(
    [
        new("Domain", row => row.DomainName) { IsGroup = true },
        new("Kind", row => row.Kind) { NoWrap = true },
        new("Name", row => row.Name.Length > 0 ? row.Name : row.Detail),
        new("Status", row => row.Status) { NoWrap = true, Style = row => TableStyle.OfStatus(row.Status) },
        new("Needs", row => string.Join("\n", row.DependsOn)) { FromWidth = Wide },
    ]);

    internal static RowLayout<DependencySummary> DependencySummary { get; } = new(
    [
        new("Domain", row => row.DomainName),
        new("Zones", row => row.Detail.Length > 0 ? row.Status : row.ZoneCount.ToString(CultureInfo.InvariantCulture)),
        new("Servers", row => row.Detail.Length > 0 ? string.Empty : row.ServerCount.ToString(CultureInfo.InvariantCulture)),
        new("Redundancy", row => row.Redundancy is { } redundancy ? string.Create(CultureInfo.InvariantCulture, $"{redundancy} of {row.UsableServerCount}") : string.Empty),
        new("Asked", row => row.MinimumServersQueried?.ToString(CultureInfo.InvariantCulture) ?? string.Empty) { FromWidth = Wide },
        new("Cut points", row => row.Detail.Length > 0 ? row.Detail : string.Join("\n", row.CutPoints)),
    ]);

    internal static RowLayout<CheckInfo> Checks { get; } = new(
    [
        new("Check", row => row.Check) { IsGroup = true, FromWidth = Wide },
        new("Code", row => row.Code),
        new("Severity", row => row.Severity) { NoWrap = true, Style = row => TableStyle.OfStatus(row.Severity) },
        new("Found when", row => row.Summary),
        new("Reference", row => row.Reference) { FromWidth = Wide + 40 },
    ]);

    internal static RowLayout<DnsMessage> Message { get; } = new(
    [
        new("Server", row => row.Server + "\n" + row.Transport),
        new("Status", row => row.RCode.Length > 0 ? row.RCode + "\n" + row.Flags : row.Status),
        new("Records", RecordsOf),
    ]);

    private static TableColumn<Finding>[] FindingColumns(bool hasSentences)
    {
        TableColumn<Finding>[] columns =
        [
            new("Domain", row => row.DomainName) { IsGroup = true },
            new("Severity", row => row.Severity) { NoWrap = true, Style = row => TableStyle.OfStatus(row.Severity) },
            new("Code", row => row.Code),
            new("Name server", row => row.NameServer),
            new("Address", row => string.Join("\n", row.IPAddress)) { FromWidth = Wide },
            new("What is wrong", row => row.Message),
        ];
        return hasSentences ? columns : columns[..^1];
    }

    private static string RecordsOf(DnsMessage row)
    {
        var lines = new List<string>();
        foreach (var (title, records) in new[] { ("answer", row.Answer), ("authority", row.Authority), ("additional", row.Additional) })
        {
            if (records.Count > 0)
            {
                lines.Add(title + ":");
                lines.AddRange(records);
            }
        }

        if (row.Edns.Length > 0)
        {
            lines.Add("EDNS " + row.Edns + (row.ExtendedError.Length > 0 ? "; " + row.ExtendedError : string.Empty));
        }

        if (row.Detail.Length > 0)
        {
            lines.Add(row.Detail);
        }

        lines.Add(row.RCode.Length > 0 ? string.Create(CultureInfo.InvariantCulture, $"{row.Size} octets in {row.RoundTripUs / 1000m:0.0} ms") : "No answer.");
        return string.Join("\n", lines);
    }

    private static TableColumn<DelegationComparison>[] ComparisonColumns(bool hasRegistry) =>
    [
        new("Domain", row => row.DomainName) { IsGroup = true },
        new("Name server", row => row.NameServer.Length > 0 ? row.NameServer : row.Detail),
        .. hasRegistry ? [new TableColumn<DelegationComparison>("Registry has", row => row.RegistryAddress.Count > 0 ? string.Join("\n", row.RegistryAddress) : row.RegistryStatus)] : Array.Empty<TableColumn<DelegationComparison>>(),
        new("Parent has", row => string.Join("\n", row.GlueAddress)),
        new("Should have", row => string.Join("\n", row.IPAddress)),
        new("Repair", row => row.CanRepair ? "yes" : string.Empty) { FromWidth = Wide },
        new("Status", row => row.Status) { NoWrap = true, Style = row => TableStyle.OfStatus(row.Status) },
    ];
}
