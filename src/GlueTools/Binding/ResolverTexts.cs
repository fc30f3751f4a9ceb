using System.Collections.Generic;
using System.Linq;
using GlueTools.Network.Options;

namespace GlueTools.Binding;

/// <summary>Resolvers as people give them: words for public ones stand for their addresses, everything else for itself.</summary>
internal static class ResolverTexts
{
    private static readonly char[] Separators = [';', ',', ' ', '\t'];

    internal static string[]? Expand(IEnumerable<string>? texts, bool isIPv6) => texts?
        .SelectMany(text => (text ?? string.Empty).Split(Separators, System.StringSplitOptions.RemoveEmptyEntries))
        .SelectMany(word => PublicResolvers.Of(word, isIPv6) is { Count: > 0 } known ? known.Select(address => address.ToString()) : [word])
        .ToArray();
}
