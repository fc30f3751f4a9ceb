using System.Collections.Generic;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;

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

    /// <summary>The parent's servers serve the domain too, so no delegation can be seen.</summary>
    internal const string NotObservable = "NotObservable";

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
            return NotObservable;
        }

        var kinds = new HashSet<ResponseKind> { parent.Denial?.Kind ?? ResponseKind.None };
        foreach (var server in parent.Servers)
        {
            kinds.Add(server.Kind);
        }

        return kinds.Contains(ResponseKind.Alias) ? "Alias"
            : kinds.Contains(ResponseKind.NoData) ? "NotDelegated"
            : kinds.Contains(ResponseKind.NameDoesNotExist) ? "NameDoesNotExist"
            : Unknown;
    }

    /// <summary>How bad it is that there is no delegation: as bad as the finding that says so.</summary>
    internal static Severity? WorstWithoutDelegation(DelegationReport report)
    {
        var findings = new List<Delegation.Findings.Finding>();
        foreach (var finding in report.All)
        {
            if (finding.Kind.Aspect == FindingAspect.NoDelegation)
            {
                findings.Add(finding);
            }
        }

        return NameServerVerdict.WorstOf(findings);
    }

    /// <summary>
    /// The worst finding's severity. With nothing of Notice or above a domain is healthy only where somebody of the parent's side spoke of it: what nobody could
    /// be asked about is Unknown, whatever a policy leaves out.
    /// </summary>
    internal static string Of(DelegationReport report)
    {
        var worst = report.Findings.Count == 0 ? Severity.Info : report.Findings[0].Severity;
        return worst != Severity.Info ? worst.ToString() : WhyUnknown(report.View) is null ? Healthy : Unknown;
    }

    /// <summary>Why nothing is known of the delegation, in one sentence; null where something is.</summary>
    internal static string? WhyUnknown(DelegationView view) => view.Problem
        ?? (WithoutDelegation(view) == Unknown ? "No server of the parent zone " + view.Parent!.Zone + " that was asked says whether " + view.DomainName + " is delegated."
            : view.Child is { HasGivenServers: true, Reference.Count: 0 } child ? "None of the servers named as the truth about the zone (" + string.Join(", ", Given(child)) + ") answers for " + view.DomainName + " with authority, so its delegation was compared with nothing."
            : view.Limits.Count > 0 ? "The domain asks for more than one may, and in what was looked at nothing is wrong. Not looked at for " + string.Join("; for ", view.Limits) + "."
            : null);

    private static IEnumerable<string> Given(ChildSide child)
    {
        foreach (var server in child.Servers)
        {
            if (server.IsGiven)
            {
                yield return server.Address.ToString();
            }
        }
    }
}
