using System.Collections.Generic;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Names;

namespace GlueTools;

/// <summary>One fault of one delegation: what it is, who showed it, and what to change where.</summary>
public sealed partial class Finding
{
    private Finding(Delegation.Findings.Finding finding)
    {
        DomainName = finding.DomainName.Text;
        Check = finding.Kind.Check;
        Code = finding.Code;
        Severity = finding.Severity.ToString();
        SeverityLevel = (int)finding.Severity;
        NameServer = string.Join(";", finding.NameServers);
        IPAddress = TextList.Of(finding.Addresses);
        Servers = TextList.Of(finding.Servers);
        Message = FindingText.MessageOf(finding);
        Remedy = FindingText.RemedyOf(finding);
        Change = TextList.Of(ChangesOf(finding.Advice));
        Reference = finding.Kind.Reference;
    }

    private Finding(string domainName, string status, string sentence)
    {
        DomainName = SafeText.Cell(domainName);
        Severity = status;
        SeverityLevel = RowRank.Of(status, null);
        Message = SafeText.Cell(sentence);
    }

    /// <summary>The domain audited.</summary>
    public string DomainName { get; private set; }

    /// <summary>The check, named for the healthy state.</summary>
    public string Check { get; private set; } = string.Empty;

    /// <summary>The stable code of the fault.</summary>
    public string Code { get; private set; } = string.Empty;

    /// <summary>Info, Notice, Warning, Error or Critical; Unknown, Invalid or Skipped in the one row of a domain without a verdict.</summary>
    public string Severity { get; private set; }

    /// <summary>The severity as a number that sorts: 0 (Info) to 4 (Critical); below 0 without a verdict.</summary>
    public int SeverityLevel { get; private set; }

    /// <summary>The severity as a number that sorts beside the statuses of other rows: 1 (Info) to 5 (Critical); Unknown -1, Invalid -2, Skipped -3.</summary>
    public int Rank => SeverityLevel < 0 ? SeverityLevel : RowRank.Of((Delegation.Findings.Severity)SeverityLevel);

    /// <summary>The name server at fault; several that share an address are joined by semicolons; empty where the fault is no one server's.</summary>
    public string NameServer { get; private set; } = string.Empty;

    /// <summary>The addresses at fault.</summary>
    public TextList IPAddress { get; private set; } = TextList.None;

    /// <summary>The servers that showed it, as name/address.</summary>
    public TextList Servers { get; private set; } = TextList.None;

    /// <summary>What was seen, in one sentence; why there is no verdict.</summary>
    public string Message { get; private set; }

    /// <summary>What to change and where, in one sentence.</summary>
    public string Remedy { get; private set; } = string.Empty;

    /// <summary>
    /// The same in words that stay the same, a text for each alternative: where, which zone, what is done to which records, what is taken away (-) and what is put
    /// there (+). Changes that go together are joined by a comma. Empty where no change can be told as data.
    /// </summary>
    public TextList Change { get; private set; } = TextList.None;

    /// <summary>Where the rule comes from.</summary>
    public string Reference { get; private set; } = string.Empty;

    /// <summary>The rows of a domain: its findings; for one without a verdict a row that says so; for a healthy one none.</summary>
    public static IReadOnlyList<Finding> From(DelegationResult result) => result.Status is RowStatus.Unknown or RowStatus.Invalid or RowStatus.Skipped
        ? [.. result.Findings, new Finding(result.DomainName, result.Status, result.FirstProblem)]
        : result.Findings;

    /// <summary>The rows of findings.</summary>
    public static FindingList From(IReadOnlyList<Delegation.Findings.Finding> findings)
    {
        var rows = new Finding[findings.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new Finding(findings[i]);
        }

        return rows.Length == 0 ? FindingList.None : new FindingList(rows);
    }

    /// <inheritdoc/>
    public override string ToString() => Severity + (Code.Length == 0 ? string.Empty : " " + Code) + ": " + Message;

    private static IEnumerable<string> ChangesOf(Advice advice)
    {
        foreach (var alternative in advice.Alternatives)
        {
            yield return string.Join(", ", alternative);
        }
    }
}
