using System;
using System.Collections.Generic;
using GlueTools.Delegation.Checks;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;

namespace GlueTools.Delegation.Judging;

/// <summary>What the user wants to hear of: which checks, from which severity on, and how severe a code is in this house. Immutable.</summary>
public sealed record CheckPolicy
{
    /// <summary>Everything, as severe as the catalogue says.</summary>
    public static CheckPolicy Default { get; } = new();

    /// <summary>Whose rules these are; null where they are those of a file, or of nobody.</summary>
    public CheckProfile? Profile { get; init; }

    /// <summary>Checks or codes to report; empty for all.</summary>
    public IReadOnlyCollection<string> Include { get; init; } = Array.Empty<string>();

    /// <summary>Checks or codes to leave out.</summary>
    public IReadOnlyCollection<string> Exclude { get; init; } = Array.Empty<string>();

    /// <summary>The lowest severity to report.</summary>
    public Severity MinimumSeverity { get; init; }

    /// <summary>Severity by code, where it is to differ from the catalogue.</summary>
    public IReadOnlyDictionary<string, Severity> Severities { get; init; } = new Dictionary<string, Severity>();

    /// <summary>Days ahead of its end from which on a registration is said to end, 0 to 366; reckoned from when the registry was asked.</summary>
    public int ExpiryDays { get; init; } = DefaultExpiryDays;

    /// <summary>Days that <see cref="ExpiryDays"/> is unless somebody says otherwise.</summary>
    public const int DefaultExpiryDays = 30;

    /// <summary>The most that <see cref="ExpiryDays"/> may be.</summary>
    public const int MostExpiryDays = RegistrationIsSound.MostDays;

    /// <summary>What it leaves out or alters, each as the text that rows show: <c>reported only: GlueStale</c>. Empty where it reports everything as severe as the catalogue says.</summary>
    public IReadOnlyList<string> Limits
    {
        get
        {
            var limits = new List<string>();
            if (Profile is { } profile)
            {
                limits.Add("profile " + profile.Name + (profile.NotLookedAt.Count == 0 ? string.Empty : "; not looked at are " + profile.NotLookedAt.Count.ToString(System.Globalization.CultureInfo.InvariantCulture) + " of its rules"));
            }

            Add("reported only: ", Profile is not null && ReferenceEquals(Include, Profile.Policy.Include) ? [] : Include);
            Add("not reported: ", Exclude);
            if (MinimumSeverity > Severity.Info)
            {
                limits.Add("reported from " + MinimumSeverity + " on");
            }

            if (ExpiryDays < DefaultExpiryDays)
            {
                limits.Add("registrations that end reported from " + ExpiryDays.ToString(System.Globalization.CultureInfo.InvariantCulture) + " days before on");
            }

            var lowered = new List<string>();
            foreach (var severity in Profile is null ? Severities : new Dictionary<string, Severity>())
            {
                lowered.Add(severity.Key + " as " + severity.Value);
            }

            Add("severity changed: ", lowered);
            return limits;

            void Add(string what, IReadOnlyCollection<string> names)
            {
                if (names.Count > 0)
                {
                    limits.Add(what + string.Join(", ", names));
                }
            }
        }
    }

    /// <summary>The names in this policy that are neither a check nor a code: mistakes to be told of.</summary>
    public IReadOnlyList<string> UnknownNames
    {
        get
        {
            var unknown = new List<string>();
            foreach (var names in new IEnumerable<string>[] { Include, Exclude })
            {
                foreach (var name in names)
                {
                    if (CheckNames.Find(name, CheckNames.All) is null)
                    {
                        unknown.Add(name);
                    }
                }
            }

            foreach (var code in Severities.Keys)
            {
                if (CheckNames.Find(code, CheckNames.Codes) is null)
                {
                    unknown.Add(code);
                }
            }

            return unknown;
        }
    }

    /// <summary>The findings that remain, with their severity in this house.</summary>
    /// <param name="findings">What was found.</param>
    /// <param name="view">What it was found in; null where nothing depends on that.</param>
    internal List<Finding> Apply(IReadOnlyList<Finding> findings, DelegationView? view = null)
    {
        var kept = new List<Finding>();
        foreach (var finding in findings)
        {
            var judged = Severities.Count > 0 && Find(finding.Code) is { } severity ? finding.As(severity) : finding;
            if (finding.Kind == RegistrationIsSound.RegistrationExpires && view is not null && RegistrationIsSound.DaysLeft(view) > ExpiryDays)
            {
                continue;
            }

            if (judged.Severity >= MinimumSeverity && (Include.Count == 0 || Names(Include, finding)) && !Names(Exclude, finding))
            {
                kept.Add(judged);
            }
        }

        return kept;
    }

    private static bool Names(IReadOnlyCollection<string> names, Finding finding)
    {
        foreach (var name in names)
        {
            if (string.Equals(name, finding.Kind.Check, StringComparison.OrdinalIgnoreCase) || string.Equals(name, finding.Code, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private Severity? Find(string code)
    {
        foreach (var severity in Severities)
        {
            if (string.Equals(severity.Key, code, StringComparison.OrdinalIgnoreCase))
            {
                return severity.Value;
            }
        }

        return null;
    }
}
