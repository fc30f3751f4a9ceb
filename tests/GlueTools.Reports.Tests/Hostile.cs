using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using GlueTools.Delegation.Judging;
using GlueTools.Reports.Documents;

namespace GlueTools.Reports.Tests;

/// <summary>Texts that mean harm, and domains whose every text is one of them.</summary>
internal static class Hostile
{
    internal static readonly string[] Texts =
    [
        "<script>alert(1)</script>", "</td><img src=x onerror=alert(1)>", "javascript:alert(1)", "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\uff1d1",
        "\u001b[2J\u001b]0;x\u0007", "a\u202etxt.exe", "zero\u200bwidth", "a\nb", "a\r\n# HELP b", "a\tb", "a\0b", "a\u2028b\u2029c", "\u0085\u009b31m", "\ufeff", "\ufffe\uffff",
        "'", "\"", "`", "\\", "\\\"", "]]>", "-->", "<!--", "<![CDATA[", "&amp;", "&#x41;", "%s%n", "{{7*7}}", "${jndi:x}", "$(id)", "|", " | 'x'=1;;;0", "||a||", "{a=\"b\"} 1",
        "[x](http://evil.example)", "![x](x)", "**b**", "~~x~~", "# h", "- l", "1. l", "> q", "---", "```", "| a | b |", "http://evil.example/?q=1", "www.evil.example", "@everyone", "#1",
        ":smile:", "$x^2$", "<http://x>", "::error::x", "a b", string.Empty, " ", "\U0001F600", "xn--n3h", "caf\u00e9.example",
        string.Join('.', Enumerable.Repeat(new string('x', 63), 4))[..255], string.Concat(Enumerable.Repeat("\\255", 255)),
    ];

    /// <summary>A domain read back from a line in which every text is this one.</summary>
    internal static ReportedDomain ReadBack(string text, string status = "Error") => KeptDomain.Read(Line(text, status), CheckPolicy.Default, withEvidence: false, text, 7);

    /// <summary>A domain whose row nobody has made safe before, as no row is that one of ours makes.</summary>
    internal static ReportedDomain Raw(string text)
    {
        var row = ReadBack("x").Result;
        foreach (var target in new object[] { row, row.Findings[0] })
        {
            foreach (var property in target.GetType().GetProperties().Where(one => one.Name is not ("Status" or "Code" or "Check" or "Severity" or "Evidence")))
            {
                if (property.PropertyType == typeof(string))
                {
                    property.SetValue(target, text, BindingFlags.NonPublic | BindingFlags.Instance, null, null, null);
                }
                else if (property.PropertyType == typeof(TextList))
                {
                    property.SetValue(target, TextList.Of(new List<string> { text, text }), BindingFlags.NonPublic | BindingFlags.Instance, null, null, null);
                }
            }
        }

        return new ReportedDomain(row) { File = text, Line = 7 };
    }

    private static string Line(string text, string status)
    {
        string[] list = [text, text];
        var finding = new
        {
            DomainName = text, Check = "GlueMatchesChild", Code = "GlueStale", Severity = "Error", SeverityLevel = 3, Rank = 4, NameServer = text, IPAddress = list, Servers = list, Message = text, Remedy = text,
            Change = list, Reference = text,
        };
        return JsonSerializer.Serialize(new
        {
            DomainName = text, ParentZone = text, Status = status, FirstProblem = text, NotTested = list, Limits = list, RequestedChange = text, NameServerCount = 2, Findings = new[] { finding },
        });
    }
}
