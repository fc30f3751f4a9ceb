using System;
using System.Collections.Generic;
using System.Linq;
using GlueTools.Delegation.Arrivals;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Delegation.Plans;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools;

/// <summary>One name server of a delegation: what the parent holds of it, and what it should hold.</summary>
public sealed partial class DelegationComparison
{
    private const string Unusable = "Unusable";

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

    /// <summary>The addresses that the registry holds; empty where it was not asked, or shows none.</summary>
    public TextList RegistryAddress { get; private set; } = TextList.None;

    /// <summary>
    /// What the registry says of the name server: Held (these are its addresses there), NoAddress (it shows the host and holds none), NotShown (it shows no host object,
    /// so it cannot be told), NotAsked (it could not be asked), NotListed (it holds the domain without this name server), NotRegistered (it knows no such domain),
    /// Registered (it knows the domain, which has no delegation to compare); empty where it was not to be asked.
    /// </summary>
    public string RegistryStatus { get; private set; } = string.Empty;

    /// <summary>When the registry last changed the host object, ISO 8601, UTC; empty where it does not say.</summary>
    public string RegistryChangedUtc { get; private set; } = string.Empty;

    /// <summary>Who says what the registry holds: a URL, or a WHOIS server; empty where nobody was asked.</summary>
    public string RegistrySource { get; private set; } = string.Empty;

    /// <summary>What was not looked at, and so may be otherwise: sides and families of addresses that were not asked, servers of the parent that gave no referral, a sample in place of all of them, a registry that could not be asked, ceilings that were reached.</summary>
    public TextList Limits { get; private set; } = TextList.None;

    /// <summary>
    /// Match, GlueMissing, GlueStale, GlueDiffers (some are missing and some stale), ZoneDiffers (the zone publishes something else, and the parent
    /// need not follow: nobody can use it, or whether anybody can does not show from here), Unusable (parent and zone agree, and at one of the addresses at least nobody gets the zone),
    /// ParentServersDiffer (servers of the parent hold different glue of it), NotInZone (only in the delegation), NotInParent (only in the
    /// zone), Unresolvable, RegistryDiffers (parent and zone agree, and the registry holds something else), OnlyInRegistry (neither side names it) or Unknown; for a domain without delegation what Get-GlueRecord says.
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
    /// known, public and undisputed, and a plan of repair does the same.
    /// </summary>
    public bool CanRepair { get; private set; }

    /// <inheritdoc/>
    public override string ToString() => RowLiteral.Of(
        (nameof(ZoneName), ZoneName), (nameof(ChildZoneName), ChildZoneName), (nameof(NameServer), NameServer), (nameof(IPAddress), IPAddress),
        (nameof(GlueAddress), GlueAddress), (nameof(MissingAddress), MissingAddress), (nameof(StaleAddress), StaleAddress),
        (nameof(RegistryAddress), RegistryAddress), (nameof(RegistryStatus), RegistryStatus), (nameof(RegistryChangedUtc), RegistryChangedUtc),
        (nameof(RegistrySource), RegistrySource), (nameof(Limits), Limits), (nameof(Status), Status), (nameof(Rank), Rank), (nameof(Detail), Detail),
        (nameof(DomainName), DomainName), (nameof(CanRepair), CanRepair));

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
                    Limits = TextList.Of(RowLimits.WithSilence(view)),
                    RegistryStatus = view.Registry?.State.ToString() ?? string.Empty,
                    RegistrySource = SafeText.Cell(view.Registry?.By ?? string.Empty),
                },
            ];
        }

        var rows = new List<DelegationComparison>();
        var named = new HashSet<DomainName>();
        var repair = new Lazy<DelegationPlan?>(() => RepairOf(report));
        var delegated = view.Parent is { HasReferral: true } parent ? ProposedDelegation.Of(parent) : null;
        foreach (var verdict in NameServerVerdict.Of(report))
        {
            named.Add(verdict.Name);
            rows.Add(Row(view, verdict, repair));
        }

        foreach (var host in view.Registry?.Hosts ?? [])
        {
            if (!named.Contains(host.Name))
            {
                rows.Add(Shared(view, host.Name, new DelegationComparison(view.DomainName.Text, "OnlyInRegistry", "The registry holds this server, and neither the delegation nor the zone names it.")
                {
                    NameServer = host.Name.Text,
                    _worst = NameServerVerdict.WorstOf(FindingsAbout(report, host.Name)),
                }));
            }
        }

        rows.ForEach(row => row._delegated = delegated);
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

    /// <summary>The same row once per address of <see cref="IPAddress"/>, <see cref="GlueAddress"/> and <see cref="RegistryAddress"/> together, each with that address alone.</summary>
    public IReadOnlyList<DelegationComparison> PerAddress()
    {
        var rows = new List<DelegationComparison>();
        var all = new List<string>(IPAddress);
        foreach (var held in new[] { GlueAddress, RegistryAddress })
        {
            foreach (var address in held)
            {
                if (!all.Contains(address))
                {
                    all.Add(address);
                }
            }
        }

        foreach (var address in all)
        {
            var (status, detail, worst) = OneAddress(address);
            rows.Add(new DelegationComparison(DomainName, status, detail)
            {
                _delegated = _delegated,
                _address = address,
                ZoneName = ZoneName,
                ChildZoneName = ChildZoneName,
                NameServer = NameServer,
                IPAddress = Only(IPAddress, address),
                GlueAddress = Only(GlueAddress, address),
                MissingAddress = Only(MissingAddress, address),
                StaleAddress = Only(StaleAddress, address),
                RegistryAddress = Only(RegistryAddress, address),
                RegistryStatus = RegistryStatus,
                RegistryChangedUtc = RegistryChangedUtc,
                RegistrySource = RegistrySource,
                Limits = Limits,
                CanRepair = false,
                _worst = worst,
            });
        }

        return rows.Count == 0 ? [this] : rows;
    }

    private static DelegationComparison OfNameServer(IReadOnlyList<DelegationComparison> rows, string nameServer)
    {
        foreach (var row in rows)
        {
            if (row.NameServer.Equals(nameServer, StringComparison.OrdinalIgnoreCase))
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

    /// <summary>What a plan makes of all findings together: a row is not to be repaired to what the plan of the same audit leaves.</summary>
    private static DelegationPlan? RepairOf(DelegationReport report) =>
        PlanReader.Read(report.View) is { } start ? Planner.Make(start, PlanGoal.Repair(report), new PlanOptions { WithoutOptional = true }) : null;

    private static DelegationComparison Row(DelegationView view, NameServerVerdict verdict, Lazy<DelegationPlan?> repair)
    {
        var (status, detail) = Judge(view, verdict);
        var canRepair = verdict.CanRepair && repair.Value is { } plan && AddressOrder.Set(PlannedDelegation.After(plan, plan.Steps.Count).GlueOf(verdict.Name)).SetEquals(AddressOrder.Set(verdict.Right));
        if (verdict.Missing.Count + verdict.Stale.Count > 0 && verdict.AwaitingTest is { } awaiting)
        {
            detail += " " + FindingText.RemedyOf(awaiting);
        }

        if (verdict.CanRepair && !canRepair)
        {
            detail += " A plan of repair does not do that; it says why.";
        }

        return Shared(view, verdict.Name, new DelegationComparison(view.DomainName.Text, status, detail)
        {
            NameServer = verdict.Name.Text,
            IPAddress = TextList.Of(verdict.Right),
            GlueAddress = TextList.Of(verdict.Held),
            MissingAddress = TextList.Of(verdict.Missing),
            StaleAddress = TextList.Of(verdict.Stale),
            CanRepair = canRepair,
            _published = Texts(Families.Both.SelectMany(family => view.Child?.Published(verdict.Name, family).Addresses ?? [])),
            _unusable = Texts(verdict.Unusable),
            _worstOfUnusable = verdict.WorstOfUnusable,
            _worst = status == Unusable ? verdict.WorstOfUnusable : verdict.Worst,
        });
    }

    /// <summary>What does not depend on what the two sides say of the name server.</summary>
    private static DelegationComparison Shared(DelegationView view, DomainName name, DelegationComparison row)
    {
        var parent = view.Parent!;
        var host = view.Registry?.HostOf(name);
        row.ZoneName = parent.Zone.Text;
        row.ChildZoneName = view.DomainName.IsBelow(parent.Zone) ? view.DomainName.RelativeTo(parent.Zone) : view.DomainName.Text;
        row.RegistryAddress = TextList.Of(host?.Addresses ?? []);
        row.RegistryStatus = RegistryStatusOf(view, host);
        row.RegistryChangedUtc = host?.ChangedUtc is { } changed ? Times.Iso(changed) : string.Empty;
        row.RegistrySource = SafeText.Cell(host?.Source is { Length: > 0 } source ? source : view.Registry?.By ?? string.Empty);
        row.Limits = TextList.Of(RowLimits.WithSilence(view));
        return row;
    }

    private static string RegistryStatusOf(DelegationView view, RegistryHost? host) =>
        view.Registry is not { } registry ? string.Empty
        : registry.State != RegistryState.Registered ? registry.State.ToString()
        : host?.State.ToString() ?? "NotListed";

    private static (string Status, string Detail) Judge(DelegationView view, NameServerVerdict verdict)
    {
        var parent = view.Parent!;
        if (!parent.HasReferral)
        {
            return (RowStatus.NotObservable, "The parent's servers serve the zone too and answer for it, so what they would delegate does not show.");
        }

        bool isAtParent = parent.NameServers.Includes(verdict.Name), isDisjoint = verdict.Find(FindingAspect.SidesDisjoint) is not null;
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
            return (RowStatus.Unknown, verdict.Held.Count > 0
                ? "The parent has addresses of a family about which no server of the zone says anything with authority."
                : "No server of the zone says with authority what the addresses are.");
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
            _ when !verdict.IsZoneToMend && verdict.Find(FindingAspect.RegistryDiffers) is { } registry => ("RegistryDiffers", FindingText.MessageOf(registry)),
            _ when verdict.IsZoneToMend => ("ZoneDiffers", FindingText.RemedyOf(verdict.AwaitingTest ?? verdict.Findings[0])),
            _ when !view.Child.HasNameServers => (RowStatus.Unknown, "No server of the zone says with authority which name servers it has."),
            _ when verdict.Right.Count == 0 && verdict.Held.Count > 0 && verdict.Unusable.Count == 0 => (RowStatus.Unknown, "What the zone's servers say of its addresses does not tell which are right."),
            _ when verdict.Unusable.Count > 0 => (Unusable, HowFarTheyAgree(parent, ", and " + verdict.WhyUnusable)),
            _ when verdict.Find(FindingAspect.GlueDiffers) is not null => ("ParentServersDiffer", string.Join(" ", verdict.Findings.Where(finding => finding.Kind.Aspect == FindingAspect.GlueDiffers).Select(FindingText.MessageOf))),
            _ => ("Match", HowFarTheyAgree(parent, string.Empty)),
        };
    }
}
