using System.Collections.Generic;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;

namespace GlueTools;

/// <summary>One row of the catalogue: a fault that can be found.</summary>
public sealed class CheckInfo
{
    private CheckInfo(FindingKind kind)
    {
        Check = kind.Check;
        Code = kind.Code;
        Severity = kind.Severity.ToString();
        SeverityLevel = (int)kind.Severity;
        Summary = kind.Summary;
        Reference = kind.Reference;
    }

    /// <summary>The check, named for the healthy state.</summary>
    public string Check { get; }

    /// <summary>The stable code of the fault.</summary>
    public string Code { get; }

    /// <summary>The default severity.</summary>
    public string Severity { get; }

    /// <summary>The severity as a number that sorts: 0 (Info) to 4 (Critical).</summary>
    public int SeverityLevel { get; }

    /// <summary>The default severity as a number that sorts: 0 where all is well, 1 (Info) to 5 (Critical); Unknown -1, Invalid -2, Skipped -3.</summary>
    public int Rank => SeverityLevel + 1;

    /// <summary>When it is found.</summary>
    public string Summary { get; }

    /// <summary>Where the rule comes from.</summary>
    public string Reference { get; }

    /// <inheritdoc/>
    public override string ToString() => RowLiteral.Of(
        (nameof(Check), Check), (nameof(Code), Code), (nameof(Severity), Severity), (nameof(SeverityLevel), SeverityLevel), (nameof(Rank), Rank),
        (nameof(Summary), Summary), (nameof(Reference), Reference));

    /// <summary>The whole catalogue, in its order.</summary>
    public static IReadOnlyList<CheckInfo> All()
    {
        var rows = new List<CheckInfo>();
        foreach (var kind in CheckCatalog.Kinds)
        {
            rows.Add(new CheckInfo(kind));
        }

        return rows;
    }
}
