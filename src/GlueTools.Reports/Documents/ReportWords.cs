using System;
using System.Collections.Generic;
using System.Globalization;

namespace GlueTools.Reports.Documents;

/// <summary>What several formats say in the same words.</summary>
internal static class ReportWords
{
    /// <summary>All statuses of domains, worst first, those without a verdict last.</summary>
    internal static IReadOnlyList<string> Statuses { get; } =
    [
        "Critical", "Error", "Warning", "Notice", RowStatus.Healthy, RowStatus.Unknown, RowStatus.Invalid, RowStatus.Skipped,
    ];

    /// <summary>A time as text.</summary>
    internal static string Time(DateTime utc) => utc.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>A number with what it counts.</summary>
    internal static string Count(long number, string one) => number.ToString("N0", CultureInfo.InvariantCulture) + " " + one + (number == 1 ? string.Empty : "s");

    /// <summary>Whether a domain has no verdict that one could rely on.</summary>
    internal static bool IsGap(DelegationResult row) => row.Status is RowStatus.Unknown or RowStatus.Invalid;

    /// <summary>Which name server and addresses a finding is about; empty where it is about neither.</summary>
    internal static string Where(Finding finding) =>
        finding.NameServer.Length == 0 ? string.Join(", ", finding.IPAddress) : finding.NameServer + (finding.IPAddress.Count == 0 ? string.Empty : " " + string.Join(", ", finding.IPAddress));

    /// <summary>What could not be tested of a domain, for people; empty where everything was.</summary>
    internal static string NotTested(DelegationResult row) => row.NotTested.Count == 0 || row.NameServerCount == 0 ? string.Empty : "Not tested: " + string.Join(", ", row.NotTested) + ".";

    /// <summary>What the verdict leaves out; empty where nothing.</summary>
    internal static string Limits(DelegationResult row) => row.Limits.Count == 0 ? string.Empty : "This verdict leaves out: " + string.Join("; ", row.Limits) + ".";
}
