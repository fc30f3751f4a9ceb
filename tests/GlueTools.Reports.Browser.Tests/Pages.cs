using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Formats;
using GlueTools.Reports.Tests;

[assembly: AssemblyFixture(typeof(GlueTools.Reports.Browser.Tests.Pages))]
[assembly: AssemblyFixture(typeof(GlueTools.Reports.Browser.Tests.Chromium))]

namespace GlueTools.Reports.Browser.Tests;

/// <summary>
/// Reports as files that a browser opens: <c>document.html</c> of the sample's domains, <c>list.html</c> of many. With <c>GLUETOOLS_REPORT_PAGES=FOLDER</c> they stay there, for
/// the judges in <c>tests/reports</c>; with <c>GLUETOOLS_REPORT_DOMAINS=10000</c> the list is as long as that.
/// </summary>
public sealed class Pages : IDisposable
{
    private const int Few = 320;

    private readonly string? _kept = Environment.GetEnvironmentVariable("GLUETOOLS_REPORT_PAGES");
    private readonly string _folder;

    public Pages()
    {
        _folder = _kept ?? Directory.CreateTempSubdirectory("gluetools-pages").FullName;
        Directory.CreateDirectory(_folder);
        Domains = int.TryParse(Environment.GetEnvironmentVariable("GLUETOOLS_REPORT_DOMAINS"), out var count) ? count : Few;
        Document = Write("document.html", () => SampleAudit.Domains);
        List = Write("list.html", () => ManyDomains.Make(Domains));
        if (_kept is not null)
        {
            File.WriteAllLines(Path.Combine(_folder, "evidence.jsonl"), ManyDomains.Make(Domains).Select(domain => JsonSerializer.Serialize(new { domain.Result.DomainName, domain.Result.Evidence })));
        }
    }

    internal int Domains { get; }

    internal Uri Document { get; }

    internal Uri List { get; }

    public void Dispose()
    {
        if (_kept is null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private Uri Write(string name, Func<IEnumerable<ReportedDomain>> domains)
    {
        var path = Path.GetFullPath(Path.Combine(_folder, name));
        var totals = Written.Total(domains());
        using var output = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var writer = ReportFormats.Find("html")!.Open(output, Written.Settings, totals);
        foreach (var domain in domains())
        {
            writer.Write(domain);
        }

        writer.End(totals);
        return new Uri(path);
    }
}
