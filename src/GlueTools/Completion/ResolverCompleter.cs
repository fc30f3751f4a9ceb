using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using GlueTools.Network.Options;

namespace GlueTools.Completion;

/// <summary>Completes resolvers: words for public ones, with the addresses that they stand for.</summary>
public sealed class ResolverCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) => PublicResolvers.Words
        .Where(word => word.BeginsWith(wordToComplete))
        .Select(word => new CompletionResult(word, word, CompletionResultType.ParameterValue, string.Join(", ", PublicResolvers.Of(word, isIPv6: false))));
}
