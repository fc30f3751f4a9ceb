using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools;

/// <summary>One name server of a delegation: what the parent holds of it, and what it should hold.</summary>
public sealed class DelegationComparison
{
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
    /// Match, GlueMissing, GlueStale, GlueDiffers (some are missing and some stale), NotInZone (only in the delegation), NotInParent (only in the zone),
    /// Unresolvable or Unknown; for a domain without delegation what Get-GlueRecord says.
    /// </summary>
    public string Status { get; private set; }

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

    /// <summary>The rows of one domain: at least one.</summary>
    public static IReadOnlyList<DelegationComparison> From(DelegationView view)
    {
        if (RowStatus.WithoutDelegation(view) is { } status && !(view.Parent?.IsHiddenByChild == true && view.Child is { HasNameServers: true }))
        {
            return [new DelegationComparison(view.DomainName.Text, status, RowStatus.WhyUnknown(view) ?? "There is no delegation to compare.") { ZoneName = view.Parent?.Zone.Text ?? string.Empty }];
        }

        var rows = new List<DelegationComparison>();
        foreach (var name in view.NameServers)
        {
            rows.Add(Compare(view, name));
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

    private static DelegationComparison Compare(DelegationView view, DomainName name)
    {
        var parent = view.Parent!;
        var relation = view.RelationOf(name);
        var glue = relation == NameServerRelation.Unrelated ? AddressOrder.Set() : AddressOrder.Set(parent.GlueOf(name));
        var right = RightAddresses.Of(view, name);
        var missing = AddressOrder.Set(right.Addresses);
        missing.ExceptWith(glue);
        var stale = AddressOrder.Set(glue);
        stale.ExceptWith(right.Addresses);
        if (!right.IsKnown)
        {
            stale.Clear();
        }

        // Addresses of names outside the child may lawfully be absent from a referral.
        var isNeeded = relation == NameServerRelation.InDomain || glue.Count > 0;
        if (!isNeeded)
        {
            missing.Clear();
        }

        var row = new DelegationComparison(view.DomainName.Text, string.Empty, string.Empty)
        {
            ZoneName = parent.Zone.Text,
            ChildZoneName = view.DomainName.IsBelow(parent.Zone) ? view.DomainName.RelativeTo(parent.Zone) : view.DomainName.Text,
            NameServer = name.Text,
            IPAddress = TextList.Of(right.Addresses),
            GlueAddress = TextList.Of(glue),
            MissingAddress = TextList.Of(missing),
            StaleAddress = TextList.Of(stale),
        };
        row.Judge(view, name, right, missing, stale);
        return row;
    }

    private void Judge(DelegationView view, DomainName name, RightAddresses right, OrderedSet<IPAddress> missing, OrderedSet<IPAddress> stale)
    {
        var inParent = Contains(view.Parent!.NameServers, name);
        var inChild = view.Child is not { HasNameServers: true } child || Contains(child.NameServers, name);
        (Status, Detail) = (inParent, inChild, right.IsKnown) switch
        {
            (false, _, _) when view.Parent.HasReferral => ("NotInParent", "The zone names this server, and the delegation does not."),
            (_, false, _) => ("NotInZone", "The delegation names this server, and the zone does not."),
            (_, _, false) => (right.IsUnresolvable ? "Unresolvable" : "Unknown", right.Problem),
            _ when missing.Count > 0 && stale.Count > 0 => ("GlueDiffers", "The parent has " + Wording.List(stale) + " where it should have " + Wording.List(missing) + "."),
            _ when missing.Count > 0 => ("GlueMissing", "The parent lacks " + Wording.List(missing) + "."),
            _ when stale.Count > 0 => ("GlueStale", "The parent has " + Wording.List(stale) + ", which the zone does not publish."),
            _ => ("Match", "Parent and zone agree."),
        };
        CanRepair = Status is "GlueDiffers" or "GlueMissing" or "GlueStale" && right.CanBeRecommended(view);
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
