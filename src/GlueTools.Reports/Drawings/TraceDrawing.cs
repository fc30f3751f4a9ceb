using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace GlueTools.Reports.Drawings;

/// <summary>A trace as lines of text: each zone below the one that led to it, with the servers that were asked; and where the way ends, and why.</summary>
public static class TraceDrawing
{
    private const string Referral = "Referral";

    /// <summary>A tree; it ends with a line end.</summary>
    /// <param name="steps">The rows of one trace.</param>
    public static string Of(IReadOnlyList<DelegationStep> steps)
    {
        var text = new StringBuilder();
        if (steps.Count == 0)
        {
            return string.Empty;
        }

        text.Append(steps[0].DomainName).Append('\n');
        if (steps[0].Step == 0)
        {
            return text.Append("x ").Append(steps[0].Detail).Append('\n').ToString();
        }

        var margin = string.Empty;
        for (var i = 0; i < steps.Count;)
        {
            var level = steps[i].Step;
            text.Append(margin).Append(level == 1 ? string.Empty : "`- ").Append(steps[i].ZoneName).Append('\n');
            margin += level == 1 ? string.Empty : "   ";
            for (; i < steps.Count && steps[i].Step == level; i++)
            {
                text.Append(margin).Append("|  ").Append(Server(steps[i])).Append('\n');
            }
        }

        return text.Append(margin).Append("`- ").Append(End(steps)).Append('\n').ToString();
    }

    private static string Server(DelegationStep step)
    {
        var parts = new List<string>();
        foreach (var part in new[] { step.Server, step.ServerAddress, step.FoundBy == "Start" ? string.Empty : step.FoundBy.ToLowerInvariant() })
        {
            if (part.Length > 0)
            {
                parts.Add(part);
            }
        }

        parts.Add(step.Status switch
        {
            Referral => "leads to " + step.Referral,
            "Answer" => "answers with authority",
            "None" => "x " + step.Detail.TrimEnd('.'),
            _ => "x " + step.Status + (step.RCode.Length > 0 && step.RCode != "NOERROR" ? " (" + step.RCode + ")" : string.Empty),
        });
        if (step.RoundTripUs > 0)
        {
            parts.Add((step.RoundTripUs / 1000m).ToString("0.0", CultureInfo.InvariantCulture) + " ms");
        }

        return string.Join("  ", parts);
    }

    /// <summary>Where the way ends, told from the deepest level.</summary>
    private static string End(IReadOnlyList<DelegationStep> steps)
    {
        var last = steps[steps.Count - 1];
        var zone = last.ZoneName == "." ? "the root zone" : "the zone " + last.ZoneName;
        var said = new SortedSet<string>(System.StringComparer.Ordinal);
        DelegationStep? answer = null;
        var cut = string.Empty;
        foreach (var step in steps)
        {
            if (step.Step == last.Step)
            {
                said.Add(step.Status);
                answer ??= step.Status == "Answer" ? step : null;
                cut = step.Referral.Length > 0 ? step.Referral : cut;
            }
        }

        return answer is not null ? "name servers of " + last.DomainName + ": " + string.Join(", ", answer.NameServers)
            : said.Contains("NameDoesNotExist") ? "x " + zone + " has no such name as " + last.DomainName
            : said.Contains("NoData") ? "x " + last.DomainName + " is in " + zone + ", and no zone begins there"
            : said.Contains("Alias") ? "x " + last.DomainName + " is an alias in " + zone
            : said.Contains(Referral) ? "x no address of a name server of " + cut + " can be asked"
            : "x no server of " + zone + " that was asked leads on";
    }
}
