using System;
using System.Globalization;
using System.IO;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.Reports.Json;
using GlueTools.Reports.Reading;

namespace GlueTools.Reports.Documents;

/// <summary>
/// A domain as a line of a file: saved evidence, which is judged again, or the verdict of an earlier run without it, which is shown as it was. The line that
/// <see cref="Write"/> gives holds all of a domain.
/// </summary>
public static class KeptDomain
{
    private const string Row = "Row", FileName = "File", LineNumber = "Line", Asked = "Asked";

    /// <summary>Reads a line that <c>glue collect</c>, <c>glue test --format jsonl</c> or a cmdlet's rows as JSON came to.</summary>
    /// <param name="text">The line.</param>
    /// <param name="policy">By which evidence is judged.</param>
    /// <param name="withEvidence">Whether the evidence is kept with the verdict.</param>
    /// <param name="file">The file as the user wrote it; empty where there is none.</param>
    /// <param name="line">The line's number in it.</param>
    /// <returns>The domain; of a line that is none a row Invalid that says so.</returns>
    public static ReportedDomain Read(string text, CheckPolicy policy, bool withEvidence, string file, long line) => Read(() => ReadLine(text), policy, withEvidence, file, line);

    /// <summary>Reads a row that came in another way: as an object, or from a file of another form.</summary>
    /// <param name="row">Its cells.</param>
    /// <param name="policy">By which evidence is judged.</param>
    /// <param name="withEvidence">Whether the evidence is kept with the verdict.</param>
    /// <param name="file">The file as the user wrote it; empty where there is none.</param>
    /// <param name="line">The line on which it begins; 0 where there is none.</param>
    /// <returns>The domain; of a row that is none a row Invalid that says so.</returns>
    public static ReportedDomain Read(RowFields row, CheckPolicy policy, bool withEvidence, string file, long line) => Read(() => CellValues.Of(row), policy, withEvidence, file, line);

    private static ReportedDomain Read(Func<JsonValue> read, CheckPolicy policy, bool withEvidence, string file, long line)
    {
        var name = string.Empty;
        try
        {
            var row = read();
            name = row.TextOf(nameof(DelegationResult.DomainName)) ?? string.Empty;
            if (row.TextOf(nameof(DelegationResult.Evidence)) is { Length: > 0 } evidence)
            {
                return ReportedDomain.Of(DelegationReport.Of(EvidenceReader.Read(evidence), policy), withEvidence, file, line);
            }

            return new ReportedDomain(WithoutEvidence(row, policy)) { File = file, Line = line };
        }
        catch (OtherRowException other)
        {
            return Gap(name, RowStatus.Invalid, other.Message, file, line, isOfAnotherKind: true);
        }
        catch (Exception error) when (error is FormatException or EvidenceFormatException)
        {
            return Gap(name, RowStatus.Invalid, error.Message, file, line);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // One domain's evidence must not cost the others their place.
            return Gap(name, RowStatus.Unknown, "a fault in GlueTools ended this audit: " + fault.Message, file, line);
        }
    }

    /// <summary>A line that could not be read so far as to be a row.</summary>
    public static ReportedDomain Gap(string name, string status, string sentence, string file, long line, bool isOfAnotherKind = false) =>
        new(DelegationResult.Without(name, status, (line > 0 ? string.Format(CultureInfo.InvariantCulture, "Line {0}: ", line) : string.Empty) + SafeText.Escape(sentence))) { File = file, Line = line, IsUnreadable = true, IsOfAnotherKind = isOfAnotherKind };

    /// <summary>Writes a domain as a line, without the line end.</summary>
    internal static void Write(TextWriter output, ReportedDomain domain)
    {
        var json = new JsonWriter(output).Begin().Text(FileName, domain.File).Number(LineNumber, domain.Line);
        if (domain.AskedUtc is { } asked)
        {
            json.Number(Asked, asked.Ticks);
        }

        RowField<DelegationResult>.Write(json, Row, DelegationResult.Fields, domain.Result);
        json.End();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    internal static ReportedDomain ReadWritten(string text)
    {
        var kept = JsonText.Read(text, JsonLimits.Rows);
        return new ReportedDomain(DelegationResult.From(kept[Row]!))
        {
            File = kept.TextOf(FileName) ?? string.Empty,
            Line = long.Parse(kept[LineNumber]!.Text, CultureInfo.InvariantCulture),
            AskedUtc = kept[Asked] is { } asked ? new DateTime(long.Parse(asked.Text, CultureInfo.InvariantCulture), DateTimeKind.Utc) : null,
        };
    }

    private static JsonValue ReadLine(string text)
    {
        try
        {
            return JsonText.Read(text, JsonLimits.Rows);
        }
        catch (JsonFormatException error)
        {
            throw new FormatException(string.Format(
                CultureInfo.InvariantCulture, "this is no JSON object; the line is damaged, or not one that an audit wrote. From character {0} on: {1}.", error.Character, error.Message));
        }
    }

    private static DelegationResult WithoutEvidence(JsonValue row, CheckPolicy policy)
    {
        if (row.Kind != JsonKind.Object || row[nameof(DelegationResult.Status)] is null)
        {
            throw new OtherRowException(row[nameof(Finding.Code)] is null
                ? "it is neither saved evidence nor a verdict on a domain."
                : "it is one finding of a domain and not the verdict on it, as an audit in detail writes them; run it without that option.");
        }

        if (row[nameof(DelegationResult.Findings)] is null)
        {
            // Many rows have a domain and a status; one that tells of no evidence is about something else.
            if (row[nameof(SavedDelegation.Evidence)] is null)
            {
                throw new OtherRowException("it is neither saved evidence nor a verdict on a domain.");
            }

            return GapAgain(row);
        }

        var verdict = DelegationResult.From(row);
        return verdict.Findings.Count == 0 || policy.Limits.Count == 0
            ? verdict
            : DelegationResult.Without(verdict.DomainName, RowStatus.Unknown, "This verdict was kept without its evidence, so it cannot be judged by another policy; keep the evidence with it, or leave the policy out.");
    }

    /// <summary>A row that is whole, and no verdict.</summary>
    private sealed class OtherRowException(string message) : FormatException(message);

    // What 'glue collect' writes of a name of which nothing was collected.
    private static DelegationResult GapAgain(JsonValue row) => DelegationResult.Without(
        row.TextOf(nameof(DelegationResult.DomainName)) ?? string.Empty,
        row.TextOf(nameof(SavedDelegation.Status)) is (RowStatus.Invalid or RowStatus.Skipped) and var status ? status : RowStatus.Unknown,
        row.TextOf(nameof(SavedDelegation.Detail)) is { Length: > 0 } why ? why : "Nothing was collected of it.");
}
