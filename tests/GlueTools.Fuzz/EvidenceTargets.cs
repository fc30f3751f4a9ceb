using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text.Json;
using System.Threading;
using GlueTools.Console.Options;
using GlueTools.Console.Output;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Network.Sessions;
using GlueTools.Shared;

namespace GlueTools.Fuzz;

/// <summary>Saved evidence: the packed text, what it unfolds to, and the lines that carry it. What is read is judged, too, and shown as rows.</summary>
internal static class EvidenceTargets
{
    private static readonly string[] Domains =
        ["healthy1.example", "stale.example", "dangling.example", "disjoint.example", "upward.example", "unresolvable.example", "cname.example", "notcp.example", "nonexistent.example"];

    /// <summary>Evidence of audits in the lab.</summary>
    internal static Lazy<string[]> Saved { get; } = new(Collect);

    internal static Target Unfolded(int seed) => new OctetTarget("evidence (unfolded)", seed, Saved.Value.Select(Unfold).ToArray(), bytes => Judge(Fold(bytes)));

    internal static Target Folded(int seed) => new TextTarget("evidence (text)", seed, Saved.Value, ["GLUE1:", "GLUE2:", "GLUE3:", "GLUE4:", "GLUE5:", "GLUE9:", "AAAA", "====", "////"], Judge);

    internal static Target Lines(int seed) => new TextTarget("evidence (lines)", seed, Saved.Value.Select(Line).ToArray(), ["{", "}", "[", "]", ":", ",", "null", "true", "\"Evidence\"", "\"DomainName\"", "\\u0000", "\\ud800", "\\udc00", "{\"Evidence\":\"\",\"Status\":\"Skipped\"}"], text =>
    {
        using var streams = new ConsoleStreams();
        var sink = new RowSink();
        new SavedRun(CheckPolicy.Default, streams, CancellationToken.None).Run(BoundedLine.Read(Target.File(text), SavedOption.LongestLine), sink);
        return sink.Reports > 0;
    });

    private static bool Judge(string text) => DnsTargets.RefusesText<EvidenceFormatException>(() =>
    {
        var report = DelegationReport.Of(EvidenceReader.Read(text));
        Show(report);
        var again = EvidenceReader.Read(EvidenceWriter.Write(report.View));
        Target.Expect(DelegationReport.Of(again).Findings.Select(FindingText.MessageOf).SequenceEqual(report.Findings.Select(FindingText.MessageOf)), "Evidence that is saved again is judged otherwise.");
    });

    private static void Show(DelegationReport report)
    {
        using var rows = new StringWriter();
        var result = DelegationResult.From(report);
        var writer = new JsonLinesWriter<DelegationResult>(rows, RowShape.Result);
        writer.Write(result);
        writer.Flush();
        foreach (var finding in result.Findings)
        {
            Target.ExpectSafe(finding.Message + finding.Remedy + finding.NameServer + finding.Servers + finding.Change);
        }

        Target.ExpectSafe(result.DomainName + result.FirstProblem + result.ParentZone + result.RequestedChange);
        foreach (var row in DelegationComparison.From(report))
        {
            Target.ExpectSafe(row.NameServer + row.Detail);
        }

        foreach (var row in GlueRecord.From(report, perServer: true).Concat(GlueRecord.From(report, perServer: false)))
        {
            Target.ExpectSafe(row.Name + row.Detail);
        }
    }

    private static string[] Collect()
    {
        using var network = LabNetwork.Start(LabSamples.Load("sample"));
        using var session = new AuditSession(ScenarioAudit.Options(network) with { KeepEvidence = true, Depth = AuditDepth.Full }, random: new Random(1));
        foreach (var domain in Domains)
        {
            session.Start(Dns.Names.DomainName.Parse(domain));
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var reports = new List<DelegationReport>();
        foreach (var unused in Domains)
        {
            reports.Add(session.Take(limit.Token).Report!);
        }

        // In an order of their own, whichever audit ends first.
        return reports.OrderBy(report => report.View.DomainName.Text, StringComparer.Ordinal).Select(report => EvidenceWriter.Write(report.View)).ToArray();
    }

    private static string Line(string evidence) => JsonSerializer.Serialize(new { DomainName = "a.example", Status = "Collected", Detail = "", Evidence = evidence }) + "\n";

    private static byte[] Unfold(string text)
    {
        using var unfolded = new MemoryStream();
        using var inflate = new DeflateStream(new MemoryStream(Convert.FromBase64String(text[EvidenceWriter.Prefix.Length..])), CompressionMode.Decompress);
        inflate.CopyTo(unfolded);
        return unfolded.ToArray();
    }

    private static string Fold(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
        {
            deflate.Write(bytes);
        }

        return EvidenceWriter.Prefix + Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }

    private sealed class RowSink : IResultSink
    {
        internal int Reports { get; private set; }

        public void Without(string name, string status, string sentence)
        {
            Target.ExpectSafe(name + status + sentence);
            Target.Expect(!sentence.Contains("a fault in GlueTools", StringComparison.Ordinal), "A line ends in a fault: " + sentence);
        }

        public void Take(AuditItem item) => throw new BrokenPromiseException("A line was audited.");

        public void Take(DelegationReport report)
        {
            Reports++;
            Show(report);
        }

        public void Flush()
        {
        }

        public void End()
        {
        }
    }
}
