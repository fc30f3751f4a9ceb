using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Findings;

/// <summary>Values as English text. Sentences are written out here and nowhere else.</summary>
public static class Prose
{
    /// <summary>The root in a sentence: its name is a dot, which nobody sees.</summary>
    private const string Root = "the root";

    /// <summary>
    /// The most values that a list in a sentence has: the addresses of thirteen dual-stack name servers, or thirteen names on either side and no two the same. Of more the first are
    /// named and the others counted; the data beside the sentence has all.
    /// </summary>
    internal const int Most = 26;

    /// <summary>A sentence with the values in it: lists as prose, numbers without a culture.</summary>
    internal static string Render(FormattableString sentence)
    {
        var arguments = sentence.GetArguments();
        var texts = new object[arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            texts[i] = Text(arguments[i]);
        }

        var rendered = string.Format(CultureInfo.InvariantCulture, sentence.Format, texts);
        return rendered.StartsWith(Root + " ", StringComparison.Ordinal) && sentence.Format.StartsWith("{0}", StringComparison.Ordinal) && arguments[0] is DomainName ? Capital(rendered) : rendered;
    }

    /// <summary>Values as prose: <c>a</c>, <c>a and b</c>, <c>a, b and c</c>; of more than <see cref="Most"/>, <c>a, b and 25 more</c>.</summary>
    internal static string List<T>(IEnumerable<T> values)
    {
        var texts = new List<string>();
        var more = 0;
        foreach (var value in values)
        {
            if (texts.Count == Most)
            {
                more++;
                continue;
            }

            texts.Add(value is DomainName { IsRoot: true } ? Root : value?.ToString() ?? string.Empty);
        }

        if (more > 0)
        {
            texts.Add(More(more));
        }

        return texts.Count switch
        {
            0 => "none",
            1 => texts[0],
            _ => string.Join(", ", texts.GetRange(0, texts.Count - 1)) + " and " + texts[texts.Count - 1],
        };
    }

    /// <summary>Parts of a sentence, one after the other, as many as a list has at most.</summary>
    internal static string Parts(string between, IReadOnlyList<string> parts) =>
        parts.Count <= Most ? string.Join(between, parts) : string.Join(between, parts.Take(Most)) + between + More(parts.Count - Most);

    private static string More(int count) => Number(count) + " more";

    internal static string Family(AddressFamily family) => family == AddressFamily.InterNetworkV6 ? "IPv6" : "IPv4";

    internal static string Family(IPAddress address) => Family(address.AddressFamily);

    /// <summary><c>the zone example</c>; the root has no name to be said.</summary>
    public static string Zone(DomainName zone, string kind = "zone") => zone.IsRoot ? "the root zone" : "the " + kind + " " + zone;

    /// <summary><c>example</c>; the root by words, since its name is a dot.</summary>
    internal static string Name(DomainName zone) => zone.IsRoot ? "the root zone" : zone.Text;

    /// <summary><c>all 4</c>; of two, <c>both</c>.</summary>
    internal static string All(int count) => count == 2 ? "both" : "all " + Number(count);

    internal static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>Sentences begin with a capital.</summary>
    public static string Capital(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);

    /// <summary>Within a sentence there is none.</summary>
    public static string Small(string text) => char.ToLowerInvariant(text[0]) + text.Substring(1);

    private static string Text(object? value) => value switch
    {
        null => string.Empty,
        string text => text,
        DomainName { IsRoot: true } => Root,
        FormattableString part => Render(part),
        AddressFamily family => Family(family),
        IEnumerable many => List(many.Cast<object>()),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };
}
