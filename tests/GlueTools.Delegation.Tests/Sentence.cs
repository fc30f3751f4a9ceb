using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using GlueTools.Shared;

namespace GlueTools.Delegation.Tests;

/// <summary>How one finding of a scenario's audit reads: severity, the servers that showed it, message and remedy.</summary>
/// <param name="Scenario">The scenario file's name.</param>
/// <param name="Audit">The audit's words.</param>
/// <param name="Text">The finding's line as scenarios expect it, and under it how it reads.</param>
internal sealed record Sentence(string Scenario, string Audit, string Text)
{
    /// <summary>The entries of a file: paragraphs of five lines, the first of which is <c>scenario: audit</c>. Lines that begin with # are for people.</summary>
    internal static IReadOnlyList<Sentence> Read(string path) => File.ReadAllText(path).Replace("\r", string.Empty, StringComparison.Ordinal).Split("\n\n")
        .Select(paragraph => string.Join('\n', paragraph.Split('\n').Where(line => line.Length > 0 && line[0] != '#')))
        .Where(paragraph => paragraph.Length > 0)
        .Select(paragraph =>
        {
            var (colon, end) = (paragraph.IndexOf(": ", StringComparison.Ordinal), paragraph.IndexOf('\n', StringComparison.Ordinal));
            return new Sentence(paragraph[..colon], paragraph[(colon + 2)..end], paragraph[(end + 1)..]);
        })
        .ToList();

    /// <summary>How a finding reads. A port that the system chose on loopback is left out.</summary>
    internal static string Of(Finding finding) =>
        ScenarioAudit.Found([finding])[0] + "\n" + finding.Severity + " by " + (finding.Servers.Count == 0 ? "nobody" : string.Join(" ", finding.Servers)) + "\n" + Regex.Replace(finding.Message, @"127\.0\.0\.1:\d+", "127.0.0.1:port") + "\n" + finding.Remedy;
}
