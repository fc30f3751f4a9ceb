using System.Collections.Generic;
using GlueTools.Delegation.Judging;

namespace GlueTools.Delegation.Tests;

/// <summary>Findings as users see them.</summary>
internal static class Shown
{
    internal static Finding Row(this Findings.Finding finding) => Finding.From([finding])[0];

    internal static IReadOnlyList<Finding> Rows(this DelegationReport report) => Finding.From(report.Findings);
}
