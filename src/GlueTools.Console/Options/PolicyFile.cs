using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Json;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;

namespace GlueTools.Console.Options;

/// <summary>
/// A policy as a JSON object: <c>minimumSeverity</c>, <c>severities</c> (severity by code), <c>include</c> and <c>exclude</c> (checks or codes). Comments
/// and a comma too many are allowed, for people write it.
/// </summary>
internal static class PolicyFile
{
    private const string Minimum = "minimumSeverity", Severities = "severities", Include = "include", Exclude = "exclude", Expiry = "expiryDays";

    /// <summary>Characters. A policy that names every code is some thousand.</summary>
    private const int LongestText = 1 << 20;

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads a policy.</summary>
    /// <param name="text">The file.</param>
    /// <param name="mistake">Told of each thing that is wrong, and where.</param>
    /// <exception cref="FormatException">The text is not JSON; the message names the line.</exception>
    internal static CheckPolicy Read(TextReader text, Action<string> mistake)
    {
        using var json = Parse(BoundedText.ReadToEnd(text, LongestText));
        var policy = CheckPolicy.Default;
        foreach (var (name, value) in Properties(json.RootElement, string.Empty, mistake))
        {
            policy = name.ToUpperInvariant() switch
            {
                "MINIMUMSEVERITY" => policy with { MinimumSeverity = ReadSeverity(value, Minimum, mistake) },
                "SEVERITIES" => policy with { Severities = ReadSeverities(value, mistake) },
                "INCLUDE" => policy with { Include = ReadNames(value, Include, mistake) },
                "EXCLUDE" => policy with { Exclude = ReadNames(value, Exclude, mistake) },
                "EXPIRYDAYS" => policy with { ExpiryDays = ReadDays(value, mistake) },
                _ => Unknown(policy, name, mistake),
            };
        }

        return policy;
    }

    private static JsonDocument Parse(string text)
    {
        try
        {
            var json = JsonDocument.Parse(text, Lenient);
            RefuseHalfCharacters(json.RootElement);
            return json;
        }
        catch (InvalidOperationException)
        {
            throw new FormatException("a text in it holds half a character (a \\u escape of a surrogate without its other half); write the whole character.");
        }
        catch (JsonException error)
        {
            throw new FormatException(string.Format(
                CultureInfo.InvariantCulture, "line {0}, character {1}: the text is not JSON from there on.", error.LineNumber + 1, error.BytePositionInLine + 1));
        }
    }

    /// <summary>The reader of JSON lets an escape stand that is half a character, and only fails when the text is asked for.</summary>
    private static void RefuseHalfCharacters(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                _ = json.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray())
                {
                    RefuseHalfCharacters(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var property in json.EnumerateObject())
                {
                    _ = property.Name;
                    RefuseHalfCharacters(property.Value);
                }

                break;
        }
    }

    private static CheckPolicy Unknown(CheckPolicy policy, string name, Action<string> mistake)
    {
        mistake("'" + UserText.Shown(name) + "' is none of " + string.Join(", ", Minimum, Severities, Include, Exclude) + " and " + Expiry + ".");
        return policy;
    }

    private static List<(string Name, JsonElement Value)> Properties(JsonElement json, string at, Action<string> mistake)
    {
        var found = new List<(string Name, JsonElement Value)>();
        if (json.ValueKind != JsonValueKind.Object)
        {
            mistake(at.Length > 0
                ? at + " takes an object such as {\"GlueIncomplete\": \"Warning\"}, not " + Shown(json) + "."
                : "it takes an object such as {\"minimumSeverity\": \"Notice\"}, not " + Shown(json) + ".");
            return found;
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in json.EnumerateObject())
        {
            if (seen.Add(property.Name))
            {
                found.Add((property.Name, property.Value));
            }
            else
            {
                mistake((at.Length > 0 ? at + ": " : string.Empty) + "'" + UserText.Shown(property.Name) + "' stands there twice.");
            }
        }

        return found;
    }

    private static Dictionary<string, Severity> ReadSeverities(JsonElement json, Action<string> mistake)
    {
        var severities = new Dictionary<string, Severity>(StringComparer.OrdinalIgnoreCase);
        foreach (var (code, value) in Properties(json, Severities, mistake))
        {
            if (PolicyOptions.ProblemOf(code, isCode: true) is { } problem)
            {
                mistake(Severities + ": " + problem);
            }
            else
            {
                severities[code] = ReadSeverity(value, Severities + "." + code, mistake);
            }
        }

        return severities;
    }

    private static Severity ReadSeverity(JsonElement json, string at, Action<string> mistake)
    {
        if (json.ValueKind != JsonValueKind.String || !EnumWords.TryRead<Severity>(json.GetString(), out var severity))
        {
            mistake(at + " takes " + EnumWords.ChoiceOf<Severity>() + ", not " + Shown(json) + ".");
            return default;
        }

        return severity;
    }

    private static int ReadDays(JsonElement json, Action<string> mistake)
    {
        if (json.ValueKind != JsonValueKind.Number || !json.TryGetInt32(out var days) || days is < 0 or > CheckPolicy.MostExpiryDays)
        {
            mistake(Expiry + " takes a whole number of days from 0 to " + CheckPolicy.MostExpiryDays.ToString(CultureInfo.InvariantCulture) + ", not " + Shown(json) + ".");
            return CheckPolicy.DefaultExpiryDays;
        }

        return days;
    }

    private static List<string> ReadNames(JsonElement json, string at, Action<string> mistake)
    {
        var names = new List<string>();
        if (json.ValueKind != JsonValueKind.Array)
        {
            mistake(at + " takes an array of checks or codes, not " + Shown(json) + ".");
            return names;
        }

        foreach (var one in json.EnumerateArray())
        {
            if (one.ValueKind != JsonValueKind.String)
            {
                mistake(at + " takes names of checks or codes, not " + Shown(one) + ".");
            }
            else if (PolicyOptions.ProblemOf(one.GetString()!, isCode: false) is { } problem)
            {
                mistake(at + ": " + problem);
            }
            else
            {
                names.Add(one.GetString()!);
            }
        }

        return names;
    }

    private static string Shown(JsonElement json) => UserText.Shown(json.GetRawText());
}
