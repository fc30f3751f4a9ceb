using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace GlueTools.Completion;

/// <summary>What completers share that offer words of a set.</summary>
internal static class WordCompletion
{
    /// <summary>The words that begin with what was typed, in any case, in order.</summary>
    /// <param name="words">The set.</param>
    /// <param name="typed">What was typed; null for nothing.</param>
    /// <param name="explain">What to tell of a word; the word itself unless given.</param>
    internal static IEnumerable<CompletionResult> Completing(this IEnumerable<string> words, string? typed, Func<string, string>? explain = null) => words
        .Where(word => word.BeginsWith(typed))
        .OrderBy(word => word, StringComparer.Ordinal)
        .Select(word => explain is null ? new CompletionResult(word) : new CompletionResult(word, word, CompletionResultType.ParameterValue, explain(word)));

    /// <summary>Whether a text begins with what was typed, in any case.</summary>
    internal static bool BeginsWith(this string text, string? typed) => text.StartsWith(typed ?? string.Empty, StringComparison.OrdinalIgnoreCase);
}
