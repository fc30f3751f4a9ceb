using System;
using System.Collections.Generic;

namespace GlueTools.Reports.Runs;

/// <summary>Makes rows of what was found to be otherwise.</summary>
internal static class ChangeRows
{
    internal const string Appeared = "Appeared", Gone = "Gone", Changed = "Changed", NotCompared = "NotCompared", Flapping = "Flapping";

    /// <summary>A row about a fact.</summary>
    /// <param name="domainName">The domain.</param>
    /// <param name="before">What was seen; null where it was not there.</param>
    /// <param name="after">What is seen; null where it is not there any more.</param>
    /// <param name="status">The row's status; null for what follows from the two.</param>
    /// <param name="about">What it is about where it was and is not there.</param>
    internal static DelegationChange Of(string domainName, Fact? before, Fact? after, string? status = null, Fact? about = null)
    {
        var fact = after ?? before ?? about!;
        var (side, what) = Words(fact.Topic);
        return new DelegationChange(domainName, what, status ?? (before is null ? Appeared : after is null ? Gone : Changed))
        {
            Side = side,
            NameServer = fact.Name,
            Code = fact.Code,
            IPAddress = fact.Topic == Topic.Finding ? TextList.Of(fact.Values) : TextList.None,
            Rank = fact.Topic is Topic.Finding or Topic.Code && before is null ? Math.Max(1, fact.Rank) : 1,
            Before = Cell(before),
            After = Cell(after),
            Servers = TextList.Of(fact.Servers),
        };
    }

    /// <summary>A row that says that something was not compared.</summary>
    internal static DelegationChange Uncompared(string domainName, string what, string why, string code = "") =>
        new(domainName, what, NotCompared) { Rank = -1, Code = code, Detail = why };

    private static TextList Cell(Fact? fact) => fact is null ? TextList.None : fact.Topic is Topic.Finding or Topic.Code ? new TextList([fact.Text.Length > 0 ? fact.Text : fact.Code]) : TextList.Of(fact.Values);

    private static (string Side, string What) Words(Topic topic) => topic switch
    {
        Topic.Delegation => ("Parent", "Delegation"),
        Topic.ParentNameServer => ("Parent", "NameServer"),
        Topic.Glue => ("Parent", "Address"),
        Topic.Ds => ("Parent", "Ds"),
        Topic.ParentTtl => ("Parent", "Ttl"),
        Topic.ZoneNameServer => ("Zone", "NameServer"),
        Topic.ZoneTtl => ("Zone", "Ttl"),
        Topic.RightAddress => (string.Empty, "Address"),
        Topic.Registration => ("Registry", "Registration"),
        Topic.RegistryNameServer => ("Registry", "NameServer"),
        Topic.RegistryAddress => ("Registry", "Address"),
        Topic.RegistryDs => ("Registry", "Ds"),
        Topic.RegistryStatus => ("Registry", "Status"),
        _ => (string.Empty, "Finding"),
    };
}
