using System;
using System.IO;
using System.Text;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Formats;
using GlueTools.Reports.Runs;

namespace GlueTools.Reports.Writing;

/// <summary>
/// Writes one report: what streams at once, what draws each domain once with that aside, and everything else in two passes over a file that is written aside, so that memory does not grow
/// with the number of domains.
/// </summary>
public sealed class ReportRun : IDisposable
{
    private readonly IReportFormat _format;
    private readonly ReportSettings _settings;
    private readonly TextWriter _output;
    private readonly Func<DateTime> _utcNow;
    private readonly ReportTotals _totals = new();
    private readonly Func<Stream> _openAside;
    private readonly IEarlierRun? _earlier;
    private readonly StreamWriter? _lines;
    private readonly IReportWriter? _writer;
    private Stream? _aside;

    /// <summary>Begins a report.</summary>
    /// <param name="format">Its format.</param>
    /// <param name="settings">What the user says about it.</param>
    /// <param name="output">Where it goes; it is neither flushed at the end nor closed.</param>
    /// <param name="utcNow">Says what time it is.</param>
    /// <param name="openAside">Opens a stream that is written, then read from its beginning, and then gone.</param>
    /// <param name="earlier">A run to lay beside, where the format <see cref="IReportFormat.ShowsChanges"/>; null for none.</param>
    public ReportRun(IReportFormat format, ReportSettings settings, TextWriter output, Func<DateTime> utcNow, Func<Stream> openAside, IEarlierRun? earlier = null)
    {
        _format = format;
        _settings = settings;
        _output = output;
        _utcNow = utcNow;
        _openAside = openAside;
        _earlier = earlier;
        if (format.Streams)
        {
            _writer = format.Open(output, Now(), null);
        }
        else if (format is IPartsAside parts)
        {
            _writer = parts.Open(output, Now(), OpenAside);
        }
        else
        {
            _lines = new StreamWriter(OpenAside(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16);
        }
    }

    /// <summary>The domains so far.</summary>
    public long Domains => _totals.Domains;

    /// <summary>Takes a domain.</summary>
    public void Take(ReportedDomain domain)
    {
        if (_earlier is not null)
        {
            domain.Compare(_earlier.Find(domain.Result.DomainName));
        }

        _totals.Add(domain);
        if (_writer is not null)
        {
            _writer.Write(domain);
            return;
        }

        KeptDomain.Write(_lines!, domain);
        _lines!.Write('\n');
    }

    /// <summary>Nothing more will come for a moment: what can be read already goes out.</summary>
    public void Flush()
    {
        if (_writer is not null)
        {
            _output.Flush();
        }
    }

    /// <summary>Writes the rest.</summary>
    /// <returns>The exit status where the format has rules of its own; null where it has none.</returns>
    public int? End()
    {
        _totals.EndedUtc = _utcNow();
        if (_earlier is not null)
        {
            _totals.Miss(_earlier.NotFound());
        }

        var writer = _writer ?? WriteAll();
        writer.End(_totals);
        return (_format as IExitStatus)?.ExitStatusOf(_totals, _settings);
    }

    /// <inheritdoc/>
    public void Dispose() => _aside?.Dispose();

    private Stream OpenAside() => _aside = _openAside();

    private IReportWriter WriteAll()
    {
        _lines!.Flush();
        _aside!.Position = 0;
        var writer = _format.Open(_output, Now(), _totals);
        using var lines = new StreamReader(_aside, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, 1 << 16, leaveOpen: true);
        while (lines.ReadLine() is { } line)
        {
            writer.Write(KeptDomain.ReadWritten(line));
        }

        return writer;
    }

    private ReportSettings Now() => _settings with { WrittenUtc = _utcNow() };
}
