using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using GlueTools.Console.Running;
using GlueTools.Delegation;

namespace GlueTools.Console.Options;

/// <summary>The names of a run: arguments first, then a list that is read as the run goes on.</summary>
internal sealed class NameArguments : IOptionGroup
{
    private readonly Argument<string[]> _names = new("NAME") { Description = "Domain names.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> _list = Texts.Option("--input", "FILE", "A list of names, one to a line; - reads standard input.", "-i");
    private readonly Option<string> _shard = Texts.Option("--shard", "N/M", "Take part N of M of the names only, such as 3/16; a name always falls into the same part.");

    public void AddTo(Command command)
    {
        command.Add(_names);
        command.Add(_list);
        command.Add(_shard);
    }

    /// <summary>The names among the arguments.</summary>
    internal IReadOnlyList<string> Given(OptionReader options) => options.Texts(_names);

    /// <summary>Whether there is one name and no list.</summary>
    internal bool IsOne(OptionReader options) => Given(options).Count == 1 && !options.Has(_list);

    /// <summary>Opens the list; the names stream from it, those of other parts of the list left out.</summary>
    internal IEnumerable<string> Read(OptionReader options, TextReader standardInput)
    {
        var names = ReadAll(options, standardInput);
        return ReadShard(options) is { } shard ? names.Where(shard.Holds) : names;
    }

    private IEnumerable<string> ReadAll(OptionReader options, TextReader standardInput)
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

    private Shard? ReadShard(OptionReader options)
    {
        if (options.Text(_shard) is not { } text)
        {
            return null;
        }

        if (!Shard.TryParse(text, out var shard))
        {
            options.Mistake(_shard.Name + " takes " + Shard.Rule + ", not '" + OptionReader.Shown(text) + "'.");
        }

        return shard;
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
