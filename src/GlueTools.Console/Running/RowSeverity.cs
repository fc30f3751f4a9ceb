using System.Linq;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;

namespace GlueTools.Console.Running;

/// <summary>How bad a row is: as bad as the finding that tells of the same fault.</summary>
internal static class RowSeverity
{
    internal static Severity? Of(DelegationResult row) => row.Findings.Count == 0 ? null : (Severity)row.Findings.Max(finding => finding.SeverityLevel);

    internal static Severity? Of(GlueRecord row) => OfCode(row.Status switch
    {
        "Missing" => "GlueMissing",
        "Partial" => "ParentServersDisagreeOnGlue",
        _ => WithoutDelegation(row.Status),
    });

    internal static Severity? Of(DelegationComparison row) => OfCode(row.Status switch
    {
        "GlueMissing" when row.GlueAddress.Count > 0 => "GlueIncomplete",
        "GlueMissing" => "GlueMissing",
        "GlueStale" or "GlueDiffers" => "GlueStale",
        "NotInZone" => "NameServerOnlyAtParent",
        "NotInParent" => "NameServerOnlyInChild",
        "Unresolvable" => "NameServerUnresolvable",
        _ => WithoutDelegation(row.Status),
    });

    private static string? WithoutDelegation(string status) => status switch
    {
        "NotDelegated" or "NameDoesNotExist" => status,
        "Alias" => "NameIsAlias",
        _ => null,
    };

    private static Severity? OfCode(string? code) => CheckCatalog.Kinds.FirstOrDefault(kind => kind.Code == code)?.Severity;
}
