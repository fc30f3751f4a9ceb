using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Net;
using GlueTools.Console.Streams;

namespace GlueTools.Console.Options;

/// <summary>Turns the texts of options into values and gathers a sentence for each that is none, so that all mistakes are told at once.</summary>
internal sealed class OptionReader(ParseResult parsed)
{
    /// <summary>Characters of a command line that are shown.</summary>
    private const int LongestShown = 1000;

    private readonly List<string> _mistakes = [];

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

    /// <summary>A whole number within bounds.</summary>
    internal int Number(Option<string> option, int otherwise, int least, int most = int.MaxValue)
    {
        if (parsed.GetValue(option) is not { } text)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        var bounds = most == int.MaxValue ? string.Format(CultureInfo.InvariantCulture, "of {0} or more", least)
            : string.Format(CultureInfo.InvariantCulture, "from {0} to {1}", least, most);
        Mistake(option.Name + " takes a whole number " + bounds + ", not '" + UserText.Shown(text) + "'.");
        return otherwise;
    }

    /// <summary>Any whole number.</summary>
    internal int? Number(Option<string> option)
    {
        if (parsed.GetValue(option) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Mistake(option.Name + " takes a whole number, not '" + UserText.Shown(text) + "'.");
        return null;
    }

    /// <summary>Seconds, with a decimal point whatever the culture.</summary>
    internal double Seconds(Option<string> option, double otherwise, double least, double most)
    {
        if (parsed.GetValue(option) is not { } text)
        {
            return otherwise;
        }

        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds >= least && seconds <= most)
        {
            return seconds;
        }

        Mistake(string.Format(CultureInfo.InvariantCulture, "{0} takes seconds from {1} to {2}, not '{3}'.", option.Name, least, most, UserText.Shown(text)));
        return otherwise;
    }

    /// <summary>One word of an enumeration, in any case.</summary>
    internal T Word<T>(Option<string> option, T otherwise)
        where T : struct, Enum
    {
        if (parsed.GetValue(option) is not { } text)
        {
            return otherwise;
        }

        if (EnumWords.TryRead<T>(text, out var value))
        {
            return value;
        }

        Mistake(option.Name + " takes " + EnumWords.ChoiceOf<T>() + ", not '" + UserText.Shown(text) + "'.");
        return otherwise;
    }

    /// <summary>IP addresses.</summary>
    internal List<IPAddress> Addresses(Option<string[]> option)
    {
        var addresses = new List<IPAddress>();
        foreach (var text in Texts(option))
        {
            if (AddressText.TryRead(text, out var address))
            {
                addresses.Add(address);
            }
            else
            {
                Mistake(option.Name + " takes an IP address, not '" + UserText.Shown(text) + "'.");
            }
        }

        return addresses;
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
