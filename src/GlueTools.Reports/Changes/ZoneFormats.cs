using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Plans;
using GlueTools.Dns.Names;

namespace GlueTools.Reports.Changes;

/// <summary>Records that come and go, of a zone or of the delegation in a parent zone.</summary>
internal static class ZoneRecords
{
    /// <summary>Owner, TTL, type and value of each record that comes (true) or goes.</summary>
    internal static IEnumerable<(bool Comes, DomainName Owner, uint Ttl, string Type, string Value)> Of(StepContext step)
    {
        var start = step.Plan.Start;
        // Who lowered a TTL before does not raise it with the next record of the set.
        var lowered = step.Plan.Steps.Where(one => one.Number < step.Step.Number).SelectMany(one => one.Changes).Where(change => change.Ttl is not null).ToList();
        foreach (var change in step.Step.Changes.Where(change => change.Place is ChangePlace.Zone or ChangePlace.Delegation))
        {
            var side = change.Place == ChangePlace.Zone ? start.Zone : start.Parent;
            var nsTtl = lowered.Find(one => one.Place == change.Place && one.Record == ChangedRecord.NameServerTtl)?.Ttl ?? side.NameServerTtl;
            var ttl = lowered.Find(one => one.Place == change.Place && one.Record == ChangedRecord.Ttl && one.Name == change.Name)?.Ttl ?? (change.Name is { } owner ? TtlOf(side, owner) : nsTtl);
            switch (change.Record)
            {
                case ChangedRecord.NameServer:
                    // What stays is not touched.
                    foreach (var name in change.NewNameServers.Except(change.OldNameServers))
                    {
                        yield return (true, start.Domain, nsTtl, "NS", name.Text.TrimEnd('.') + ".");
                    }

                    foreach (var name in change.OldNameServers.Except(change.NewNameServers))
                    {
                        yield return (false, start.Domain, nsTtl, "NS", name.Text.TrimEnd('.') + ".");
                    }

                    break;
                case ChangedRecord.Address:
                    foreach (var address in change.NewAddresses)
                    {
                        yield return (true, change.Name!.Value, ttl, TypeOf(address), address.ToString());
                    }

                    foreach (var address in change.OldAddresses)
                    {
                        yield return (false, change.Name!.Value, ttl, TypeOf(address), address.ToString());
                    }

                    break;
                case ChangedRecord.Ds:
                    foreach (var ds in change.OldDs)
                    {
                        yield return (false, start.Domain, start.DsTtl ?? PlanSide.AssumedTtl, "DS", ds.ToString()!);
                    }

                    foreach (var ds in change.NewDs)
                    {
                        yield return (true, start.Domain, start.DsTtl ?? PlanSide.AssumedTtl, "DS", ds.ToString()!);
                    }

                    break;
                case ChangedRecord.NameServerTtl:
                    foreach (var name in side.NameServers)
                    {
                        yield return (false, start.Domain, side.NameServerTtl, "NS", Absolute(name));
                        yield return (true, start.Domain, change.Ttl!.Value, "NS", Absolute(name));
                    }

                    break;
                case ChangedRecord.Ttl:
                    foreach (var address in side.AddressesOf(change.Name!.Value))
                    {
                        yield return (false, change.Name.Value, TtlOf(side, change.Name.Value), TypeOf(address), address.ToString());
                        yield return (true, change.Name.Value, change.Ttl!.Value, TypeOf(address), address.ToString());
                    }

                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>The zone in which a step changes records; null where it changes none.</summary>
    internal static DomainName? ZoneOf(StepContext step)
    {
        foreach (var change in step.Step.Changes)
        {
            if (change.Place is ChangePlace.Zone or ChangePlace.Delegation)
            {
                return change.Zone;
            }
        }

        return null;
    }

    /// <summary>A name as master files and nsupdate read it: with the dot at its end.</summary>
    internal static string Absolute(DomainName name) => name.IsRoot ? "." : name.Text.TrimEnd('.') + ".";

    private static string TypeOf(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? "AAAA" : "A";

    // New names have the TTL of the zone's NS records.
    private static uint TtlOf(PlanSide side, DomainName name) => side.HasAddressTtlOf(name) ? side.AddressTtlOf(name) : side.NameServerTtl;
}

/// <summary>Commands for nsupdate; what comes is there before anything goes, in one update.</summary>
internal sealed class NsupdateFormat : IChangeFormat
{
    public string Name => "nsupdate";

    public string Summary => "commands for nsupdate: one update of the zone, or of the parent zone";

    public string? WithHead(string text, IReadOnlyList<string> head) => StepHead.Behind("; ", head) + text;

    public string Write(StepContext step, List<string> missing)
    {
        if (ZoneRecords.ZoneOf(step) is not { } zone)
        {
            return string.Empty;
        }

        var text = new StringBuilder("zone ").Append(ZoneRecords.Absolute(zone)).Append('\n');
        // One TTL for all records of a set: those with another go first.
        var isTtl = step.Step.Changes.All(change => change.Ttl is not null);
        foreach (var record in ZoneRecords.Of(step).OrderBy(record => record.Comes == isTtl))
        {
            text.Append(record.Comes ? "update add " : "update delete ").Append(ZoneRecords.Absolute(record.Owner)).Append(' ');
            if (record.Comes)
            {
                text.Append(record.Ttl.ToString(CultureInfo.InvariantCulture)).Append(' ');
            }

            text.Append(record.Type).Append(' ').Append(record.Value).Append('\n');
        }

        return text.Append("send\n").ToString();
    }
}

/// <summary>Lines of a zone file: those that come, and as comments those that go.</summary>
internal sealed class ZoneLinesFormat : IChangeFormat
{
    public string Name => "zone";

    public string Summary => "lines for the zone file, those to be deleted as comments";

    public string? WithHead(string text, IReadOnlyList<string> head) => StepHead.Behind("; ", head) + text;

    public string Write(StepContext step, List<string> missing)
    {
        if (ZoneRecords.ZoneOf(step) is not { } zone)
        {
            return string.Empty;
        }

        var text = new StringBuilder("; In ").Append(Prose.Zone(zone)).Append("; raise the serial.\n");
        foreach (var record in ZoneRecords.Of(step).OrderBy(record => !record.Comes))
        {
            text.Append(record.Comes ? string.Empty : "; delete: ").Append(ZoneRecords.Absolute(record.Owner)).Append(' ').Append(record.Ttl.ToString(CultureInfo.InvariantCulture))
                .Append(" IN ").Append(record.Type).Append(' ').Append(record.Value).Append('\n');
        }

        return text.ToString();
    }
}
