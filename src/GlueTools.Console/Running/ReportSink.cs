using System;
using GlueTools.Console.Lists;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Judging;
using GlueTools.Network.Sessions;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Formats;
using GlueTools.Reports.Runs;
using GlueTools.Reports.Writing;

namespace GlueTools.Console.Running;

/// <summary>Writes a report of what a run finds, and remembers the verdict.</summary>
internal sealed class ReportSink : IResultSink, IDisposable
{
    private readonly bool _needsEvidence;
    private readonly Verdict _verdict;
    private readonly ReportRun _run;
    private readonly string _file;

    // Where a name stood is known once all of it was taken.
    private Func<ListedName, ReportedDomain>? _pending;

    /// <summary>Begins a report.</summary>
    /// <param name="format">Its format.</param>
    /// <param name="settings">What the user says about it.</param>
    /// <param name="streams">Where it goes.</param>
    /// <param name="verdict">Remembers what was found.</param>
    /// <param name="file">The file that names the domains; empty where there is none.</param>
    /// <param name="earlier">A run to lay beside; null for none.</param>
    internal ReportSink(IReportFormat format, ReportSettings settings, ConsoleStreams streams, Verdict verdict, string file, IEarlierRun? earlier = null)
    {
        _needsEvidence = ReportFormats.NeedEvidence(format);
        _verdict = verdict;
        _file = file;
        _run = new ReportRun(format, settings, streams.Out, () => DateTime.UtcNow, AsideFile.Open, earlier);
        streams.Out.Flush();
    }

    public void Without(string name, string status, string sentence) =>
        Hold(listed => new ReportedDomain(DelegationResult.Without(name, status, sentence)) { File = FileOf(listed), Line = listed.Line });

    public void Take(AuditItem item) => Take(item.Report!);

    public void Take(DelegationReport report) => Hold(listed => ReportedDomain.Of(report, _needsEvidence, FileOf(listed), listed.Line));

    /// <summary>Takes a domain whose place is known.</summary>
    internal void Take(ReportedDomain domain)
    {
        _verdict.Add(domain.Result.Status, domain.Result.Worst());
        _run.Take(domain);
    }

    public void Finished(ListedName name) => Release(name);

    public void Flush()
    {
        Release(ListedName.Unlisted);
        _run.Flush();
    }

    public void End()
    {
        Release(ListedName.Unlisted);
        _verdict.Own = _run.End();
    }

    public void Dispose() => _run.Dispose();

    private string FileOf(ListedName listed) => listed.Line > 0 ? _file : string.Empty;

    private void Hold(Func<ListedName, ReportedDomain> domain)
    {
        Release(ListedName.Unlisted);
        _pending = domain;
    }

    private void Release(ListedName name)
    {
        if (_pending is { } pending)
        {
            _pending = null;
            Take(pending(name));
        }
    }
}
