using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using GlueTools.Binding;
using GlueTools.Completion;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.Loading;
using GlueTools.Pipeline;
using GlueTools.Policies;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Formats;
using GlueTools.Reports.Reading;
using GlueTools.Reports.Writing;
using GlueTools.Shared;
using GlueTools.Shared.Histories;

namespace GlueTools.Commands;

/// <summary>Writes a report of verdicts, saved evidence or files of them, in any format.</summary>
[Cmdlet(VerbsData.Export, "DelegationReport", SupportsShouldProcess = true, HelpUri = HelpPages.ExportDelegationReport)]
[OutputType(typeof(FileInfo))]
public sealed partial class ExportDelegationReportCommand : PSCmdlet, IDisposable
{
    private readonly Held<Severity> _failOn = new(Severity.Error);
    private CheckPolicy _policy = CheckPolicy.Default;
    private IReportFormat? _format;
    private WrittenAside? _file;
    private ReportRun? _run;
    private EarlierRun? _earlier;
    private string _path = string.Empty;
    private bool _hasTaken, _hasRefused;

    /// <summary>The file to write; one that is there is replaced once the report is whole.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Rows of Test-Delegation or Get-Delegation, such rows as lines of JSON, or files that hold them.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object[]? InputObject { get; set; }

    /// <summary>Files of rows or of saved evidence: JSON, JSON lines or Clixml.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? From { get; set; }

    /// <summary>An earlier run to lay beside it, so that the report shows what changed: rows, saved evidence, a history, the paths of files that hold them, or of a folder of such files.</summary>
    [Parameter]
    [Alias("Against")]
    [ValidateNotNullOrEmpty]
    public object[]? ReferenceObject { get; set; }

    /// <summary>The format; as the file's name ends if not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ReportFormatCompleter))]
    public string? Format { get; set; }

    /// <summary>From this severity on a domain counts as failed, where the format tells failed from passed.</summary>
    [Parameter]
    public Severity FailOn
    {
        get => _failOn.Value;
        set => _failOn.Value = value;
    }

    /// <summary>Where the pages about the checks lie, for links: the folder of the project's pages, or an address with {check} in it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? HelpBase { get; set; }

    /// <summary>Domains up to which the format prometheus has a series for each.</summary>
    [Parameter]
    [ValidateRange(0, 1_000_000)]
    public int MaxSeries { get; set; } = 1000;

    /// <summary>What you call the place from which was asked; html and markdown show it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? VantagePoint { get; set; }

    /// <summary>A PowerShell data file that says what to report, and how severe it is in this house; evidence is judged by it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PolicyFile { get; set; }

    /// <summary>Give the file to the pipeline.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _path = GetUnresolvedProviderPathFromPSPath(Path);
        _format = FindFormat();
        _policy = ReadPolicy();
        CheckHelpBase();
        if (From is null && !MyInvocation.ExpectingInput && !MyInvocation.BoundParameters.ContainsKey(nameof(InputObject)))
        {
            End("NoInput", ErrorCategory.InvalidArgument, this, "There is nothing to report: pipe rows of Test-Delegation or Get-Delegation in, or name files with -From.", "Test-Delegation example.com | Export-DelegationReport report.md writes one.");
        }

        if (!ShouldProcess(_path, "Write a report as " + _format.Word))
        {
            return;
        }

        _earlier = ReadEarlier();
        Try(() =>
        {
            _file = new WrittenAside(_path, aside => new FileStream(aside, FileMode.Create, FileAccess.Write, FileShare.Read));
            _run = new ReportRun(_format, Settings(), _file.Text, () => DateTime.UtcNow, WrittenAside.Temporary, _earlier);
        });
        foreach (var path in From ?? [])
        {
            TakeFile(GetUnresolvedProviderPathFromPSPath(path), path);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var item in _run is null ? [] : InputObject ?? [])
        {
            switch (item is PSObject wrapped ? wrapped.BaseObject : item)
            {
                case null:
                    break;
                case DelegationResult row:
                    // Judged a moment ago, as whoever asked wanted it.
                    Take(PolicyFile is null || row.Evidence.Length == 0 ? new ReportedDomain(row) : KeptDomain.Read(RowObject.Read(row, CellValues.Names), _policy, ReportFormats.NeedEvidence(_format!), string.Empty, 0), item);
                    break;
                case FileSystemInfo file:
                    TakeFile(file.FullName, file.FullName);
                    break;
                case string { Length: 0 }:
                    break;
                case string text:
                    Take(KeptDomain.Read(text, _policy, ReportFormats.NeedEvidence(_format!), string.Empty, 0), text);
                    break;
                default:
                    Take(KeptDomain.Read(RowObject.Read(item, CellValues.Names), _policy, ReportFormats.NeedEvidence(_format!), string.Empty, 0), item);
                    break;
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_run is null)
        {
            return;
        }

        if (!_hasTaken && _hasRefused)
        {
            // The errors say it; a report of nothing would read as if all were well.
            return;
        }

        if (!_hasTaken)
        {
            WriteWarning("Nothing came that could be reported, so '" + SafeText.Escape(_path) + "' tells of no domain.");
        }

        Try(() =>
        {
            _run.End();
            _file!.Commit();
        });
        if (PassThru)
        {
            WriteObject(new FileInfo(_path));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _run?.Dispose();
        _earlier?.Dispose();
        _file?.Dispose();
    }

    private void TakeFile(string path, string shown)
    {
        if (_run is null)
        {
            return;
        }

        try
        {
            if (StateIndex.IsOne(path))
            {
                foreach (var history in StateFile.ReadAll(path))
                {
                    Take(RememberedDomain.Of(history, shown), shown);
                }

                return;
            }

            using var text = RunFiles.Open(path);
            foreach (var row in RowText.Read(text))
            {
                if (Stopping)
                {
                    return;
                }

                Take(
                    row.Fields is { } fields
                        ? KeptDomain.Read(fields, _policy, ReportFormats.NeedEvidence(_format!), shown, row.Line)
                        : KeptDomain.Gap(string.Empty, RowStatus.Invalid, row.Problem + ".", shown, row.Line),
                    shown);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or FormatException)
        {
            WriteError(Errors.Of("FileNotReadable", ErrorCategory.ReadError, shown, "The file '" + SafeText.Escape(shown) + "' cannot be read: " + SafeText.Escape(error.Message), "Name a file of rows or of saved evidence.", error));
        }
    }

    private void Take(ReportedDomain domain, object item)
    {
        if (domain.IsUnreadable)
        {
            var sentence = (domain.File.Length == 0 ? "What was piped in cannot be reported: " : SafeText.Escape(domain.File) + ": ") + domain.Result.FirstProblem;
            WriteError(Errors.Of("InvalidRow", ErrorCategory.InvalidData, item, sentence, "Correct or leave out what cannot be read; the rest is in the report."));
            if (domain.IsOfAnotherKind && domain.File.Length == 0)
            {
                // What is damaged may have been a verdict, and has its place; what is about something else never was one.
                _hasRefused = true;
                return;
            }
        }

        _hasTaken = true;
        Try(() => _run!.Take(domain));
    }

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            End("ReportNotWritten", ErrorCategory.WriteError, _path, "The report '" + SafeText.Escape(_path) + "' cannot be written: " + SafeText.Escape(error.Message), "Name a place that can be written, or make room there.");
        }
    }

    // Thrown is what tells the compiler that it ends here.
    private InvalidOperationException End(string id, ErrorCategory category, object target, string sentence, string advice)
    {
        ThrowTerminatingError(Errors.Of(id, category, target, sentence, advice));
        return new InvalidOperationException(sentence);
    }
}
