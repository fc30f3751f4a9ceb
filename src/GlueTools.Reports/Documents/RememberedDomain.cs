using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Names;
using GlueTools.Reports.Json;
using GlueTools.Reports.Runs;

namespace GlueTools.Reports.Documents;

/// <summary>A domain as a history remembers it: what it takes the findings for, without the evidence, which no history keeps.</summary>
public static class RememberedDomain
{
    private static readonly string[] Untested = ["IPv4", "IPv6", "UDP", "TCP", "ChildServer"];

    /// <summary>The verdict that a history comes to.</summary>
    /// <param name="history">What is remembered.</param>
    /// <param name="file">The history's file as the user wrote it.</param>
    public static ReportedDomain Of(DomainHistory history, string file)
    {
        var asked = DateTime.TryParse(history.LastUtc, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var last) ? last : (DateTime?)null;
        return new ReportedDomain(ResultOf(history)) { File = file, AskedUtc = asked };
    }

    private static DelegationResult ResultOf(DomainHistory history)
    {
        if ((history.Known & (Topic.Finding | Topic.Code)) == 0)
        {
            return DelegationResult.Without(history.DomainName, RowStatus.Unknown, "The history tells of no verdict on it.");
        }

        var findings = history.Settled().Facts.Where(fact => fact.Topic is Topic.Finding or Topic.Code).OrderByDescending(fact => fact.Rank).ToList();
        var scope = ReportFacts.WithoutDepth(history.Scope).ToList();
        try
        {
            return DelegationResult.From(ObjectOf(
                (nameof(DelegationResult.DomainName), JsonValue.OfText(history.DomainName)),
                (nameof(DelegationResult.Status), JsonValue.OfText(StatusOf(findings))),
                (nameof(DelegationResult.FirstProblem), JsonValue.OfText(FirstOf(findings))),
                (nameof(DelegationResult.NameServerCount), JsonValue.OfText(history.Items.Values.Count(item => item.Settled?.Topic == Topic.ParentNameServer).ToString(CultureInfo.InvariantCulture))),
                (nameof(DelegationResult.NotTested), TextsOf(scope.Where(Untested.Contains))),
                (nameof(DelegationResult.Limits), TextsOf(scope.Where(one => !Untested.Contains(one)))),
                (nameof(DelegationResult.Findings), JsonValue.OfItems([.. findings.Select(FindingOf)]))));
        }
        catch (FormatException error)
        {
            return DelegationResult.Without(history.DomainName, RowStatus.Invalid, SafeText.Escape(error.Message));
        }
    }

    private static string StatusOf(List<Fact> findings) => findings.Count == 0 || SeverityOf(findings[0]) == Severity.Info ? RowStatus.Healthy : SeverityOf(findings[0]).ToString();

    private static string FirstOf(List<Fact> findings) => findings.Count == 0 || SeverityOf(findings[0]) == Severity.Info ? string.Empty : findings[0].Text.Length > 0 ? findings[0].Text : findings[0].Code;

    private static Severity SeverityOf(Fact fact) => (Severity)(Math.Max(1, fact.Rank) - 1);

    private static JsonValue FindingOf(Fact fact) => ObjectOf(
        (nameof(Finding.Code), JsonValue.OfText(fact.Code)),
        (nameof(Finding.Severity), JsonValue.OfText(SeverityOf(fact).ToString())),
        (nameof(Finding.NameServer), JsonValue.OfText(fact.Name)),
        (nameof(Finding.IPAddress), TextsOf(fact.Topic == Topic.Finding ? fact.Values : [])),
        (nameof(Finding.Servers), TextsOf(fact.Servers)),
        (nameof(Finding.Message), JsonValue.OfText(fact.Text)));

    private static JsonValue ObjectOf(params (string Name, JsonValue Value)[] members) => JsonValue.OfMembers([.. members.Select(member => new KeyValuePair<string, JsonValue>(member.Name, member.Value))]);

    private static JsonValue TextsOf(IEnumerable<string> texts) => JsonValue.OfItems([.. texts.Select(JsonValue.OfText)]);
}
