using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace GlueTools.Console.Output;

/// <summary>Findings of which the sentences differ by the name server and the address alone: people read them once.</summary>
internal static class SameSentence
{
    /// <summary>The findings in their order, those that read the same together, where the first of them stands.</summary>
    internal static IReadOnlyList<IReadOnlyList<Finding>> Groups(IReadOnlyList<Finding> findings) => findings.Count < 2
        ? [.. findings.Select(finding => new[] { finding })]
        : [.. findings.GroupBy(Shape, StringComparer.Ordinal).Select(group => group.ToList())];

    /// <summary>Code, severity and sentences, with what is its own left out.</summary>
    private static string Shape(Finding finding)
    {
        var text = string.Join('\n', finding.Code, finding.Severity, finding.Message, finding.Remedy);
        var own = finding.IPAddress.Concat(finding.NameServer.Split(';', StringSplitOptions.RemoveEmptyEntries)).OrderByDescending(word => word.Length);
        foreach (var (word, number) in own.Select((word, number) => (word, number)))
        {
            text = text.Replace(word, "<" + number.ToString(CultureInfo.InvariantCulture) + ">", StringComparison.Ordinal);
        }

        return text;
    }
}
