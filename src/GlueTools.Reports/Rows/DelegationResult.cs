using System.Collections.Generic;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;

namespace GlueTools;

/// <summary>The verdict on one domain.</summary>
public sealed partial class DelegationResult
{
    private Severity? _worst;

    private DelegationResult(string domainName, string status, string firstProblem)
    {
        DomainName = SafeText.Cell(domainName);
        Status = status;
        FirstProblem = SafeText.Cell(firstProblem);
    }

    /// <summary>The domain.</summary>
    public string DomainName { get; private set; }

    /// <summary>The zone that delegates it.</summary>
    public string ParentZone { get; private set; } = string.Empty;

    /// <summary>Healthy, Notice, Warning, Error or Critical (the worst finding), or Unknown, Invalid, Skipped.</summary>
    public string Status { get; private set; }

    /// <summary>The status as a number that sorts: 0 where all is well, 1 (Info) to 5 (Critical); Unknown -1, Invalid -2, Skipped -3.</summary>
    public int Rank => System.Enum.TryParse<Severity>(Status, out var severity) ? RowRank.Of(severity) : RowRank.Of(Status, null);

    /// <summary>Whether the status is Healthy or Notice.</summary>
    public bool IsHealthy => Status is RowStatus.Healthy or nameof(Severity.Notice);

    /// <summary>Findings of severity Critical.</summary>
    public int CriticalCount { get; private set; }

    /// <summary>Findings of severity Error.</summary>
    public int ErrorCount { get; private set; }

    /// <summary>Findings of severity Warning.</summary>
    public int WarningCount { get; private set; }

    /// <summary>Findings of severity Notice.</summary>
    public int NoticeCount { get; private set; }

    /// <summary>Findings of severity Info.</summary>
    public int InfoCount { get; private set; }

    /// <summary>Name servers of the delegation.</summary>
    public int NameServerCount { get; private set; }

    /// <summary>Glue addresses of the delegation.</summary>
    public int GlueCount { get; private set; }

    /// <summary>The worst finding in one sentence, or why there is no verdict; empty where all is well.</summary>
    public string FirstProblem { get; private set; }

    /// <summary>What could not be tested, or was not asked at this depth: IPv4, IPv6, UDP, TCP; ChildServer where the servers named as the zone's truth did not answer for it.</summary>
    public TextList NotTested { get; private set; } = TextList.None;

    /// <summary>
    /// What the verdict leaves out, so that Healthy is not read as more than it is. What was not looked at because the domain asks for more than one may: each ceiling
    /// (addresses, depth, name servers, octets, questions, steps, time) with what is missing because of it. And what was not reported because of the run's options or policy.
    /// </summary>
    public TextList Limits { get; private set; } = TextList.None;

    /// <summary>What the child asks its parent to change (CSYNC, RFC 7477), in one sentence; asked at Full depth only, empty where it asks nothing.</summary>
    public string RequestedChange { get; private set; } = string.Empty;

    /// <summary>Zones beyond the way to the parent that a resolver with an empty cache has to find to reach the zone: 0 with glue, -1 where it cannot.</summary>
    public int FurtherZoneCount { get; private set; } = -1;

    /// <summary>Questions put on the network for this domain.</summary>
    public int QueryCount { get; private set; }

    /// <summary>Microseconds that the audit took.</summary>
    public long DurationUs { get; private set; }

    /// <summary>The findings, worst first.</summary>
    public FindingList Findings { get; private set; } = FindingList.None;

    /// <summary>What the servers said, to be judged again without the network; empty where it was not kept.</summary>
    public string Evidence { get; private set; } = string.Empty;

    /// <summary>The severity of the worst finding; null where there is none.</summary>
    public Severity? Worst() => _worst;

    /// <inheritdoc/>
    public override string ToString() => RowLiteral.Of(
        (nameof(DomainName), DomainName), (nameof(ParentZone), ParentZone), (nameof(Status), Status), (nameof(Rank), Rank),
        (nameof(IsHealthy), IsHealthy), (nameof(CriticalCount), CriticalCount), (nameof(ErrorCount), ErrorCount),
        (nameof(WarningCount), WarningCount), (nameof(NoticeCount), NoticeCount), (nameof(InfoCount), InfoCount),
        (nameof(NameServerCount), NameServerCount), (nameof(GlueCount), GlueCount), (nameof(FirstProblem), FirstProblem),
        (nameof(NotTested), NotTested), (nameof(Limits), Limits), (nameof(RequestedChange), RequestedChange),
        (nameof(FurtherZoneCount), FurtherZoneCount), (nameof(Findings), Findings));

    /// <summary>A row for a name that was not audited.</summary>
    public static DelegationResult Without(string domainName, string status, string why) => new(domainName, status, why);

    /// <summary>The row of an audited domain.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="kept">Whether the row carries the evidence, which must then have been collected with the octets of its answers.</param>
    public static DelegationResult From(DelegationReport report, EvidenceKept kept = EvidenceKept.None)
    {
        var view = report.View;
        var status = RowStatus.Of(report);
        var first = status switch
        {
            RowStatus.Healthy => string.Empty,
            RowStatus.Unknown => RowStatus.WhyUnknown(view)!,
            _ => FindingText.MessageOf(report.Findings[0]),
        };
        var counts = new int[5];
        foreach (var finding in report.Findings)
        {
            counts[(int)finding.Severity]++;
        }

        var glue = 0;
        foreach (var name in view.Parent?.NameServers ?? [])
        {
            glue += view.Parent!.GlueOf(name).Count;
        }

        return new DelegationResult(view.DomainName.Text, status, first)
        {
            ParentZone = view.Parent?.Zone.Text ?? string.Empty,
            InfoCount = counts[(int)Severity.Info],
            NoticeCount = counts[(int)Severity.Notice],
            WarningCount = counts[(int)Severity.Warning],
            ErrorCount = counts[(int)Severity.Error],
            CriticalCount = counts[(int)Severity.Critical],
            NameServerCount = view.Parent?.NameServers.Count ?? 0,
            GlueCount = glue,
            NotTested = TextList.Of(NotTestedIn(report)),
            Limits = TextList.Of(LimitsOf(report)),
            RequestedChange = CsyncPreview.Of(view),
            FurtherZoneCount = view.FurtherZones ?? -1,
            QueryCount = view.Questions,
            DurationUs = view.DurationUs,
            Findings = Finding.From(report.Findings),
            _worst = NameServerVerdict.WorstOf(report.Findings),
            Evidence = kept == EvidenceKept.Full || (kept == EvidenceKept.Findings && report.Findings.Count > 0) ? SavedDelegation.From(view).Evidence : string.Empty,
        };
    }

    private static List<string> LimitsOf(DelegationReport report)
    {
        var limits = RowLimits.Of(report.View);
        if (report.View.Conditions.Depth == AuditDepth.Core && report.View.Child is not null)
        {
            limits.Add(RowLimits.CoreDepth);
        }

        limits.AddRange(report.Policy.Limits);
        return limits;
    }

    private static List<string> NotTestedIn(DelegationReport report)
    {
        var conditions = report.View.Conditions;
        var missing = new List<string>();
        if (!conditions.IPv4Tested)
        {
            missing.Add("IPv4");
        }

        if (!conditions.IPv6Tested)
        {
            missing.Add("IPv6");
        }

        if (conditions.TcpOnly)
        {
            missing.Add("UDP");
        }

        if (conditions.Depth == AuditDepth.Core)
        {
            missing.Add("TCP");
        }

        if (report.View.Child is { HasGivenServers: true, Reference.Count: 0 })
        {
            missing.Add("ChildServer");
        }

        return missing;
    }
}
