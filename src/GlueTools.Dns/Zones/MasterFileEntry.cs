using System.Collections.Generic;

namespace GlueTools.Dns.Zones;

/// <summary>One word of a master file, escapes still in it.</summary>
internal readonly struct MasterFileToken
{
    internal MasterFileToken(string text, bool isQuoted)
    {
        Text = text;
        IsQuoted = isQuoted;
    }

    internal string Text { get; }

    /// <summary>Whether it stood in quotes: then it is text and never a keyword.</summary>
    internal bool IsQuoted { get; }
}

/// <summary>One entry (RFC 1035, section 5.1): a line, or several joined by parentheses.</summary>
internal sealed class MasterFileEntry
{
    internal MasterFileEntry(int line, bool startsWithBlank) => Begin(line, startsWithBlank);

    /// <summary>The line it starts on, from 1.</summary>
    internal int Line { get; private set; }

    /// <summary>Whether the owner is left out and so the last one stated.</summary>
    internal bool StartsWithBlank { get; private set; }

    internal List<MasterFileToken> Tokens { get; } = new();

    /// <summary>Characters of the words, one more for each.</summary>
    internal int Length { get; private set; }

    /// <summary>Makes another entry of it.</summary>
    internal void Begin(int line, bool startsWithBlank)
    {
        Line = line;
        StartsWithBlank = startsWithBlank;
        Length = 0;
        Tokens.Clear();
    }

    internal void Add(MasterFileToken token)
    {
        Tokens.Add(token);
        Length += token.Text.Length + 1;
    }
}
