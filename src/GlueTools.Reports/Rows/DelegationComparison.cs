using System.Collections.Generic;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;

namespace GlueTools;

/// <summary>One name server of a delegation: what the parent holds of it, and what it should hold.</summary>
public sealed class DelegationComparison
{
    private Severity? _worst;

    private DelegationComparison(string domainName, string status, string detail)
    {
        DomainName = SafeText.Cell(domainName);
        Status = status;
        Detail = SafeText.Cell(detail);
    }

    /// <summary>The parent zone.</summary>
    public string ZoneName { get; private set; } = string.Empty;

    /// <summary>The child, relative to the parent zone, without a dot at the end.</summary>
    public string ChildZoneName { get; private set; } = string.Empty;

    /// <summary>The name server.</summary>
    public string NameServer { get; private set; } = string.Empty;

    /// <summary>The addresses that the parent should hold.</summary>
    public TextList IPAddress { get; private set; } = TextList.None;

    /// <summary>The addresses that it holds.</summary>
    public TextList GlueAddress { get; private set; } = TextList.None;

    /// <summary>Addresses that it should hold and does not.</summary>
    public TextList MissingAddress { get; private set; } = TextList.None;

    /// <summary>Addresses that it holds and should not.</summary>
    public TextList StaleAddress { get; private set; } = TextList.None;

    /// <summary>
    /// Match, GlueMissing, GlueStale, GlueDiffers (some are missing and some stale), ZoneDiffers (the zone publishes what nobody can use, and the parent need not
    /// follow), NotInZone (only in the delegation), NotInParent (only in the zone), Unresolvable or Unknown; for a domain without delegation what Get-GlueRecord says.
    /// </summary>
    public string Status { get; private set; }

    /// <summary>The status as a number that sorts: 0 where all is well, 1 (Info) to 5 (Critical); Unknown -1, Invalid -2, Skipped -3.</summary>
    public int Rank => RowRank.Of(Status, _worst);

    /// <summary>The status in a sentence.</summary>
    public string Detail { get; private set; }

    /// <summary>The domain.</summary>
    public string DomainName { get; }

    /// <summary>
    /// Whether the delegation can be mended by setting this name server's addresses to <see cref="IPAddress"/>: something is wrong, the right addresses are
    /// known, public and undisputed.
    /// </summary>
    public bool CanRepair { get; private set; }

    /// <summary>A row for a name that could not be compared.</summary>
    public static DelegationComparison Without(string domainName, string status, string detail) => new(domainName, status, detail);

    /// <summary>The severity of the worst finding that tells of the row's fault; null where there is none.</summary>
    public Severity? Worst() => _worst;

    /// <summary>The rows of one domain: at least one.</summary>
    public static IReadOnlyList<DelegationComparison> From(DelegationReport report)
    {
        var view = report.View;
        if (RowStatus.WithoutDelegation(view) is { } status && !(view.Parent?.IsHiddenByChild == true && view.Child is { HasNameServers: true }))
        {
            return
            [
                new DelegationComparison(view.DomainName.Text, status, RowStatus.WhyUnknown(view) ?? "There is no delegation to compare.")
                {
                    ZoneName = view.Parent?.Zone.Text ?? string.Empty,
                    _worst = RowStatus.WorstWithoutDelegation(report),
                },
            ];
        }

        var rows = new List<DelegationComparison>();
        foreach (var verdict in NameServerVerdict.Of(report))
        {
            rows.Add(Row(view, verdict));
        }

        return rows;
    }

    /// <summary>
    /// A row for each of the name servers that were asked about: the one that compares it, or one that says that nothing names it. All rows where no name
    /// server was asked about.
    /// </summary>
    public static IReadOnlyList<DelegationComparison> OfNameServers(IReadOnlyList<DelegationComparison> rows, IReadOnlyList<string> nameServers)
    {
        if (nameServers.Count == 0)
        {
            return rows;
        }

        var asked = new List<DelegationComparison>();
        foreach (var nameServer in nameServers)
        {
            asked.Add(OfNameServer(rows, nameServer));
        }

        return asked;
    }

    /// <summary>The same row once per address of <see cref="IPAddress"/>, <see cref="GlueAddress"/> together, each with that address alone.</summary>
    public IReadOnlyList<DelegationComparison> PerAddress()
    {
        var rows = new List<DelegationComparison>();
        var all = new List<string>(IPAddress);
        foreach (var address in GlueAddress)
        {
            if (!all.Contains(address))
            {
                all.Add(address);
            }
        }

        foreach (var address in all)
        {
            rows.Add(new DelegationComparison(DomainName, Status, Detail)
            {
                ZoneName = ZoneName,
                ChildZoneName = ChildZoneName,
                NameServer = NameServer,
                IPAddress = Only(IPAddress, address),
                GlueAddress = Only(GlueAddress, address),
                MissingAddress = Only(MissingAddress, address),
                StaleAddress = Only(StaleAddress, address),
                CanRepair = false,
                _worst = _worst,
            });
        }

        return rows.Count == 0 ? [this] : rows;
    }

    private static DelegationComparison OfNameServer(IReadOnlyList<DelegationComparison> rows, string nameServer)
    {
        foreach (var row in rows)
        {
            if (row.NameServer.Equals(nameServer, System.StringComparison.OrdinalIgnoreCase))
            {
                return row;
            }
        }

        // One row without a name server says the same of all of them.
        var first = rows[0];
        return first.NameServer.Length == 0
            ? new DelegationComparison(first.DomainName, first.Status, first.Detail) { ZoneName = first.ZoneName, NameServer = nameServer }
            : new DelegationComparison(first.DomainName, "NotInZone", "Neither the zone nor the parent servers that were asked name this server.")
            {
                ZoneName = first.ZoneName,
                ChildZoneName = first.ChildZoneName,
                NameServer = nameServer,
            };
    }

    private static TextList Only(TextList list, string address) => list.Contains(address) ? new TextList([address]) : TextList.None;

    private static DelegationComparison Row(DelegationView view, NameServerVerdict verdict)
    {
        var parent = view.Parent!;
        var (status, detail) = Judge(view, verdict);
        return new DelegationComparison(view.DomainName.Text, status, detail)
        {
            ZoneName = parent.Zone.Text,
            ChildZoneName = view.DomainName.IsBelow(parent.Zone) ? view.DomainName.RelativeTo(parent.Zone) : view.DomainName.Text,
            NameServer = verdict.Name.Text,
            IPAddress = TextList.Of(verdict.Right),
            GlueAddress = TextList.Of(verdict.Held),
            MissingAddress = TextList.Of(verdict.Missing),
            StaleAddress = TextList.Of(verdict.Stale),
            CanRepair = verdict.CanRepair,
            _worst = verdict.Worst,
        };
    }

    private static (string Status, string Detail) Judge(DelegationView view, NameServerVerdict verdict)
    {
        var parent = view.Parent!;
        if (!parent.HasReferral)
        {
            return (RowStatus.NotObservable, "The parent's servers serve the zone too and answer for it, so what they would delegate does not show.");
        }

        bool isAtParent = Contains(parent.NameServers, verdict.Name), isDisjoint = verdict.Find(FindingAspect.SidesDisjoint) is not null;
        if (verdict.Find(FindingAspect.OnlyInZone) is not null || (isDisjoint && !isAtParent))
        {
            return ("NotInParent", "The zone names this server, and the delegation does not.");
        }

        if (verdict.Find(FindingAspect.OnlyAtParent) is not null || isDisjoint)
        {
            return ("NotInZone", "The delegation names this server, and the zone does not.");
        }

        if (verdict.Find(FindingAspect.Unresolvable) is { } unresolvable)
        {
            return ("Unresolvable", FindingText.MessageOf(unresolvable));
        }

        // Where nobody was asked, what the parent itself lacks is still to be seen.
        if (view.Child is null)
        {
            return verdict.Find(FindingAspect.GlueLacks) is { } lacks
                ? ("GlueMissing", FindingText.MessageOf(lacks))
                : (RowStatus.Unknown, "Only the parent's side was looked at, so what the zone publishes is not known.");
        }

        if (!verdict.IsKnown)
        {
            return (RowStatus.Unknown, "No server of the zone says with authority what the addresses are.");
        }

        if (verdict.Find(FindingAspect.GlueLacks) is { Addresses.Count: 0 } unknown)
        {
            return ("GlueMissing", FindingText.MessageOf(unknown));
        }

        return (verdict.Missing.Count > 0, verdict.Stale.Count > 0) switch
        {
            (true, true) => ("GlueDiffers", FindingText.Fill($"The parent has {verdict.Stale} where it should have {verdict.Missing}.")),
            (true, false) => ("GlueMissing", FindingText.Fill($"The parent lacks {verdict.Missing}.")),
            (false, true) => ("GlueStale", FindingText.Fill($"The parent has {verdict.Stale}, which the zone does not publish.")),
            _ when verdict.IsZoneToMend => ("ZoneDiffers", FindingText.RemedyOf(verdict.Findings[0])),
            _ => ("Match", "Parent and zone agree."),
        };
    }

    private static bool Contains(IReadOnlyList<DomainName> names, DomainName name)
    {
        foreach (var one in names)
        {
            if (one == name)
            {
                return true;
            }
        }

        return false;
    }
}
