using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;

namespace GlueTools.Console.Options;

/// <summary>Where saved evidence comes from that is judged instead of asking anybody.</summary>
internal sealed class SavedOption : IOptionGroup
{
    /// <summary>Characters of a line. The evidence about a domain is some ten thousand.</summary>
    internal const int LongestLine = 1 << 24;

    private readonly Option<string> _from =
        Texts.Option("--from", "FILE", "Judge what 'glue collect' saved, without the network, instead of names; - reads standard input.");

    private readonly List<Option> _asking = [];

    /// <summary>Adds the option. Those that the command has already are about whom to ask and how, and have no meaning beside it.</summary>
    public void AddTo(Command command)
    {
        _asking.AddRange(command.Options);
        command.Add(_from);
    }

    /// <summary>Opens the file; null where the option was not given, or could not be read and that was told.</summary>
    internal IEnumerable<BoundedLine>? Read(OptionReader options, NameArguments names, TextReader standardInput)
    {
        if (options.Text(_from) is not { } path)
        {
            return null;
        }

        names.RefuseOptions(options);
        if (names.Given(options) is [var name, ..] && !name.StartsWith('-'))
        {
            options.Mistake("--from takes the domains from its file; leave out '" + UserText.Shown(name) + "'.");
        }

        foreach (var option in _asking)
        {
            if (options.Has(option))
            {
                options.Mistake("--from asks nobody, so " + option.Name + " has no meaning beside it; leave one of them out.");
            }
        }

        return options.Open(_from.Name, path, standardInput) is { } text ? BoundedLine.Read(text, LongestLine) : null;
    }

    /// <summary>The file as it was written; empty for standard input.</summary>
    internal string File(OptionReader options) => options.Text(_from) is { } path && path != FileOption.StandardStream ? path : string.Empty;

    internal bool IsGiven(OptionReader options) => options.Has(_from);
}
