using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using GlueTools.Console.Running;

namespace GlueTools.Console.Options;

/// <summary>The names of a run: arguments first, then a list that is read as the run goes on.</summary>
internal sealed class NameArguments
{
    private readonly Argument<string[]> _names = new("NAME") { Description = "Domain names.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> _list = Texts.Option("--input", "FILE", "A list of names, one to a line; - reads standard input.", "-i");

    internal void AddTo(Command command)
    {
        command.Add(_names);
        command.Add(_list);
    }

    /// <summary>The names among the arguments.</summary>
    internal IReadOnlyList<string> Given(OptionReader options) => options.Texts(_names);

    /// <summary>Whether there is one name and no list.</summary>
    internal bool IsOne(OptionReader options) => Given(options).Count == 1 && !options.Has(_list);

    /// <summary>Opens the list; the names stream from it.</summary>
    internal IEnumerable<string> Read(OptionReader options, TextReader standardInput)
    {
        var names = Given(options);
        RefuseOptions(options);
        if (options.Text(_list) is not { } path)
        {
            if (names.Count == 0)
            {
                options.Mistake("Give at least one domain name, or a list of them with -i FILE.");
            }

            return names;
        }

        return options.Open("-i", path, standardInput) is { } text ? names.Concat(NameList.Read(text)) : names;
    }

    /// <summary>What begins with a hyphen is no name: it is an option that the command does not have.</summary>
    internal void RefuseOptions(OptionReader options)
    {
        foreach (var name in Given(options).Where(name => name.StartsWith('-') && name.Length > 1))
        {
            options.Mistake("'" + OptionReader.Shown(name) + "' is not an option of '" + options.CommandPath + "'.");
        }
    }
}
