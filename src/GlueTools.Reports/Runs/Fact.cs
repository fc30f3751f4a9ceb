using System;
using System.Collections.Generic;

namespace GlueTools.Reports.Runs;

/// <summary>One thing that a run shows of a domain: a name server, its addresses, a finding. Immutable but for what is joined to it while rows are read.</summary>
public sealed class Fact
{
    /// <summary>Says what is seen.</summary>
    /// <param name="topic">What it is about; one of them.</param>
    /// <param name="code">A finding's code, a TTL's record type; empty for anything else.</param>
    /// <param name="name">The name server; empty where it is about none.</param>
    /// <param name="values">What is seen, in any order.</param>
    public Fact(Topic topic, string code, string name, IEnumerable<string> values)
    {
        Topic = topic;
        Code = code;
        Name = name;
        Values = Sorted(values);
        // Of a finding the addresses are a part of what it is; of anything else they are what may change.
        Key = topic == Topic.Finding ? topic + "\t" + code + "\t" + name + "\t" + string.Join(";", Values) : topic + "\t" + code + "\t" + name;
    }

    /// <summary>What it is about.</summary>
    public Topic Topic { get; }

    /// <summary>A finding's code, a TTL's record type.</summary>
    public string Code { get; }

    /// <summary>The name server.</summary>
    public string Name { get; }

    /// <summary>What is seen, in the order of the alphabet.</summary>
    public IReadOnlyList<string> Values { get; private set; }

    /// <summary>What makes it the same thing in another run.</summary>
    public string Key { get; }

    /// <summary>Who showed it, as name/address; empty where that is not known.</summary>
    public IReadOnlyList<string> Servers { get; init; } = [];

    /// <summary>A finding's rank.</summary>
    public int Rank { get; init; }

    /// <summary>A finding's sentence.</summary>
    public string Text { get; init; } = string.Empty;

    /// <summary>Whether it is known only that nobody can say.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>Whether it is the same.</summary>
    public bool IsSameAs(Fact other) => string.Join(";", Values) == string.Join(";", other.Values);

    internal Fact With(Fact other) => new(Topic, Code, Name, [.. Values, .. other.Values])
    {
        Servers = Sorted([.. Servers, .. other.Servers]),
        Rank = Math.Max(Rank, other.Rank),
        Text = Text.Length > 0 ? Text : other.Text,
        IsUnknown = IsUnknown && other.IsUnknown,
    };

    private static IReadOnlyList<string> Sorted(IEnumerable<string> values)
    {
        var sorted = new SortedSet<string>(values, StringComparer.Ordinal);
        return sorted.Count == 0 ? [] : [.. sorted];
    }
}
