using System.Collections.Generic;
using GlueTools.Delegation;
using GlueTools.Delegation.Checks;
using GlueTools.Delegation.Views;
using GlueTools.Delegation.Walking;

namespace GlueTools;

/// <summary>The words that stand in the Status column of every row.</summary>
public static class RowStatus
{
    /// <summary>No finding of Notice or above.</summary>
    public const string Healthy = "Healthy";

    /// <summary>Nothing could be found out.</summary>
    public const string Unknown = "Unknown";

    /// <summary>The name given is no domain name.</summary>
    public const string Invalid = "Invalid";

    /// <summary>What was given is nothing that can be delegated.</summary>
    public const string Skipped = "Skipped";

    /// <summary>The domain is not delegated, and what the parent says instead.</summary>
    internal static string? WithoutDelegation(DelegationView view)
    {
        if (view.Parent is not { } parent)
        {
            return Unknown;
        }

        if (parent.HasReferral)
        {
            return null;
        }

        if (parent.IsHiddenByChild)
        {
            return "NotObservable";
        }

        var kinds = new HashSet<ResponseKind>();
        foreach (var server in parent.Servers)
        {
            kinds.Add(server.Kind);
        }

        return kinds.Contains(ResponseKind.Alias) ? "Alias"
            : kinds.Contains(ResponseKind.NoData) ? "NotDelegated"
            : kinds.Contains(ResponseKind.NameError) ? "NameDoesNotExist"
            : Unknown;
    }

    /// <summary>The worst finding's severity; Info is healthy.</summary>
    internal static string Of(DelegationReport report)
    {
        if (report.View.Problem is not null)
        {
            return Unknown;
        }

        var worst = report.Findings.Count == 0 ? Severity.Info : (Severity)report.Findings[0].SeverityLevel;
        return worst == Severity.Info ? Healthy : worst.ToString();
    }
}
