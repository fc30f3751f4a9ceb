using System;
using System.Diagnostics.CodeAnalysis;
using System.Linq;

namespace GlueTools.Console.Options;

/// <summary>
/// The words of an enumeration as people write them: in any case, and never as numbers. Enumerations are told apart by their type at run time: what is generic over one is compiled anew
/// for each of them, at every start.
/// </summary>
internal static class EnumWords
{
    internal static bool TryRead(Type type, string? text, [NotNullWhen(true)] out Enum? value)
    {
        var name = Enum.GetNames(type).FirstOrDefault(name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase));
        value = name is null ? null : (Enum)Enum.Parse(type, name);
        return value is not null;
    }

    /// <summary>All of them for a sentence: <c>a, b or c</c>.</summary>
    internal static string ChoiceOf(Type type)
    {
        var words = Enum.GetNames(type).Select(name => name.ToLowerInvariant()).ToList();
        return string.Join(", ", words.Take(words.Count - 1)) + " or " + words[^1];
    }
}
