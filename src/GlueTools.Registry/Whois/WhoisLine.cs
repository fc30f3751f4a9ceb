using System;
using System.Text;

namespace GlueTools.Registry.Whois;

/// <summary>
/// One line of a WHOIS answer, taken apart: the key in lower case, words parted by one blank, without what only decorates it (dots that lead to the value,
/// brackets, the number or letter of a field); and the value. No two registries write the same, but nearly all write keys and values.
/// </summary>
internal readonly struct WhoisLine
{
    private WhoisLine(string key, string value, bool isIndented, bool isCoded)
    {
        Key = key;
        Value = value;
        IsIndented = isIndented;
        IsCoded = isCoded;
    }

    /// <summary>The key; empty where the line has none.</summary>
    internal string Key { get; }

    /// <summary>The value; the whole line where it has no key.</summary>
    internal string Value { get; }

    internal bool IsIndented { get; }

    /// <summary>Whether the field has a letter of its own, <c>k [Name Server]</c>: what stands beside it is then the registry's handle.</summary>
    internal bool IsCoded { get; }

    internal bool IsBlank => Key.Length == 0 && Value.Length == 0;

    internal static WhoisLine Read(string line)
    {
        var isIndented = line.Length > 0 && line[0] is ' ' or '\t';
        var text = line.Trim();
        // Marks that set off headings: "** Domain Servers:".
        text = text.TrimStart('*').TrimStart();
        text = text.StartsWith("- ", StringComparison.Ordinal) ? text.Substring(2).TrimStart() : text;
        var letter = text.Length > 3 && char.IsLetter(text[0]) && text[1] == ' ' && text[2] == '[';
        if (letter || (text.Length > 4 && char.IsLetter(text[0]) && text[1] == '.' && text.IndexOf('[') is 2 or 3))
        {
            text = text.Substring(2).TrimStart();
        }

        if (text.Length > 2 && text[0] == '[' && text.IndexOf(']') is > 1 and var end)
        {
            return new WhoisLine(Plain(text.Substring(1, end - 1)), text.Substring(end + 1).Trim().TrimStart(':').Trim(), isIndented, letter);
        }

        var colon = text.IndexOf(':');
        if (colon > 0 && colon <= MostKey && IsKey(text, colon))
        {
            return new WhoisLine(Plain(text.Substring(0, colon)), text.Substring(colon + 1).Trim(), isIndented, false);
        }

        // A few write headings without a colon: nothing but words that are one.
        return IsHeading(text) && WhoisKeys.IsHeading(Plain(text)) ? new WhoisLine(Plain(text), string.Empty, isIndented, false) : new WhoisLine(string.Empty, text, isIndented, false);
    }

    private const int MostKey = 60;

    // Not the colon of an address, of a time or of a link.
    private static bool IsKey(string text, int colon) =>
        !(colon + 2 < text.Length && text[colon + 1] == '/' && text[colon + 2] == '/') && !AddressLike(text, colon);

    private static bool AddressLike(string text, int colon)
    {
        var start = colon;
        while (start > 0 && Uri.IsHexDigit(text[start - 1]))
        {
            start--;
        }

        return (start == 0 || !char.IsLetterOrDigit(text[start - 1])) && colon - start <= 4 && colon + 1 < text.Length && (text[colon + 1] == ':' || (colon > start && Uri.IsHexDigit(text[colon + 1])));
    }

    private static bool IsHeading(string text)
    {
        if (text.Length is 0 or > MostKey)
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!char.IsLetter(c) && c != ' ')
            {
                return false;
            }
        }

        return true;
    }

    private static string Plain(string key)
    {
        var plain = new StringBuilder(key.Length);
        var words = key.Split([' ', '\t', '.', '_', '-'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            // "5a. Primary NS", "1. Name Server".
            if (i == 0 && words.Length > 1 && words[0].Length <= 3 && char.IsDigit(words[0][0]))
            {
                continue;
            }

            var word = words[i].TrimEnd(')').TrimStart('(').ToLowerInvariant();
            if (word.Length > 0)
            {
                plain.Append(plain.Length == 0 ? string.Empty : " ").Append(word);
            }
        }

        return plain.ToString();
    }
}
