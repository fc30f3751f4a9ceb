using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Findings;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Formats;

namespace GlueTools.Console.Options;

/// <summary>What is said about a report beside its format.</summary>
internal sealed class ReportOptions : IOptionGroup
{
    private const int DefaultSeries = 1000;

    private readonly Option<string> _helpBase = Texts.Option(
        "--help-base", "URL", "Where the pages about the checks lie, for the links in a report: the address of the site that is made of the documentation, or any with {check} in it. Without it nothing is linked.");

    private readonly Option<int> _maxSeries = Values.Number("--max-series", "With --format prometheus: up to N domains each has a series; above it there are the sums only (1000).", 0);

    private readonly Option<string> _vantagePoint = Texts.Option(
        "--vantage-point", "NAME", "With --format html and markdown: what you call the place from which was asked, as 'office Berlin'; what is seen of a delegation may depend on it.");

    public void AddTo(Command command)
    {
        command.Add(_helpBase);
        command.Add(_vantagePoint);
        command.Add(_maxSeries);
    }

    internal ReportSettings Read(OptionReader options, Severity failOn) => new()
    {
        Version = typeof(ReportOptions).Assembly.GetName().Version!.ToString(3),
        Asked = options.CommandLine,
        FailOn = failOn,
        HelpBase = ReadHelpBase(options),
        VantagePoint = UserText.Shown(options.Text(_vantagePoint) ?? string.Empty),
        MaxSeries = options.Value(_maxSeries, DefaultSeries),
    };

    /// <summary>Tells of options that a report has and rows have not.</summary>
    internal void RefuseFor(OptionReader options, IReportFormat? report)
    {
        foreach (var option in new Option[] { _helpBase, _vantagePoint, _maxSeries })
        {
            if (report is null && options.Has(option))
            {
                options.Mistake(option.Name + " is about a report, and rows are none; leave it out, or give the --format of a report.");
            }
        }
    }

    /// <summary>Words of formats for a sentence: <c>a, b or c</c>.</summary>
    internal static string Choice(IReadOnlyList<IReportFormat> formats) =>
        string.Join(", ", formats.Take(formats.Count - 1).Select(format => format.Word)) + " or " + formats[^1].Word;

    private string ReadHelpBase(OptionReader options)
    {
        if (options.Text(_helpBase) is not { } text)
        {
            return string.Empty;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http" or "file"))
        {
            options.Mistake(_helpBase.Name + " takes an address that begins with https://, http:// or file://, not '" + UserText.Shown(text) + "'.");
        }

        return text;
    }
}
