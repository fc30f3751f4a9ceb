using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;
using System.Net;
using GlueTools.Console.Streams;
using GlueTools.Network.Options;

namespace GlueTools.Console.Options;

/// <summary>Turns the texts of options into values and gathers a sentence for each that is none, so that all mistakes are told at once.</summary>
internal sealed class OptionReader(ParseResult parsed)
{
    /// <summary>Characters of a command line that are shown.</summary>
    private const int LongestShown = 1000;

    // What options say of their own values is told with what is found to be wrong later.
    private readonly List<string> _mistakes = [.. parsed.Errors.Select(error => error.Message)];

    /// <summary>Whether the option was given.</summary>
    internal bool Has(Option option) => parsed.GetResult(option) is { Implicit: false };

    internal bool Switch(Option<bool> option) => parsed.GetValue(option);

    internal string? Text(Option<string> option) => parsed.GetValue(option);

    internal T? Value<T>(Argument<T> argument) => parsed.GetValue(argument);

    internal IReadOnlyList<string> Texts(Option<string[]> option) => parsed.GetValue(option) ?? [];

    internal IReadOnlyList<string> Texts(Argument<string[]> argument) => parsed.GetValue(argument) ?? [];

    /// <summary>The command that was called, with those above it.</summary>
    internal string CommandPath => CommandShape.PathOf(parsed.CommandResult);

    /// <summary>The line that was written, on one line and as far as anybody wants to read it.</summary>
    internal string CommandLine
    {
        get
        {
            var line = string.Join(" ", ((IEnumerable<string>)["glue"]).Concat(parsed.Tokens.Select(token => token.Value.Contains(' ') ? "'" + token.Value + "'" : token.Value)));
            return Escaped(line.Length > LongestShown ? line[..LongestShown] + "..." : line);
        }
    }

    internal void Mistake(string sentence) => _mistakes.Add(sentence);

    /// <summary>The value of an option; what stands for it where it was not given, or refused and told of.</summary>
    internal T Value<T>(Option<T> option, T otherwise) => 
        parsed.GetResult(option) is { Implicit: false } given && !parsed.Errors.Any(error => OptionOf(error) == given) ? parsed.GetValue(option) ?? otherwise : otherwise;

    /// <summary>The word of an option, of the enumeration that it was made of.</summary>
    internal T Word<T>(Option<Enum?> option, T otherwise)
        where T : struct, Enum => (T)Value(option, otherwise)!;

    /// <summary>The values of an option that is repeated.</summary>
    internal IReadOnlyList<T> Values<T>(Option<T[]> option) => Value(option, []);

    /// <summary>The option that an error of the parser is about; null where it is about none.</summary>
    internal static OptionResult? OptionOf(ParseError error) => error.SymbolResult as OptionResult ?? error.SymbolResult?.Parent as OptionResult;

    /// <summary>Resolvers: addresses, or words for public ones.</summary>
    /// <param name="option">The option.</param>
    /// <param name="isIPv6">Whether only IPv6 is used, so that a word stands for such an address.</param>
    internal List<IPAddress> Resolvers(Option<string[]> option, bool isIPv6)
    {
        var addresses = new List<IPAddress>();
        foreach (var text in Texts(option))
        {
            if (AddressText.TryRead(text, out var address))
            {
                addresses.Add(address);
            }
            else if (PublicResolvers.Of(text, isIPv6) is { Count: > 0 } known)
            {
                addresses.AddRange(known);
            }
            else
            {
                Mistake(option.Name + " takes an IP address or one of " + string.Join(", ", PublicResolvers.Words) + ", not '" + UserText.Shown(text) + "'.");
            }
        }

        return addresses.Distinct().ToList();
    }

    /// <summary>Ends the run where anything was wrong.</summary>
    /// <exception cref="UsageException">Something was.</exception>
    internal void ThrowIfMistaken()
    {
        if (_mistakes.Count > 0)
        {
            throw new UsageException(_mistakes);
        }
    }

    /// <summary>The values of an option as they were written.</summary>
    internal IEnumerable<string> Written(Option option) => parsed.GetResult(option)?.Tokens.Select(token => token.Value) ?? [];

    internal static string Escaped(string text) => Dns.Names.SafeText.Escape(text);
}
