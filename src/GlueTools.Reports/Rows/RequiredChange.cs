using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Plans;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools;

/// <summary>One name server of a delegation: what the parent holds of it now, what it should hold, and so what to do there.</summary>
public sealed class RequiredChange
{
    private DelegationPlan? _plan;

    private RequiredChange(string domainName, string status, string detail)
    {
        DomainName = SafeText.Cell(domainName);
        Status = status;
        Detail = SafeText.Cell(detail);
    }

    /// <summary>The domain.</summary>
    public string DomainName { get; }

    /// <summary>The name server; empty where the row is about DS records, or about the domain as a whole.</summary>
    public string NameServer { get; private set; } = string.Empty;

    /// <summary>What the row is about: NS, with addresses, or DS.</summary>
    public string Record { get; private set; } = string.Empty;

    /// <summary>What the parent holds: addresses of the name server, or DS records.</summary>
    public TextList Current { get; private set; } = TextList.None;

    /// <summary>What it should hold.</summary>
    public TextList Required { get; private set; } = TextList.None;

    /// <summary>Add, Remove, Change, Keep, Mend where it stays at the parent and something else about it is to be put right (its server, what the zone has of it, or servers of the parent that differ about it), or Decide where it cannot stay as it is, and what is to take its place is for somebody to choose.</summary>
    public string Action { get; private set; } = string.Empty;

    /// <summary>Required where something is to be changed, at the parent or, where the action is Mend, elsewhere; Match where not, Undecided where something is to be chosen first; Refused, Unknown, Invalid or Skipped where nothing can be told.</summary>
    public string Status { get; }

    /// <summary>The status as a number that sorts: 0 where all is well, 4 where something is to be changed, below 0 where nothing can be told.</summary>
    public int Rank => Status is PlanStep.Refused or PlanStep.Undecided ? RowRank.Of(RowStatus.Invalid, null) : RowRank.Of(Status, Status == NeedsChange ? Severity.Error : null);

    /// <summary>What to do, in a sentence.</summary>
    public string Detail { get; private set; }

    /// <summary>What is to be known beside it.</summary>
    public TextList Remark { get; private set; } = TextList.None;

    private const string NeedsChange = "Required", Match = "Match";

    /// <summary>The plan that the row was made of; null where it was not, or came back from a file.</summary>
    public DelegationPlan? Source() => _plan;

    /// <inheritdoc/>
    public override string ToString() => RowLiteral.Of(
        (nameof(DomainName), DomainName), (nameof(NameServer), NameServer), (nameof(Record), Record), (nameof(Current), Current),
        (nameof(Required), Required), (nameof(Action), Action), (nameof(Status), Status), (nameof(Rank), Rank), (nameof(Detail), Detail),
        (nameof(Remark), Remark));

    /// <summary>A row for a name about which nothing can be told.</summary>
    public static RequiredChange Without(string domainName, string status, string detail) => new(domainName, status, detail);

    /// <summary>The rows of a plan: one for each name server of the parent's side, before or after it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="parent">The parent's side that it rests on: servers of it that were not heard are told; null where nothing is to be told of them.</param>
    public static IReadOnlyList<RequiredChange> From(DelegationPlan plan, ParentSide? parent = null)
    {
        var silence = parent is null ? string.Empty : ParentSilence.InVainSentence(parent);
        var remarks = TextList.Of((silence.Length > 0 ? plan.Remarks.Append(silence + " What they have may be otherwise.") : plan.Remarks).Select(remark => SafeText.Cell(remark)));
        if (plan.Refusals.Count > 0)
        {
            return [new RequiredChange(plan.Start.Domain.Text, PlanStep.Refused, string.Join(" ", plan.Refusals)) { Remark = remarks }];
        }

        PlannedDelegation before = PlannedDelegation.After(plan, 0), after = PlannedDelegation.After(plan, plan.Steps.Count);
        var names = new OrderedSet<DomainName>(before.NameServers);
        names.UnionWith(after.NameServers);
        var rows = names.Select(name => Row(plan, name, before, after)).ToList();
        if (plan.Steps.Any(step => step.Changes.Any(change => change.Record == ChangedRecord.Ds)))
        {
            rows.Add(new RequiredChange(plan.Start.Domain.Text, NeedsChange, "The DS records are to be changed.")
            {
                Record = "DS", Current = TextList.Of(before.Ds), Required = TextList.Of(after.Ds), Action = before.Ds.Count == 0 ? "Add" : after.Ds.Count == 0 ? "Remove" : "Change",
            });
        }

        rows.ForEach(row => (row.Remark, row._plan) = (remarks, plan));
        return rows;
    }

    private static RequiredChange Row(DelegationPlan plan, DomainName name, PlannedDelegation before, PlannedDelegation after)
    {
        bool was = before.NameServers.Contains(name), comes = after.NameServers.Contains(name);
        IReadOnlyList<IPAddress> current = was ? before.GlueOf(name) : [], required = comes ? after.GlueOf(name) : [];
        var isSame = AddressOrder.Set(current).SetEquals(AddressOrder.Set(required));
        var (action, status, sentence) = (was, comes, isSame) switch
        {
            (false, _, _) => ("Add", NeedsChange, required.Count == 0 ? FindingText.Fill($"Add {name} to the name servers.") : FindingText.Fill($"Add {name} to the name servers, with {required}.")),
            (_, false, _) => ("Remove", NeedsChange, FindingText.Fill($"Remove {name} from the name servers.")),
            (_, _, true) => Unchanged(plan, name),
            _ => ("Change", NeedsChange, required.Count == 0 ? FindingText.Fill($"Take the addresses of {name} away.") : FindingText.Fill($"Set the addresses of {name} to {required}.")),
        };
        if (action == "Remove")
        {
            required = [];
        }

        return new RequiredChange(plan.Start.Domain.Text, status, sentence)
        {
            NameServer = name.Text, Record = "NS", Current = TextList.Of(current), Required = TextList.Of(required), Action = action,
        };
    }

    /// <summary>Of a name server that no step changes at the parent: whether it can stay, and what is to be done elsewhere before it is any good.</summary>
    private static (string Action, string Status, string Sentence) Unchanged(DelegationPlan plan, DomainName name)
    {
        var open = plan.OpenAbout(name);
        if (open.Count > 0)
        {
            var codes = open.Select(finding => finding.Code).Distinct().ToList();
            if (open.FirstOrDefault(finding => finding.Advice.AwaitsTest && finding.Concerns(name)) is { } untested)
            {
                return ("Decide", PlanStep.Undecided, FindingText.Fill($"Whether {name} stays as it is does not show from here ({string.Join(", ", codes)}): {FindingText.RemedyOf(untested)}"));
            }

            return ("Decide", PlanStep.Undecided, open.Any(finding => finding.Concerns(name))
                ? FindingText.Fill($"{name} cannot stay as it is ({string.Join(", ", codes)}); what is to be done about it is for you to choose.")
                : FindingText.Fill($"Whether {name} stays is for you to choose ({string.Join(", ", codes)})."));
        }

        if (plan.IsUnreachable)
        {
            return ("Decide", PlanStep.Undecided, FindingText.Fill($"{name} cannot stay as it is, since none of the name servers can be reached; mend its server, or delegate to others that serve the zone."));
        }

        if (plan.OnlyBehindAt(name) is { Count: > 0 } behind)
        {
            return ("Remove", NeedsChange, FindingText.Fill($"There is nothing to change at the registrar: only {behind} still {(behind.Count == 1 ? "names" : "name")} {name}, from an older copy of {Prose.Zone(plan.Start.ParentZone)} than the others have, and it goes once {(behind.Count == 1 ? "that one has" : "those have")} theirs."));
        }

        var mended = plan.MendedAt(name);
        return mended.Count > 0
            ? ("Mend", NeedsChange, FindingText.Fill($"{name} stays as it is at the parent, and {WhatIsMended(mended)} to be mended: {PlanWords.ActionOf(mended, plan.Start.Domain)}"))
            : ("Keep", Match, FindingText.Fill($"{name} stays as it is."));
    }

    private static string WhatIsMended(IReadOnlyList<Change> changes)
    {
        var what = new List<string>();
        foreach (var (place, words) in new[] { (ChangePlace.Server, "its server"), (ChangePlace.Zone, "the zone"), (ChangePlace.HostZone, "the zone that it lies in"), (ChangePlace.ParentServer, "the parent's servers, which differ about it,") })
        {
            if (changes.Any(change => change.Place == place))
            {
                what.Add(words);
            }
        }

        return FindingText.Fill($"{what}") + (what.Count > 1 || changes[0].Place == ChangePlace.ParentServer ? " are" : " is");
    }
}
