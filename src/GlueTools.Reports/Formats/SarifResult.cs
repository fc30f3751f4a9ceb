using System;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GlueTools.Delegation.Findings;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Escaping;
using GlueTools.Reports.Json;

namespace GlueTools.Reports.Formats;

/// <summary>One result: a finding, or a domain that has no verdict.</summary>
/// <param name="domain">The domain.</param>
/// <param name="finding">The finding; null for a domain that has no verdict.</param>
/// <param name="seen">How often each fingerprint came before in this domain.</param>
internal sealed class SarifResult(ReportedDomain domain, Finding? finding, Dictionary<string, int> seen)
{
    private readonly string _rule = finding?.Code ?? domain.Result.Status;
    private readonly string _level = finding is not null ? SarifRun.LevelOf((Severity)finding.SeverityLevel) : domain.Result.Status == RowStatus.Invalid ? "error" : "none";

    internal bool IsError => _level == "error";

    internal void Write(JsonWriter json)
    {
        json.Begin().Text("ruleId", _rule);
        if (SarifRun.IndexOf(_rule) is >= 0 and var index)
        {
            json.Number("ruleIndex", index);
        }

        // What nobody could find out is neither passed nor failed.
        json.Text("kind", _level == "none" ? "open" : "fail").Text("level", _level)
            .Begin("message").Text("text", PlainText.Of(Message())).End()
            .BeginArray("locations").Begin();
        WriteLine(json);
        json.BeginArray("logicalLocations").Begin().Text("fullyQualifiedName", PlainText.Of(domain.Result.DomainName.Length == 0 ? "(no name)" : domain.Result.DomainName)).Text("kind", "domain").End();
        if (finding is { NameServer.Length: > 0 })
        {
            json.Begin().Text("fullyQualifiedName", PlainText.Of(finding.NameServer)).Text("kind", "nameServer").End();
        }

        json.EndArray().End().EndArray();
        // Where a domain has two that differ in their sentence only, their order tells them apart.
        var fingerprint = Fingerprint();
        seen.TryGetValue(fingerprint, out var before);
        seen[fingerprint] = before + 1;
        fingerprint += ":" + (before + 1).ToString(CultureInfo.InvariantCulture);
        json.Begin("partialFingerprints").Text("delegationFinding/v1", fingerprint).Text("primaryLocationLineHash", fingerprint).End();
        WriteProperties(json);
        json.End();
    }

    /// <summary>The path of a file as SARIF wants it: relative where it was, and without what a URI gives a meaning.</summary>
    internal static string UriOf(string path)
    {
        var parts = path.Replace('\\', '/').Split('/');
        var isDrive = parts[0].Length == 2 && parts[0][1] == ':';
        for (var i = isDrive ? 1 : 0; i < parts.Length; i++)
        {
            parts[i] = Uri.EscapeDataString(parts[i]);
        }

        var uri = string.Join("/", parts);
        return isDrive ? "file:///" + uri : uri.StartsWith("/", StringComparison.Ordinal) ? "file://" + uri : uri.StartsWith("./", StringComparison.Ordinal) ? uri.Substring(2) : uri;
    }

    private string Message() => finding is null ? domain.Result.FirstProblem
        : finding.Remedy.Length == 0 ? finding.Message
        : finding.Message + " " + finding.Remedy;

    private void WriteLine(JsonWriter json)
    {
        if (domain.File.Length == 0)
        {
            return;
        }

        json.Begin("physicalLocation").Begin("artifactLocation").Text("uri", UriOf(domain.File)).End();
        if (domain.Line > 0)
        {
            json.Begin("region").Number("startLine", domain.Line).End();
        }

        json.End();
    }

    private void WriteProperties(JsonWriter json)
    {
        json.Begin("properties").Text("severity", finding?.Severity ?? domain.Result.Status).Text("domain", PlainText.Of(domain.Result.DomainName));
        if (finding is not null)
        {
            json.Text("check", finding.Check).Text("nameServer", PlainText.Of(finding.NameServer)).Texts("addresses", finding.IPAddress).Texts("servers", finding.Servers).Texts("change", finding.Change);
        }

        json.Texts("notTested", domain.Result.NotTested).Texts("limits", domain.Result.Limits).End();
    }

    // What makes it the same finding on another day: neither the line of the list, nor the sentence, nor who showed it.
    private string Fingerprint()
    {
        var addresses = finding is null ? [] : new string[finding.IPAddress.Count];
        finding?.IPAddress.CopyTo(addresses, 0);
        Array.Sort(addresses, StringComparer.Ordinal);
        var what = string.Join("\n", domain.Result.DomainName.ToLowerInvariant(), _rule, finding?.NameServer.ToLowerInvariant() ?? string.Empty, string.Join(";", addresses));
        using var hash = SHA256.Create();
        var text = new StringBuilder();
        var octets = hash.ComputeHash(Encoding.UTF8.GetBytes(what));
        for (var i = 0; i < 16; i++)
        {
            text.Append(octets[i].ToString("x2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
