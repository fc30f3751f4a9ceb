using System;

namespace GlueTools.Shared;

/// <summary>A line of a list of names: what is left of it without its comment, and whether it may be the name of a file instead.</summary>
internal static class ListLine
{
    private static readonly string[] Endings = [".txt", ".csv", ".list"];

    /// <summary>The line without white space around it and without what follows a <c>#</c> at the start of a word; empty where nothing is left.</summary>
    internal static string NameIn(string line)
    {
        for (var at = line.IndexOf('#'); at >= 0; at = line.IndexOf('#', at + 1))
        {
            if (at == 0 || line[at - 1] is ' ' or '\t')
            {
                return line.Substring(0, at).Trim(' ', '\t');
            }
        }

        return line.Trim(' ', '\t');
    }

    /// <summary>Whether what is no domain may be meant as the path of a list. Told from the text alone: nobody looks whether there is such a file.</summary>
    internal static bool MayBePath(string text)
    {
        foreach (var ending in Endings)
        {
            if (text.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        if (text.EndsWith(".arpa", StringComparison.OrdinalIgnoreCase))
        {
            // Reverse zones smaller than an octet have slashes (RFC 2317).
            return false;
        }

        for (var at = 0; at < text.Length; at++)
        {
            // A backslash before three digits is a character as rows write it.
            if (text[at] == '/' || (text[at] == '\\' && !(at + 3 < text.Length && char.IsDigit(text[at + 1]) && char.IsDigit(text[at + 2]) && char.IsDigit(text[at + 3]))))
            {
                return true;
            }
        }

        return false;
    }
}
