using System;
using System.Collections.Generic;
using System.Text;

namespace GlueTools.Registry.Objects;

/// <summary>Statuses in the words of EPP, whichever way a registry writes them (RFC 8056).</summary>
internal static class StatusWords
{
    private static readonly char[] Blanks = [' ', '\t', '_'];

    /// <summary>Words of RDAP that are others in EPP; the rest are the same words, joined.</summary>
    private static readonly KeyValuePair<string, string>[] Others = [new("active", "ok"), new("associated", "linked")];

    /// <summary>A status of RDAP: <c>client update prohibited</c> is <c>clientUpdateProhibited</c>.</summary>
    internal static string OfRdap(string status)
    {
        foreach (var other in Others)
        {
            if (string.Equals(other.Key, status.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return other.Value;
            }
        }

        var words = status.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2)
        {
            return CleanText.Of(status);
        }

        var joined = new StringBuilder();
        foreach (var word in words)
        {
            joined.Append(joined.Length == 0 ? char.ToLowerInvariant(word[0]) : char.ToUpperInvariant(word[0])).Append(word.Substring(1).ToLowerInvariant());
        }

        return CleanText.Of(joined.ToString());
    }

    /// <summary>A status of WHOIS: the word before the link that explains it, or what the registry says in its own words.</summary>
    internal static string OfWhois(string status)
    {
        var trimmed = status.Trim();
        var blank = trimmed.IndexOfAny(Blanks);
        return CleanText.Of(blank > 0 && trimmed.IndexOf("http", blank, StringComparison.OrdinalIgnoreCase) >= 0 ? trimmed.Substring(0, blank) : trimmed);
    }
}
