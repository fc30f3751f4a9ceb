using System;
using GlueTools.Dns.Names;

namespace GlueTools.Dns.Zones;

/// <summary>
/// Names of a master file that were read before: owners follow one another, and few name servers serve many zones. A name that falls into the place of another takes it, so it does
/// not grow.
/// </summary>
internal sealed class NameCache
{
    private const int Size = 1 << 12;

    private readonly string?[] _texts = new string?[Size];
    private readonly DomainName[] _names = new DomainName[Size];
    private DomainName _origin;

    /// <summary>The name that a word stands for.</summary>
    /// <exception cref="FormatException">It stands for none.</exception>
    internal DomainName Read(string text, DomainName origin)
    {
        // One that only reads the same spells names otherwise.
        if (!ReferenceEquals(origin.Wire, _origin.Wire))
        {
            Array.Clear(_texts, 0, Size);
            _origin = origin;
        }

        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 16777619u;
        }

        var at = (int)((hash ^ (hash >> 15)) & (Size - 1));
        if (_texts[at] == text)
        {
            return _names[at];
        }

        var name = DomainName.Parse(text);
        name = IsAbsolute(text) ? name : name.Join(origin);
        (_texts[at], _names[at]) = (text, name);
        return name;
    }

    private static bool IsAbsolute(string text)
    {
        if (text[text.Length - 1] != '.')
        {
            return false;
        }

        var escapes = 0;
        for (var i = text.Length - 2; i >= 0 && text[i] == '\\'; i--)
        {
            escapes++;
        }

        return escapes % 2 == 0;
    }
}
