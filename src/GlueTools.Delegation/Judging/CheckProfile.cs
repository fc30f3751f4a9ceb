using System;
using System.Collections.Generic;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;

namespace GlueTools.Delegation.Judging;

/// <summary>What a parent demands before it delegates, as a policy: which findings stand for which published rule. Immutable.</summary>
public sealed class CheckProfile
{
    internal CheckProfile(string name, string title, string source, GluePolicy gluePolicy, IReadOnlyList<ProfileRule> rules, IReadOnlyList<string> notLookedAt)
    {
        Name = name;
        Title = title;
        Source = source;
        GluePolicy = gluePolicy;
        Rules = rules;
        NotLookedAt = notLookedAt;
        var severities = new Dictionary<string, Severity>(StringComparer.OrdinalIgnoreCase);
        foreach (var rule in rules)
        {
            foreach (var code in rule.Codes)
            {
                severities[code] = rule.Severity;
            }
        }

        Policy = new CheckPolicy { Include = new List<string>(severities.Keys), Severities = severities, Profile = this };
    }

    /// <summary>All profiles, in the order of their pages.</summary>
    public static IReadOnlyList<CheckProfile> All { get; } = [IanaProfile.Make(), RstProfile.Narrow(), RstProfile.Wide(), DeProfile.Make(), NoProfile.Make(), IsProfile.Make()];

    /// <summary>The word that it is asked for with.</summary>
    public string Name { get; }

    /// <summary>Whose rules they are.</summary>
    public string Title { get; }

    /// <summary>Where they were read.</summary>
    public string Source { get; }

    /// <summary>Which glue the parent's own zone file is to have.</summary>
    public GluePolicy GluePolicy { get; }

    /// <summary>The rules.</summary>
    public IReadOnlyList<ProfileRule> Rules { get; }

    /// <summary>Rules that nothing here looks at, each in a sentence.</summary>
    public IReadOnlyList<string> NotLookedAt { get; }

    /// <summary>The rules as a policy.</summary>
    public CheckPolicy Policy { get; }

    /// <summary>The profile of a name, in any case; null where there is none.</summary>
    public static CheckProfile? Find(string name)
    {
        foreach (var profile in All)
        {
            if (string.Equals(profile.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return profile;
            }
        }

        return null;
    }
}

/// <summary>A published rule, and the findings that stand for it.</summary>
public sealed class ProfileRule
{
    internal ProfileRule(Severity severity, string text, params string[] codes)
    {
        Severity = severity;
        Text = text;
        Codes = codes;
    }

    /// <summary>How severe a breach is to the parent.</summary>
    public Severity Severity { get; }

    /// <summary>The rule, in own words.</summary>
    public string Text { get; }

    /// <summary>The codes of the findings that stand for a breach.</summary>
    public IReadOnlyList<string> Codes { get; }
}
