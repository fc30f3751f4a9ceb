using System;
using System.Collections.Generic;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Plans;

/// <summary>An ordered change of a delegation. Immutable.</summary>
public sealed class DelegationPlan
{
    internal DelegationPlan(PlanStart start, PlanGoal goal, DateTime madeUtc, IReadOnlyList<PlanStep> steps, IReadOnlyList<string> remarks, IReadOnlyList<string> refusals)
    {
        Start = start;
        Goal = goal;
        MadeUtc = madeUtc;
        Steps = steps;
        Remarks = remarks;
        Refusals = refusals;
    }

    /// <summary>Where it begins.</summary>
    public PlanStart Start { get; }

    /// <summary>What it is for.</summary>
    public PlanGoal Goal { get; }

    /// <summary>When it was made.</summary>
    public DateTime MadeUtc { get; }

    /// <summary>The steps, in order; none where it is refused, or there is nothing to do.</summary>
    public IReadOnlyList<PlanStep> Steps { get; }

    /// <summary>Why there is no plan, each reason in a sentence; empty where there is one.</summary>
    public IReadOnlyList<string> Refusals { get; }

    /// <summary>What is to be known beside the steps, each in a sentence.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>Where the audit began that it rests on.</summary>
    public PlanWay Way { get; internal init; } = PlanWay.Usual;

    /// <summary>Findings that ask for a repair and that no step mends, of Warning at least: somebody has to decide first, or the repair is not known. Empty where the goal is another one.</summary>
    public IReadOnlyList<Finding> Open { get; internal init; } = Array.Empty<Finding>();

    /// <summary>Whether none of the delegation's name servers can be reached, so that none of them can stay as it is, and what is to be done about it is open.</summary>
    public bool IsUnreachable
    {
        get
        {
            foreach (var finding in Open)
            {
                if (Bearing.IsUnreachable(finding))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Open findings of Error at least on which it hangs whether a name server of the delegation stays: they are about it, or one of their alternatives puts others in its place.</summary>
    /// <param name="nameServer">The name server.</param>
    public IReadOnlyList<Finding> OpenAbout(DomainName nameServer)
    {
        var about = new List<Finding>();
        foreach (var finding in Open)
        {
            if (finding.Severity >= Severity.Error && (finding.Concerns(nameServer) || PutsOthersInPlaceOf(finding, nameServer)))
            {
                about.Add(finding);
            }
        }

        return about;
    }

    /// <summary>
    /// What the steps do elsewhere before a name server that stays at the parent is any good: at its servers, in the zone or in that of its addresses, and at servers of the parent that differ about it.
    /// Until then it is not as it should be. Empty where the goal is another one.
    /// </summary>
    /// <param name="nameServer">The name server.</param>
    public IReadOnlyList<Change> MendedAt(DomainName nameServer)
    {
        var mended = new List<Change>();
        foreach (var step in Goal.Asking is null ? [] : Steps)
        {
            foreach (var change in step.Changes)
            {
                if (Mends(change, nameServer))
                {
                    mended.Add(change);
                }
            }
        }

        return mended;
    }

    /// <summary>
    /// The servers of the parent that alone name a name server, where all of them have an older copy of the parent zone than one without it, and the zone does not name it either: it goes as soon as they
    /// take that copy, and nobody has to ask for it. Empty where that is not so.
    /// </summary>
    /// <param name="nameServer">The name server.</param>
    public IReadOnlyList<ServerAddress> OnlyBehindAt(DomainName nameServer) => Goal.Asking?.OnlyBehindNaming(nameServer) ?? [];

    private bool Mends(Change change, DomainName nameServer) => change.Place switch
    {
        ChangePlace.Server => !change.IsSameCopy() && change.Setting != ServerSetting.StopServing && IsAt(change.Servers, nameServer),
        ChangePlace.Zone or ChangePlace.HostZone => change.Record is ChangedRecord.NameServer ? change.NewNameServers.Includes(nameServer) : change.Name == nameServer,
        ChangePlace.ParentServer => DoParentsDifferAbout(nameServer),
        _ => false,
    };

    private bool DoParentsDifferAbout(DomainName nameServer)
    {
        foreach (var finding in Goal.Asking!.Findings)
        {
            if (finding.Concerns(nameServer) && finding.Advice.Alternatives.Count > 0 && finding.Advice.Alternatives[0] is { Count: > 0 } changes && changes[0].Place == ChangePlace.ParentServer)
            {
                return true;
            }
        }

        return false;
    }

    private static bool PutsOthersInPlaceOf(Finding finding, DomainName nameServer)
    {
        foreach (var alternative in finding.Advice.Alternatives)
        {
            foreach (var change in alternative)
            {
                if (change.Place == ChangePlace.Delegation && change.OldNameServers.Includes(nameServer) && !change.NewNameServers.Includes(nameServer))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsAt(IReadOnlyList<Witness> servers, DomainName nameServer)
    {
        foreach (var server in servers)
        {
            if (server.Names.Includes(nameServer))
            {
                return true;
            }
        }

        return false;
    }
}
