using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.Reports.Reading;

namespace GlueTools.Reports.Runs;

/// <summary>What the evidence about a domain says of it, judged by this version: saved evidence and what is asked now are the same.</summary>
public static class ReportFacts
{
    private const string NotFull = "Depth below Full", NoDependencies = "Dependencies";

    /// <summary>What a row says; where it carries evidence, what that says.</summary>
    /// <exception cref="FormatException">It tells nothing of a delegation, or its evidence is damaged; the message says why.</exception>
    public static SeenDelegation Of(RowFields row, CheckPolicy policy)
    {
        if (row.Text("Evidence") is not { Length: > 0 } evidence)
        {
            return RowFacts.Of(row);
        }

        try
        {
            return Of(DelegationReport.Of(EvidenceReader.Read(evidence), policy));
        }
        catch (EvidenceFormatException damaged)
        {
            throw new FormatException(damaged.Message.TrimEnd('.'), damaged);
        }
    }

    /// <summary>What a verdict says that was kept without its evidence.</summary>
    public static SeenDelegation Of(DelegationResult row)
    {
        if (row.Status is RowStatus.Unknown or RowStatus.Invalid or RowStatus.Skipped)
        {
            return new SeenDelegation(row.DomainName, Topic.None, []) { Why = row.FirstProblem.Length > 0 ? row.FirstProblem : "The row says " + row.Status + "." };
        }

        return new SeenDelegation(row.DomainName, Topic.Finding | Topic.Code, FindingsOf(row)) { IsWhole = true }.At(string.Empty, scope: [.. row.NotTested, .. row.Limits]);
    }

    /// <summary>What a judged domain says.</summary>
    public static SeenDelegation Of(DelegationReport report) => Of(report, DelegationResult.From(report));

    /// <summary>The same where the verdict on it is at hand already, perhaps by another policy.</summary>
    public static SeenDelegation Of(DelegationReport report, DelegationResult result)
    {
        var view = report.View;
        if (RowStatus.WhyUnknown(view) is { } why && result.Status == RowStatus.Unknown)
        {
            return new SeenDelegation(view.DomainName.Text, Topic.None, []) { Why = SafeText.Cell(why) };
        }

        var known = Topic.Finding | Topic.Code;
        var facts = new List<Fact>(FindingsOf(result));
        known |= AddParent(facts, view) | AddZone(facts, report);
        var scope = new List<string>([.. result.NotTested, .. result.Limits]);
        if (view.Conditions.Depth != AuditDepth.Full)
        {
            scope.Add(NotFull);
        }

        if (view.Dependencies is null)
        {
            scope.Add(NoDependencies);
        }

        return new SeenDelegation(view.DomainName.Text, known, facts) { IsWhole = true }.At(
            SeenUtc(view), [.. (view.Parent?.Servers ?? []).Where(server => server.Statement is not null || server.DeniesDelegation).Select(server => server.Server.ToString())], scope, knowsDepth: true);
    }

    /// <summary>What findings leave out, without how deep was asked.</summary>
    internal static IEnumerable<string> WithoutDepth(IReadOnlyList<string> scope) => scope.Where(one => one is not (NotFull or NoDependencies));

    private static IEnumerable<Fact> FindingsOf(DelegationResult row) =>
        row.Findings.Select(finding => RowFacts.FindingOf(finding.Code, finding.NameServer, finding.IPAddress, finding.Servers, finding.Severity, finding.Message));

    private static Topic AddParent(List<Fact> facts, DelegationView view)
    {
        if (RowStatus.WithoutDelegation(view) is { } status)
        {
            if (status is RowStatus.Unknown or RowStatus.NotObservable)
            {
                return Topic.None;
            }

            facts.Add(new Fact(Topic.Delegation, string.Empty, string.Empty, [status]));
            return Topic.Delegation;
        }

        var parent = view.Parent!;
        facts.Add(new Fact(Topic.Delegation, string.Empty, string.Empty, ["Delegated"]));
        foreach (var name in parent.NameServers)
        {
            facts.Add(new Fact(Topic.ParentNameServer, string.Empty, name.Text, [name.Text]) { Servers = Texts(parent.ServersNaming(name)) });
            var glue = parent.GlueOf(name);
            if (glue.Count > 0)
            {
                facts.Add(new Fact(Topic.Glue, string.Empty, name.Text, Texts(glue)) { Servers = Texts(glue.SelectMany(address => parent.ServersWithGlue(name, address)).Distinct()) });
            }

            AddTtls(facts, parent, name);
        }

        AddTtl(facts, Topic.ParentTtl, "NS", string.Empty, parent.Statements.Select(statement => statement.Delegation.Ttl));
        var known = Topic.Delegation | Topic.ParentNameServer | Topic.Glue | Topic.ParentTtl;
        var showing = parent.Statements.Where(statement => statement.ShowsDs).ToList();
        if (showing.Count > 0)
        {
            known |= Topic.Ds;
            facts.Add(new Fact(Topic.Ds, string.Empty, string.Empty, showing.SelectMany(statement => statement.Delegation.Ds).Select(ds => ds.ToString() ?? string.Empty))
            {
                Servers = Texts(showing.Where(statement => statement.Delegation.Ds.Count > 0 && statement.Source.Server is not null).Select(statement => statement.Source.Server!)),
            });
        }

        return known;
    }

    private static void AddTtls(List<Fact> facts, ParentSide parent, DomainName name)
    {
        foreach (var isIPv6 in new[] { false, true })
        {
            AddTtl(
                facts,
                Topic.ParentTtl,
                isIPv6 ? "AAAA" : "A",
                name.Text,
                parent.Statements.SelectMany(statement => statement.Delegation.Glue)
                    .Where(glue => glue.Name == name && glue.Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 == isIPv6).Select(glue => glue.Ttl));
        }
    }

    private static Topic AddZone(List<Fact> facts, DelegationReport report)
    {
        var known = Topic.None;
        if (report.View.Child is { HasNameServers: true } child)
        {
            known |= Topic.ZoneNameServer | Topic.ZoneTtl;
            foreach (var name in child.NameServers)
            {
                facts.Add(new Fact(Topic.ZoneNameServer, string.Empty, name.Text, [name.Text]));
            }

            AddTtl(facts, Topic.ZoneTtl, "NS", string.Empty, child.Copies.SelectMany(copy => copy.NameServerTtls).Select(ttl => (uint?)ttl));
        }

        if (report.View.Parent?.HasReferral == true)
        {
            known |= Topic.RightAddress;
            foreach (var verdict in NameServerVerdict.Of(report))
            {
                facts.Add(new Fact(Topic.RightAddress, string.Empty, verdict.Name.Text, Texts(verdict.Right)) { IsUnknown = !verdict.IsKnown || verdict.Right.Count == 0 });
            }
        }

        return known;
    }

    private static void AddTtl(List<Fact> facts, Topic topic, string type, string name, IEnumerable<uint?> ttls)
    {
        // The shortest, as a resolver may have it of any server, and as the rows of glue say it.
        if (ttls.Where(ttl => ttl is not null).Min() is { } least)
        {
            facts.Add(new Fact(topic, type, name, [least.ToString(CultureInfo.InvariantCulture)]));
        }
    }

    private static string SeenUtc(DelegationView view)
    {
        foreach (var server in view.Parent?.Servers ?? [])
        {
            if (server.Exchange is { } exchange)
            {
                return exchange.StartedUtc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            }
        }

        return string.Empty;
    }

    private static IReadOnlyList<string> Texts<T>(IEnumerable<T> values) => [.. values.Select(value => value?.ToString() ?? string.Empty)];
}
