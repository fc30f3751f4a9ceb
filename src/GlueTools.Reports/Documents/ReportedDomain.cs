using System;
using System.Collections.Generic;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Reports.Runs;

namespace GlueTools.Reports.Documents;

/// <summary>One audited domain for a report: its verdict with the findings, the evidence behind it where that was kept, and where the domain stood in what was given.</summary>
public sealed class ReportedDomain
{
    private DelegationReport? _report;
    private DelegationView? _view;
    private bool _isRead;

    /// <summary>Takes a verdict.</summary>
    /// <param name="result">The row with its findings. Where it carries evidence, that is the evidence behind it.</param>
    /// <param name="view">The evidence where it is at hand already; null to read it from the row when it is asked for.</param>
    public ReportedDomain(DelegationResult result, DelegationView? view = null)
    {
        Result = result;
        _view = view;
        _isRead = view is not null;
    }

    /// <summary>The verdict and the findings.</summary>
    public DelegationResult Result { get; }

    /// <summary>The evidence; null where none was kept, or what was kept cannot be read.</summary>
    public DelegationView? View
    {
        get
        {
            if (!_isRead)
            {
                _isRead = true;
                _view = ReadEvidence();
            }

            return _view;
        }
    }

    /// <summary>The list or the file of evidence that named the domain, as the user wrote it; empty where neither was a file.</summary>
    public string File { get; init; } = string.Empty;

    /// <summary>Its line there, from 1; 0 where there is none.</summary>
    public long Line { get; init; }

    /// <summary>When the parent's first answer was asked for, UTC; null where that is not known, or nothing was asked.</summary>
    public DateTime? AskedUtc { get; init; }

    /// <summary>What is otherwise than in the earlier run that it was laid beside, with a row for what could not be compared; null where none was.</summary>
    public IReadOnlyList<DelegationChange>? Changes { get; private set; }

    /// <summary>What the earlier run says of it; null where none was laid beside, or it does not hold the domain.</summary>
    public SeenDelegation? Before { get; private set; }

    /// <summary>Whether what was given could not be read, so that the row says no more than that.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>Whether it could be read, and is a row of something other than a verdict.</summary>
    public bool IsOfAnotherKind { get; init; }

    /// <summary>A domain that was judged.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="withEvidence">Whether the row is to carry the evidence, so that it survives being written aside; the view must then have been collected with the octets of its answers.</param>
    /// <param name="file">The file that named it; empty where there is none.</param>
    /// <param name="line">Its line there; 0 where there is none.</param>
    public static ReportedDomain Of(DelegationReport report, bool withEvidence = false, string file = "", long line = 0) =>
        new(DelegationResult.From(report, withEvidence ? EvidenceKept.Full : EvidenceKept.None), report.View)
        {
            File = file,
            Line = line,
            AskedUtc = FirstAsked(report.View),
            _report = report,
        };

    /// <summary>Lays it beside an earlier run.</summary>
    /// <param name="before">What that says of it; null where it does not hold it.</param>
    public void Compare(SeenDelegation? before)
    {
        Before = before;
        var report = _report ?? (View is { } view ? DelegationReport.Of(view, CheckPolicy.Default) : null);
        Changes = RunComparer.Of(before, report is null ? ReportFacts.Of(Result) : ReportFacts.Of(report, Result));
    }

    private static DateTime? FirstAsked(DelegationView view)
    {
        foreach (var server in view.Parent?.Servers ?? [])
        {
            if (server.Exchange is { } exchange)
            {
                return exchange.StartedUtc;
            }
        }

        return null;
    }

    private DelegationView? ReadEvidence()
    {
        try
        {
            return Result.Evidence.Length == 0 ? null : EvidenceReader.Read(Result.Evidence);
        }
        catch (EvidenceFormatException)
        {
            return null;
        }
    }
}
