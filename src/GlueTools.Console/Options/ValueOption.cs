using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;
using GlueTools.Console.Streams;

namespace GlueTools.Console.Options;

/// <summary>Reads one word of a command line; false where it is no such value.</summary>
internal delegate bool ValueReader<T>(string word, out T value);

/// <summary>An option whose words are values of a type. What is none is refused where the line is parsed, with a sentence of ours.</summary>
internal sealed class ValueOption<T> : Option<T>, IValueOption
{
    private readonly HashSet<string> _said = [];

    private ValueOption(string name, string value, string description)
        : base(name)
    {
        HelpName = value;
        Description = description;
    }

    /// <summary>Of one value.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">What stands for the value in help.</param>
    /// <param name="description">What it is about.</param>
    /// <param name="takes">What it takes, for the sentence.</param>
    /// <param name="read">Reads the value.</param>
    internal static ValueOption<T> One(string name, string value, string description, string takes, ValueReader<T> read)
    {
        var option = new ValueOption<T>(name, value, description);
        option.CustomParser = result => option.Read(result, result.Tokens[^1], takes, read);
        return option;
    }

    /// <summary>Of values one behind the other: the option is repeated.</summary>
    /// <inheritdoc cref="One"/>
    internal static ValueOption<T[]> Many(string name, string value, string description, string takes, ValueReader<T> read)
    {
        var option = new ValueOption<T[]>(name, value, description) { Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
        option.CustomParser = result => [.. result.Tokens.Select(token => option.Read(result, token, takes, read)!)];
        return option;
    }

    bool IValueOption.Says(string message) => _said.Contains(message);

    private TValue? Read<TValue>(ArgumentResult result, Token token, string takes, ValueReader<TValue> read)
    {
        if (!read(token.Value, out var value))
        {
            var sentence = Name + " takes " + takes + ", not '" + UserText.Shown(token.Value) + "'.";
            _said.Add(sentence);
            result.AddError(sentence);
        }

        return value;
    }
}

/// <summary>An option that says itself what is wrong with its value.</summary>
internal interface IValueOption
{
    /// <summary>Whether it was this option that said so, and not the parser.</summary>
    bool Says(string message);
}
