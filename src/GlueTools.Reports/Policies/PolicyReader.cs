using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Reports.Json;

namespace GlueTools.Reports.Policies;

/// <summary>
/// Reads a policy: an object with <c>MinimumSeverity</c>, <c>Severities</c> (severity by code), <c>Include</c> and <c>Exclude</c> (checks or codes) and
/// <c>ExpiryDays</c>, in any case and all of them optional. Everything that is wrong is told; what stays is as it was meant.
/// </summary>
/// <param name="spelling">How it was written down.</param>
/// <param name="mistake">Told of each thing that is wrong.</param>
public sealed class PolicyReader(PolicySpelling spelling, Action<PolicyMistake> mistake)
{
    /// <summary>Characters. A policy that names every code is some thousand.</summary>
    public const int LongestText = 1 << 16;

    /// <summary>Arrays and objects within each other.</summary>
    public const int DeepestText = 32;

    private static readonly string[] Keys = [nameof(CheckPolicy.MinimumSeverity), nameof(CheckPolicy.Severities), nameof(CheckPolicy.Include), nameof(CheckPolicy.Exclude), nameof(CheckPolicy.ExpiryDays)];

    private static readonly JsonLimits ByHand = new() { MostDepth = DeepestText, MostValues = LongestText, MostCharacters = LongestText, IsWrittenByHand = true };

    /// <summary>Reads JSON. Comments and a comma too many are allowed, for people write it.</summary>
    /// <param name="text">The text, whole.</param>
    /// <param name="mistake">Told of each thing that is wrong.</param>
    /// <exception cref="FormatException">It is not JSON; the message names the place.</exception>
    public static CheckPolicy ReadJson(string text, Action<PolicyMistake> mistake)
    {
        JsonValue value;
        try
        {
            value = JsonText.Read(text, ByHand);
        }
        catch (JsonFormatException error)
        {
            throw new FormatException(error.Place + ": this is not JSON; " + error.Message + ".", error);
        }

        return new PolicyReader(PolicySpelling.Json, mistake).Read(value);
    }

    /// <summary>Reads the data.</summary>
    public CheckPolicy Read(JsonValue value)
    {
        var policy = CheckPolicy.Default;
        foreach (var (name, member) in Members(value, string.Empty, spelling.Example(spelling.Key(Keys[0]), nameof(Severity.Notice))))
        {
            policy = Keys.FirstOrDefault(key => string.Equals(key, name, StringComparison.OrdinalIgnoreCase)) switch
            {
                nameof(CheckPolicy.MinimumSeverity) => policy with { MinimumSeverity = ReadSeverity(member, spelling.Key(nameof(CheckPolicy.MinimumSeverity))) },
                nameof(CheckPolicy.Severities) => policy with { Severities = ReadSeverities(member, spelling.Key(nameof(CheckPolicy.Severities))) },
                nameof(CheckPolicy.Include) => policy with { Include = ReadNames(member, spelling.Key(nameof(CheckPolicy.Include))) },
                nameof(CheckPolicy.Exclude) => policy with { Exclude = ReadNames(member, spelling.Key(nameof(CheckPolicy.Exclude))) },
                nameof(CheckPolicy.ExpiryDays) => policy with { ExpiryDays = ReadDays(member, spelling.Key(nameof(CheckPolicy.ExpiryDays))) },
                _ => Unknown(policy, name),
            };
        }

        return policy;
    }

    private CheckPolicy Unknown(CheckPolicy policy, string name)
    {
        var keys = Keys.Select(spelling.Key).ToList();
        Tell("'" + PolicySpelling.Shown(name) + "' is none of " + string.Join(", ", keys.Take(keys.Count - 1)) + " and " + keys[keys.Count - 1]);
        return policy;
    }

    private List<(string Name, JsonValue Value)> Members(JsonValue value, string at, string example)
    {
        var found = new List<(string Name, JsonValue Value)>();
        if (value.Kind != JsonKind.Object)
        {
            Tell((at.Length > 0 ? at : "it") + " takes " + spelling.Table + " such as " + example + ", not " + spelling.Shown(value));
            return found;
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in value.Members)
        {
            if (seen.Add(member.Key))
            {
                found.Add((member.Key, member.Value));
            }
            else
            {
                Tell((at.Length > 0 ? at + ": " : string.Empty) + "'" + PolicySpelling.Shown(member.Key) + "' stands there twice");
            }
        }

        return found;
    }

    private Dictionary<string, Severity> ReadSeverities(JsonValue value, string at)
    {
        var severities = new Dictionary<string, Severity>(StringComparer.OrdinalIgnoreCase);
        foreach (var (code, severity) in Members(value, at, spelling.Example("GlueIncomplete", nameof(Severity.Warning))))
        {
            if (IsKnown(code, at, isCode: true))
            {
                severities[code] = ReadSeverity(severity, at + "." + code);
            }
        }

        return severities;
    }

    private Severity ReadSeverity(JsonValue value, string at)
    {
        foreach (Severity severity in Enum.GetValues(typeof(Severity)))
        {
            if (value.Kind == JsonKind.Text && string.Equals(severity.ToString(), value.Text, StringComparison.OrdinalIgnoreCase))
            {
                return severity;
            }
        }

        Tell(at + " takes " + spelling.Severities() + ", not " + spelling.Shown(value));
        return default;
    }

    private int ReadDays(JsonValue value, string at)
    {
        if (value.Kind == JsonKind.Number && int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= CheckPolicy.MostExpiryDays)
        {
            return days;
        }

        Tell(at + " takes a whole number of days from 0 to " + CheckPolicy.MostExpiryDays.ToString(CultureInfo.InvariantCulture) + ", not " + spelling.Shown(value));
        return CheckPolicy.DefaultExpiryDays;
    }

    private List<string> ReadNames(JsonValue value, string at)
    {
        var names = new List<string>();
        if (value.Kind != JsonKind.Array)
        {
            Tell(at + " takes " + spelling.Array + " of checks or codes, not " + spelling.Shown(value));
            return names;
        }

        foreach (var item in value.Items)
        {
            if (item.Kind != JsonKind.Text)
            {
                Tell(at + " takes names of checks or codes, not " + spelling.Shown(item));
            }
            else if (IsKnown(item.Text, at, isCode: false))
            {
                names.Add(item.Text);
            }
        }

        return names;
    }

    private bool IsKnown(string name, string at, bool isCode)
    {
        if (CheckNames.ProblemOf(name, isCode) is not { } problem)
        {
            return true;
        }

        mistake(new PolicyMistake(at + ": " + problem, name));
        return false;
    }

    private void Tell(string clause) => mistake(new PolicyMistake(clause + "."));
}
