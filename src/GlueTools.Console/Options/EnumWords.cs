using System;
using System.Linq;

namespace GlueTools.Console.Options;

/// <summary>The words of an enumeration as people write them: in any case, and never as numbers.</summary>
internal static class EnumWords
{
    internal static bool TryRead<T>(string? text, out T value)
        where T : struct, Enum
    {
        foreach (var one in Enum.GetValues<T>())
        {
            if (string.Equals(one.ToString(), text, StringComparison.OrdinalIgnoreCase))
            {
                value = one;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>All of them for a sentence: <c>a, b or c</c>.</summary>
    internal static string ChoiceOf<T>()
        where T : struct, Enum
    {
        var words = Enum.GetNames<T>().Select(name => name.ToLowerInvariant()).ToList();
        return string.Join(", ", words.Take(words.Count - 1)) + " or " + words[^1];
    }
}
