using System.Collections.Generic;
using System.Globalization;
using System.IO;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Json;

namespace GlueTools.Reports.Formats;

/// <summary>What stands around the results of a run: the tool with its rules before them, what is to be said of the run after them.</summary>
internal sealed class SarifRun(JsonWriter json, TextWriter output, ReportSettings settings)
{
    /// <summary>The rules beside the catalogue's: what is no verdict.</summary>
    private static readonly (string Id, string Level, string Text)[] Gaps =
    [
        (RowStatus.Unknown, "none", "Nothing could be found out about the delegation, so it has no verdict."),
        (RowStatus.Invalid, "error", "What stands here is no domain name, or no line that an audit wrote."),
    ];

    private static readonly string[] Indexed = [.. RuleNames()];

    /// <summary>The place of a rule among those of a run; -1 for one that this version does not know.</summary>
    internal static int IndexOf(string rule) => System.Array.IndexOf(Indexed, rule);

    /// <summary>The level of a severity.</summary>
    internal static string LevelOf(Severity severity) => severity >= Severity.Error ? "error" : severity == Severity.Warning ? "warning" : "note";

    /// <summary>Begins a run, up to its results.</summary>
    internal void Begin(int number)
    {
        output.Write('\n');
        // Each run of a file needs an identity of its own; the first keeps the same one however many follow.
        json.Begin().Begin("automationDetails").Text("id", number == 1 ? "delegations/" : "delegations/" + number.ToString(CultureInfo.InvariantCulture) + "/").End();
        json.Begin("tool").Begin("driver").Text("name", "GlueTools").Text("semanticVersion", settings.Version).Text("version", settings.Version);
        if (settings.HelpBase.Length > 0)
        {
            json.Text("informationUri", settings.Pages());
        }

        json.BeginArray("rules");
        foreach (var kind in CheckCatalog.Kinds)
        {
            output.Write('\n');
            WriteRule(kind.Code, kind.Summary, kind.Reference, LevelOf(kind.Severity), kind.Check);
        }

        foreach (var (id, level, text) in Gaps)
        {
            output.Write('\n');
            WriteRule(id, text, string.Empty, level, string.Empty);
        }

        json.EndArray().End().End().Text("columnKind", "utf16CodeUnits").BeginArray("results");
    }

    /// <summary>Ends a run.</summary>
    /// <param name="totals">What all runs came to, at the last; null at another.</param>
    /// <param name="leftOut">Results that were counted only.</param>
    internal void End(ReportTotals? totals, long leftOut)
    {
        json.EndArray();
        json.BeginArray("invocations").Begin().Truth("executionSuccessful", true).Text("commandLine", settings.Asked).Text("startTimeUtc", ReportWords.Time(settings.WrittenUtc));
        if (totals is not null)
        {
            json.Text("endTimeUtc", ReportWords.Time(totals.EndedUtc));
            json.BeginArray("toolExecutionNotifications");
            Notify("note", Sums(totals));
            if (leftOut > 0)
            {
                Notify("error", string.Format(
                    CultureInfo.InvariantCulture,
                    "{0} results are not in this file, which has as many as code scanning takes: after {1:N0} results only errors were written, and none after {2:N0}. Divide the list into several reports, or raise --min-severity.",
                    leftOut,
                    SarifFormat.MostInRun * SarifFormat.MostRuns / 2,
                    SarifFormat.MostInRun * SarifFormat.MostRuns));
            }

            foreach (var what in totals.NotTested)
            {
                Notify("warning", "Not tested of " + ReportWords.Count(what.Value, "domain") + ": " + what.Key + ".");
            }

            if (totals.WithStatus(RowStatus.Unknown) is > 0 and var unknown)
            {
                Notify("warning", "No verdict on " + ReportWords.Count(unknown, "domain") + ".");
            }

            json.EndArray();
        }

        json.End().EndArray().End();
    }

    private static string Sums(ReportTotals totals)
    {
        var parts = new List<string>();
        foreach (var status in ReportWords.Statuses)
        {
            if (totals.WithStatus(status) is > 0 and var count)
            {
                parts.Add(count.ToString("N0", CultureInfo.InvariantCulture) + " " + status);
            }
        }

        return ReportWords.Count(totals.Domains, "domain") + (parts.Count == 0 ? string.Empty : ": " + string.Join(", ", parts)) + "; " + ReportWords.Count(totals.Findings, "finding") + ".";
    }

    private static List<string> RuleNames()
    {
        var names = new List<string>();
        foreach (var kind in CheckCatalog.Kinds)
        {
            names.Add(kind.Code);
        }

        foreach (var (id, _, _) in Gaps)
        {
            names.Add(id);
        }

        return names;
    }

    private void Notify(string level, string text)
    {
        output.Write('\n');
        json.Begin().Text("level", level).Begin("message").Text("text", text).End().End();
    }

    private void WriteRule(string id, string summary, string reference, string level, string check)
    {
        var page = settings.PageOf(check);
        var help = summary + (reference.Length == 0 ? string.Empty : " Reference: " + reference + ".");
        json.Begin().Text("id", id)
            .Begin("shortDescription").Text("text", summary).End()
            .Begin("fullDescription").Text("text", help).End()
            .Begin("help").Text("text", help + (page.Length == 0 ? string.Empty : " " + page)).End()
            .Text("helpUri", page)
            .Begin("defaultConfiguration").Text("level", level).End();
        if (check.Length > 0)
        {
            json.Begin("properties").BeginArray("tags").Text(null, "dns").Text(null, "delegation").Text(null, check).EndArray().End();
        }

        json.End();
    }
}
