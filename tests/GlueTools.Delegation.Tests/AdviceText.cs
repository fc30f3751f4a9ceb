using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Addresses;

namespace GlueTools.Delegation.Tests;

/// <summary>What an audit's findings advise as data, a line for each finding with changes: severity, code, whom it concerns, and the alternatives.</summary>
internal static class AdviceText
{
    /// <summary>The lines of a file by audit: paragraphs, the first line of which is <c>scenario: audit</c>. Lines that begin with # are for people.</summary>
    internal static Dictionary<string, string[]> Read(string path) => File.ReadAllText(path).Replace("\r", string.Empty, StringComparison.Ordinal).Split("\n\n")
        .Select(paragraph => paragraph.Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToArray())
        .Where(lines => lines.Length > 0)
        .ToDictionary(lines => lines[0], lines => lines[1..], StringComparer.Ordinal);

    /// <summary>The lines of a report, in alphabetical order, since some findings have no order of their own. A port that the system chose on loopback is left out.</summary>
    internal static string[] Of(DelegationReport report) => report.Findings.Where(finding => finding.Advice.Alternatives.Count > 0)
        .Select(finding => Regex.Replace(Line(finding), @"127\.0\.0\.1:\d+", "127.0.0.1:port")).Order(StringComparer.Ordinal).ToArray();

    private static string Line(Findings.Finding finding) =>
        string.Join(' ', new[] { finding.Severity.ToString(), finding.Code, string.Join(';', finding.NameServers), string.Join(';', AddressOrder.Set(finding.Addresses)) }.Where(part => part.Length > 0))
            + " = " + string.Join(" / ", finding.Advice.Alternatives.Select(alternative => string.Join(" & ", alternative.Select(Text)))) + (finding.Advice.IsDecision ? " (to be decided)" : string.Empty);

    private static string Text(Change change) => change + (change.IsUndisputed ? " (undisputed)" : string.Empty);
}
