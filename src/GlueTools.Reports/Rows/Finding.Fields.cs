using System;
using System.Collections.Generic;
using GlueTools.Delegation.Judging;
using GlueTools.Reports.Json;

namespace GlueTools;

/// <content>As rows are kept: to be shown another way, never to be judged.</content>
public sealed partial class Finding
{
    private const int LongestCode = 64;

    private Finding(JsonValue kept, string domainName)
    {
        DomainName = domainName;
        Severity = Message = string.Empty;
        RowField<Finding>.Read(kept, Fields, this);
        // The rest follows from these two, and lean rows have no more than them.
        SeverityLevel = Enum.TryParse<Delegation.Findings.Severity>(Severity, out var severity) && Enum.IsDefined(typeof(Delegation.Findings.Severity), severity) && severity.ToString() == Severity
            ? (int)severity
            : throw new FormatException("'" + nameof(Severity) + "' of a finding is none of the words that an audit writes there.");
        foreach (var kind in CheckCatalog.Kinds)
        {
            if (kind.Code == Code)
            {
                Check = kind.Check;
                Reference = kind.Reference;
                Message = Message.Length > 0 ? Message : kind.Summary;
            }
        }

        if (!IsWord(Code) || (Check.Length > 0 && !IsWord(Check)))
        {
            throw new FormatException("'" + nameof(Code) + "' of a finding is no code.");
        }
    }

    /// <summary>All properties, in the order in which they are declared.</summary>
    internal static IReadOnlyList<RowField<Finding>> Fields { get; } =
    [
        RowField<Finding>.Text(nameof(DomainName), row => row.DomainName, (row, text) => row.DomainName = text),
        RowField<Finding>.Text(nameof(Check), row => row.Check, (row, text) => row.Check = text),
        RowField<Finding>.Text(nameof(Code), row => row.Code, (row, text) => row.Code = text),
        RowField<Finding>.Text(nameof(Severity), row => row.Severity, (row, text) => row.Severity = text),
        RowField<Finding>.Number(nameof(SeverityLevel), row => row.SeverityLevel, null),
        RowField<Finding>.Number(nameof(Rank), row => row.Rank, null),
        RowField<Finding>.Text(nameof(NameServer), row => row.NameServer, (row, text) => row.NameServer = text),
        RowField<Finding>.List(nameof(IPAddress), row => row.IPAddress, (row, list) => row.IPAddress = list),
        RowField<Finding>.List(nameof(Servers), row => row.Servers, (row, list) => row.Servers = list),
        RowField<Finding>.Text(nameof(Message), row => row.Message, (row, text) => row.Message = text),
        RowField<Finding>.Text(nameof(Remedy), row => row.Remedy, (row, text) => row.Remedy = text),
        RowField<Finding>.List(nameof(Change), row => row.Change, (row, list) => row.Change = list),
        RowField<Finding>.Text(nameof(Reference), row => row.Reference, (row, text) => row.Reference = text),
    ];

    /// <summary>The findings that an array holds.</summary>
    /// <exception cref="FormatException">It holds something else.</exception>
    internal static FindingList From(JsonValue kept, string domainName)
    {
        var rows = new List<Finding>();
        foreach (var item in kept.Items)
        {
            rows.Add(new Finding(item, domainName));
        }

        return rows.Count == 0 ? FindingList.None : new FindingList(rows);
    }

    private static bool IsWord(string text)
    {
        foreach (var c in text)
        {
            if (c is not ((>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9')))
            {
                return false;
            }
        }

        return text.Length is > 0 and <= LongestCode;
    }
}
