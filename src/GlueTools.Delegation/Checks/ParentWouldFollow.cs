using System.Collections.Generic;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Checks;

/// <summary>What a parent would do now that follows its children by itself. Looks only where somebody asks for it.</summary>
internal sealed class ParentWouldFollow : ICheck
{
    private const string DsRule = "RFC 7344, section 4.1; RFC 8078; RFC 9615, section 4.2", CsyncRule = "RFC 7477, section 3", NotifyRule = "RFC 9859, section 4.1";

    internal static readonly FindingKind DsUpdateAccepted = new(nameof(ParentWouldFollow), nameof(DsUpdateAccepted), Severity.Info, DsRule, "A parent that follows CDS and CDNSKEY records would change the DS records now.");

    internal static readonly FindingKind DsUpdateRefused = new(nameof(ParentWouldFollow), nameof(DsUpdateRefused), Severity.Warning, DsRule, "A parent that follows CDS and CDNSKEY records would refuse now what they ask for.");

    internal static readonly FindingKind DsUpdateNotNeeded = new(nameof(ParentWouldFollow), nameof(DsUpdateNotNeeded), Severity.Info, DsRule, "A parent that follows CDS and CDNSKEY records would have nothing to do.");

    internal static readonly FindingKind CsyncAccepted = new(nameof(ParentWouldFollow), nameof(CsyncAccepted), Severity.Info, CsyncRule, "A parent that follows CSYNC records would change the delegation now.");

    internal static readonly FindingKind CsyncRefused = new(nameof(ParentWouldFollow), nameof(CsyncRefused), Severity.Warning, CsyncRule, "A parent that follows CSYNC records would refuse now what the zone asks for.");

    internal static readonly FindingKind CsyncNotNeeded = new(nameof(ParentWouldFollow), nameof(CsyncNotNeeded), Severity.Info, CsyncRule, "A parent that follows CSYNC records would have nothing to do.");

    internal static readonly FindingKind NotifyTarget = new(nameof(ParentWouldFollow), nameof(NotifyTarget), Severity.Info, NotifyRule, "The parent says where it wants to be told of changes in the zone.");

    internal static readonly FindingKind NotifyTargetMissing = new(nameof(ParentWouldFollow), nameof(NotifyTargetMissing), Severity.Info, NotifyRule, "The parent names no place where it wants to be told of changes in the zone.");

    public IReadOnlyList<FindingKind> Kinds { get; } =
        [DsUpdateAccepted, DsUpdateRefused, DsUpdateNotNeeded, CsyncAccepted, CsyncRefused, CsyncNotNeeded, NotifyTarget, NotifyTargetMissing];

    public IEnumerable<Finding> Run(DelegationView view)
    {
        if (FollowedZone.Of(view) is { } ofDs)
        {
            yield return Finding(ofDs, DsFollowing.Judge(ofDs), "CDS and CDNSKEY", DsUpdateAccepted, DsUpdateRefused, DsUpdateNotNeeded);
        }

        // What could not be checked is said of each by itself.
        if (FollowedZone.Of(view) is { } ofCsync)
        {
            yield return Finding(ofCsync, CsyncFollowing.Judge(ofCsync), "CSYNC", CsyncAccepted, CsyncRefused, CsyncNotNeeded);
        }

        if (view.Acceptance is { } evidence && view.Parent is { HasReferral: true } parent && IsKnown(evidence))
        {
            yield return Notify(view, parent, evidence);
        }
    }

    private static Finding Finding(FollowedZone zone, Outcome outcome, string what, FindingKind accepted, FindingKind refused, FindingKind nothing) => outcome.IsAccepted switch
    {
        true => accepted.Finding(
            zone.View, [], [], $"A parent that follows {what} records of {zone.Name} would now {outcome.Text}.{zone.Reserve()}",
            Advice.None($"Nothing need be done where the parent follows them; tell it by NOTIFY where it takes that. Whether it does is not to be seen here.")),
        false => refused.Finding(
            zone.View, [], [], $"A parent that follows {what} records of {zone.Name} would refuse them now: {outcome.Text}.{zone.Reserve()}",
            Advice.None($"Mend in the zone what is named, or take the records out of it.")),
        _ => nothing.Finding(
            zone.View, [], [], $"A parent that follows {what} records would do nothing for {zone.Name} now: {outcome.Text}.{zone.Reserve()}", Advice.None($"Nothing need be done.")),
    };

    private static Finding Notify(DelegationView view, ParentSide parent, AcceptanceEvidence evidence)
    {
        var targets = new List<string>();
        foreach (var exchange in evidence.Notify)
        {
            foreach (var record in exchange.Message?.AnswersFor(exchange.Question.Name, RecordType.DSYNC) ?? default)
            {
                if (record.Data is DsyncData { Scheme: DsyncData.Notify } target && target.Type is RecordType.CDS or RecordType.CSYNC)
                {
                    targets.Add("NOTIFY(" + target.Type.ToText() + ") to " + target.Target + ", port " + target.Port);
                }
            }
        }

        targets.Sort(string.CompareOrdinal);
        if (targets.Count > 0)
        {
            return NotifyTarget.Finding(
                view, [], [], $"{Prose.Capital(Prose.Zone(parent.Zone))} takes {targets} for {view.DomainName}.", Advice.None($"Send it when the zone's records have changed, once all of its servers show that."));
        }

        return NotifyTargetMissing.Finding(
            view, [], [],
            $"{Prose.Capital(Prose.Zone(parent.Zone))} names no place (DSYNC) for NOTIFY about {view.DomainName}: a parent that follows its children looks by itself, or does not.",
            Advice.None($"Nothing need be done."));
    }

    private static bool IsKnown(AcceptanceEvidence evidence)
    {
        foreach (var exchange in evidence.Notify)
        {
            if (exchange.Message is { IsAuthoritative: true })
            {
                return true;
            }
        }

        return false;
    }
}
