using System;
using System.Linq;
using GlueTools.Dns.Names;
using GlueTools.Reports.Reading;
using GlueTools.Reports.Runs;

namespace GlueTools.Fuzz;

/// <summary>Earlier runs: rows in every format, and the lines of a history.</summary>
internal static class RunTargets
{
    private const string Glue = "{\"DomainName\":\"x.example\",\"Name\":\"ns1.x.example\",\"TTL\":3600,\"IPAddress\":\"192.0.2.1\",\"ServedBy\":\"2/2\",\"ParentServers\":[\"a/192.0.2.9\"],\"Status\":\"Present\"}\n";
    private const string Verdict = "{\"DomainName\":\"x.example\",\"Status\":\"Error\",\"NotTested\":[\"IPv6\"],\"Limits\":[],\"Findings\":[{\"Code\":\"GlueStale\",\"Severity\":\"Error\",\"NameServer\":\"ns1.x.example\",\"IPAddress\":[\"192.0.2.1\"],\"Message\":\"It is so.\"}]}\n";
    private const string Csv = "\"DomainName\",\"NameServer\",\"Status\",\"GlueAddress\",\"IPAddress\",\"CanRepair\",\"Detail\"\r\n\"x.example\",\"ns1.x.example\",\"GlueStale\",\"192.0.2.1;2001:db8::1\",\"192.0.2.2\",\"True\",\"It \"\"is\"\" so.\"\r\n";
    private const string Clixml = "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\"><Obj RefId=\"0\"><TN RefId=\"0\"><T>x</T></TN><Props><S N=\"DomainName\">x_x000A_.example</S><S N=\"Status\">Error</S><Obj N=\"NotTested\" RefId=\"1\"><LST /></Obj><Ref N=\"Limits\" RefId=\"1\" /><Obj N=\"Findings\" RefId=\"2\"><LST><Obj RefId=\"3\"><Props><S N=\"Code\">GlueStale</S></Props></Obj></LST></Obj></Props></Obj></Objs>";
    private const string History = "{\"domain\":\"x.example\",\"known\":\"Glue, Finding\",\"first\":\"2026-01-01T00:00:00Z\",\"last\":\"2026-01-02T00:00:00Z\",\"scope\":[\"IPv6\"],\"items\":[{\"is\":{\"topic\":\"Glue\",\"name\":\"ns1.x.example\",\"values\":[\"192.0.2.1\"]},\"next\":{\"topic\":\"Glue\",\"name\":\"ns1.x.example\",\"values\":[\"192.0.2.2\"],\"rank\":4},\"nextFirst\":\"2026-01-02T00:00:00Z\",\"nextRuns\":1,\"turns\":5,\"flapping\":true}]}";

    private static readonly string[] Words = ["{", "}", "[", "]", ":", ",", "\"", "null", "1e999", "\\u0000", "\\ud800", "\"\\udc00\"", "\r\n", ";", "<Obj>", "</Obj>", "<Ref RefId=\"1\"/>", "&#0;", "&lt;", "\u202e", "=1+1", new string('[', 40)];

    internal static Target Rows(int seed) => new TextTarget("rows", seed, [Glue + Verdict, "[" + Glue + "," + Verdict + "]", Csv, Clixml], Words, text =>
    {
        SeenDelegation? before = null;
        foreach (var row in RowText.Read(Target.File(text)).Take(100))
        {
            Target.ExpectSafe(SafeText.Escape(row.Problem));
            if (row.Fields is null || !DnsTargets.RefusesText<FormatException>(() => RowFacts.Of(row.Fields)))
            {
                continue;
            }

            var seen = RowFacts.Of(row.Fields);
            foreach (var change in RunComparer.Of(before, seen).Concat(RunComparer.Of(new SeenDelegation("x", seen.Known, []), seen)))
            {
                foreach (var cell in new[] { change.DomainName, change.NameServer, change.Code, change.Detail, change.SinceUtc }.Concat(change.IPAddress).Concat(change.Before).Concat(change.After).Concat(change.Servers))
                {
                    Target.ExpectSafe(cell);
                }
            }

            before = seen;
        }

        return before is not null;
    });

    internal static Target Histories(int seed) => new TextTarget("histories", seed, [History], Words, text => DnsTargets.RefusesText<FormatException>(() =>
    {
        var written = HistoryText.Write(HistoryText.Read(RowText.ReadJson(text)));
        Target.ExpectSafe(written);
        if (HistoryText.Write(HistoryText.Read(RowText.ReadJson(written))) != written)
        {
            throw new BrokenPromiseException("A history is not read back from its text.");
        }
    }));
}
