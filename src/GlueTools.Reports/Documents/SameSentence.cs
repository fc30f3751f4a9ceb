using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace GlueTools.Reports.Documents;

/// <summary>Findings of which the sentences differ by the name server and the address alone: people read them once.</summary>
public static class SameSentence
{
    /// <summary>The findings in their order, those that read the same together, where the first of them stands.</summary>
    public static IReadOnlyList<IReadOnlyList<Finding>> Groups(IReadOnlyList<Finding> findings) => findings.Count < 2
        ? [.. findings.Select(finding => new[] { finding })]
        : [.. findings.GroupBy(Shape, StringComparer.Ordinal).Select(group => group.ToList())];

    /// <summary>What stands behind the sentences of the first: that they are those of the others, too; empty where there is none.</summary>
    public static string Likewise(IReadOnlyList<Finding> alike) => alike.Count switch
    {
        1 => string.Empty,
        2 => "The other one likewise.",
        _ => "The other " + (alike.Count - 1).ToString(CultureInfo.InvariantCulture) + " likewise.",
    };

    /// <summary>Code, severity and sentences, with what is its own left out.</summary>
    private static string Shape(Finding finding)
    {
        var text = finding.Code + "\n" + finding.Severity + "\n" + finding.Message + "\n" + finding.Remedy;
        var own = finding.IPAddress.Concat(finding.NameServer.Split(';')).Where(word => word.Length > 0).OrderByDescending(word => word.Length);
        foreach (var (word, number) in own.Select((word, number) => (word, number)))
        {
            text = text.Replace(word, "<" + number.ToString(CultureInfo.InvariantCulture) + ">");
        }

        return text;
    }
}
