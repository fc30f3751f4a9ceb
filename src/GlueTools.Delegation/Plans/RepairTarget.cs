using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Plans;

/// <summary>What the findings of a report make of a delegation: of each the alternative that is advised first.</summary>
internal static class RepairTarget
{
    /// <summary>Makes it.</summary>
    /// <param name="target">Where the plan leads.</param>
    /// <param name="report">The findings.</param>
    /// <param name="agreement">What the servers' copies have in common.</param>
    /// <param name="withheld">Findings that are left as they are.</param>
    internal static void Apply(PlanTarget target, DelegationReport report, CopyAgreement agreement, HashSet<Finding> withheld)
    {
        target.Retires = false;
        var isVersionOpen = false;
        var open = new List<(Finding Finding, DomainName Zone)>();
        foreach (var finding in report.Findings)
        {
            if (withheld.Contains(finding))
            {
                target.Left.Add(finding);
            }
            else if (finding.Advice.GoesWithOthers)
            {
                target.ParentReasons.Add(finding.Code);
            }
            else if (finding.Advice.Alternatives.Count == 0)
            {
                if (finding.Severity >= Severity.Notice)
                {
                    Remark(target, finding.Code, $"{FindingText.RemedyOf(finding)}");
                }
            }
            else if (finding.Advice.Alternatives[0].Any(LacksValues))
            {
                // What goes together is not done by halves.
                target.Left.Add(finding);
                Remark(target, finding.Code, $"{FindingText.RemedyOf(finding)} It is for you to choose what, so no step does it.");
            }
            else if (finding.Advice.IsDecision)
            {
                target.Left.Add(finding);
                Remark(target, finding.Code, $"{FindingText.RemedyOf(finding)} Nothing that was seen decides it, so no step does it; plan the one that you choose.");
            }
            else if (agreement.OtherVersion(finding.Advice.Alternatives[0]) is { } versions)
            {
                isVersionOpen = target.Left.Add(finding);
                Remark(target, finding.Code, $"{FindingText.RemedyOf(finding)} {versions}, so no step does it; plan what you choose.");
            }
            else if (agreement.WhyOpen(finding.Advice.Alternatives[0]) is { } zone)
            {
                open.Add((finding, zone));
            }
            else
            {
                Take(target, finding);
            }
        }

        LeaveOpen(target, open);

        // Glue of name servers that go is of no use any more.
        foreach (var name in target.Start.Parent.NameServers)
        {
            if (!target.ParentNames.Contains(name))
            {
                target.Glue.Remove(name);
            }
        }

        var isOpen = false;
        if (isVersionOpen)
        {
            isOpen = KeepNewest(target, $"no server is to take another's copy before it is known which version of {target.Start.Domain} is the right one; make the plan anew then.");
        }
        else if (agreement.LostByNewest() is { } lost)
        {
            // Where a step gives it one, all servers have to take that.
            var given = AddressOrder.Set(target.PublishedOf(lost));
            given.ExceptWith(target.Start.Zone.AddressesOf(lost));
            if (given.Count == 0)
            {
                isOpen = KeepNewest(target, $"a copy that none is newer than has no address for {lost}, and no glue leads there; give it one in the zone before other servers take that copy, and make the plan anew then.");
            }
        }
        else if (report.WhatNewestCopyBreaks is { } broken)
        {
            isOpen = KeepNewest(target, $"the newest copy is not to spread as it is: {broken}; put that right at the primary first, and make the plan anew then.");
        }

        LeaveHostsThatGo(target);
        KeepLastAddresses(target);
        LeaveServersThatGo(target, agreement, isOpen);
    }

    /// <summary>What hangs on which copy prevails is said and not done. But what is changed in the zone has to reach all of its servers, so they take one copy before.</summary>
    private static void LeaveOpen(PlanTarget target, List<(Finding Finding, DomainName Zone)> open)
    {
        var changesZone = PlanChanges.OfZone(target).Count > 0;
        foreach (var (finding, zone) in open)
        {
            if (changesZone && finding.Advice.Alternatives[0].Any(change => change.Place == ChangePlace.Server && change.IsSameCopy()))
            {
                Take(target, finding);
            }
            else
            {
                target.Left.Add(finding);
                Remark(target, finding.Code, $"what is to be done shows once all servers of {Prose.Zone(zone)} hold the same copy; make the plan anew then.");
            }
        }
    }

    private static void Take(PlanTarget target, Finding finding)
    {
        foreach (var change in finding.Advice.Alternatives[0])
        {
            Take(target, change, finding.Code);
        }
    }

    /// <summary>No step lets servers take a copy that would break something, and so none changes the zone either: with what is changed there, they would take the rest of that copy.</summary>
    private static bool KeepNewest(PlanTarget target, System.FormattableString why)
    {
        foreach (var further in target.Further.FindAll(further => further.Change.Place == ChangePlace.Server && further.Change.IsSameCopy()))
        {
            target.Further.Remove(further);
            foreach (var code in further.Codes)
            {
                Remark(target, code, why);
            }
        }

        if (PlanChanges.OfZone(target).Count > 0)
        {
            target.KeepZone();
            foreach (var code in target.ZoneReasons)
            {
                Remark(target, code, why);
            }

            target.ZoneReasons.Clear();
        }

        return true;
    }

    /// <summary>A server to which nothing leads in the end need not be mended: taking its name or address away is what mends that.</summary>
    /// <param name="target">Where the plan leads.</param>
    /// <param name="agreement">What the servers' copies have in common.</param>
    /// <param name="isOpen">Whether it stays open which copy all of them are to have: then it does, too, where something leads in the end.</param>
    private static void LeaveServersThatGo(PlanTarget target, CopyAgreement agreement, bool isOpen)
    {
        var used = AddressOrder.Set();
        foreach (var name in target.AllNames)
        {
            used.UnionWith(InTheEnd(target, name));
        }

        // What is changed in the zone reaches only those that follow.
        var changesZone = PlanChanges.OfZone(target).Count > 0;
        foreach (var further in target.Further.FindAll(further => further.Change.Place == ChangePlace.Server
            && (further.Change.IsSameCopy() ? changesZone ? agreement.IsSettledWithoutOutcasts(further.Change.Servers, used) : agreement.IsSettledWithout(further.Change.Servers, used, target.AllNames) : IsIdle(further.Change, used))))
        {
            target.Further.Remove(further);
            if (isOpen)
            {
                foreach (var code in further.Codes)
                {
                    Remark(target, code, $"which servers are to be mended shows once all servers of {target.Start.Domain} hold the same copy; make the plan anew then.");
                }

                continue;
            }

            bool goesFromZone = false, goesFromParent = false;
            foreach (var server in further.Change.Servers)
            {
                var isGone = !used.Contains(server.Address);
                goesFromZone |= isGone && Leads(target, target.Start.Zone, server);
                goesFromParent |= isGone && Leads(target, target.Start.Parent, server);
            }

            // Where both led there, it is gone once neither does.
            (goesFromZone && !goesFromParent ? target.ZoneReasons : target.ParentReasons).UnionWith(further.Codes);
        }
    }

    /// <summary>The addresses that lead to a name in the end, where its own zone and its host object are mended, too.</summary>
    private static OrderedSet<IPAddress> InTheEnd(PlanTarget target, DomainName name)
    {
        OrderedSet<IPAddress> glue = AddressOrder.Set(target.GlueOf(name)), published = AddressOrder.Set(target.PublishedOf(name));
        foreach (var further in target.Further)
        {
            if (further.Change.Record == ChangedRecord.Address && further.Change.Name == name)
            {
                Set(further.Change.Place == ChangePlace.HostRegistration ? glue : published, further.Change.OldAddresses, further.Change.NewAddresses);
            }
        }

        glue.UnionWith(published);
        return glue;
    }

    /// <summary>Where a name in another zone is no name server any more, its addresses are no business of this domain's.</summary>
    private static void LeaveHostsThatGo(PlanTarget target)
    {
        foreach (var further in target.Further.FindAll(further => further.Change is { Record: ChangedRecord.Address, Name: { } name } && !target.AllNames.Contains(name)))
        {
            target.Further.Remove(further);
            (target.Start.Parent.Names(further.Change.Name!.Value) ? target.ParentReasons : target.ZoneReasons).UnionWith(further.Codes);
        }
    }

    /// <summary>Glue of a name in another zone is not taken away while it is all that leads there.</summary>
    private static void KeepLastAddresses(PlanTarget target)
    {
        foreach (var further in target.Further.FindAll(further => further.Change is { Place: ChangePlace.HostRegistration, Record: ChangedRecord.Address, NewAddresses.Count: 0 }))
        {
            var name = further.Change.Name!.Value;
            if (target.AllNames.Contains(name) && target.Start.Zone.AddressesOf(name).Count == 0)
            {
                target.Further.Remove(further);
                foreach (var code in further.Codes)
                {
                    Remark(target, code, $"nothing else leads to {name}, so its glue stays until its own zone has an address for it, or it is no name server any more.");
                }
            }
        }
    }

    private static void Remark(PlanTarget target, string code, System.FormattableString sentence)
    {
        var remark = code + ": " + FindingText.Fill(sentence);
        if (!target.Remarks.Contains(remark))
        {
            target.Remarks.Add(remark);
        }
    }

    private static bool IsIdle(Change change, OrderedSet<IPAddress> used)
    {
        foreach (var server in change.Servers)
        {
            if (used.Contains(server.Address))
            {
                return false;
            }
        }

        return change.Servers.Count > 0;
    }

    /// <summary>Whether a side leads to a server: it names it and, where the addresses are the domain's to set, has its address.</summary>
    private static bool Leads(PlanTarget target, PlanSide side, Witness server)
    {
        foreach (var name in server.Names)
        {
            if (side.Names(name) && (!target.Start.IsOwn(name) || side.AddressesOf(name).Includes(server.Address)))
            {
                return true;
            }
        }

        return false;
    }

    private static void Take(PlanTarget target, Change change, string code)
    {
        switch (change.Place, change.Record)
        {
            case (ChangePlace.Delegation, ChangedRecord.NameServer):
                Set(target.ParentNames, change.OldNameServers, change.NewNameServers);
                target.ParentReasons.Add(code);
                break;
            case (ChangePlace.Zone, ChangedRecord.NameServer):
                Set(target.ZoneNames, change.OldNameServers, change.NewNameServers);
                target.ZoneReasons.Add(code);
                break;
            case (ChangePlace.Delegation, ChangedRecord.Address):
                Set(PlanTarget.Of(target.Glue, change.Name!.Value), change.OldAddresses, change.NewAddresses);
                target.ParentReasons.Add(code);
                break;
            case (ChangePlace.Zone, ChangedRecord.Address):
                Set(PlanTarget.Of(target.Addresses, change.Name!.Value), change.OldAddresses, change.NewAddresses);
                target.ZoneReasons.Add(code);
                break;
            default:
                FurtherChange.Add(target.Further, change, code);
                break;
        }
    }

    /// <summary>Whether it is not known what to put there.</summary>
    private static bool LacksValues(Change change) => change.Record switch
    {
        ChangedRecord.NameServer => change.Action != ChangeAction.Remove && change.NewNameServers.Count == 0,
        ChangedRecord.Address => change.Action != ChangeAction.Remove && change.NewAddresses.Count == 0,
        ChangedRecord.Alias => true,
        ChangedRecord.Ds => change.Action != ChangeAction.Remove && change.NewDs.Count == 0,
        _ => false,
    };

    private static void Set<T>(OrderedSet<T> set, IReadOnlyList<T> old, IReadOnlyList<T> right)
    {
        set.ExceptWith(old);
        set.UnionWith(right);
    }
}
