using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text;
using GlueTools.Console.Running;

namespace GlueTools.Console.Options;

/// <summary>The names of a run: arguments first, then a list that is read as the run goes on.</summary>
internal sealed class NameArguments
{
    private const string StandardInput = "-";

    private readonly Argument<string[]> _names = new("NAME") { Description = "Domain names.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> _list = Texts.Option("--input", "FILE", "A list of names, one to a line; - reads standard input.", "-i");

    internal void AddTo(Command command)
    {
        command.Add(_names);
        command.Add(_list);
    }

    /// <summary>Opens the list; the names stream from it.</summary>
    internal IEnumerable<string> Read(ParseResult parsed, OptionReader options, TextReader standardInput)
    {
        var names = parsed.GetValue(_names) ?? [];
        foreach (var name in names.Where(name => name.StartsWith('-') && name.Length > 1))
        {
            options.Mistake("'" + OptionReader.Shown(name) + "' is not an option of '" + Commands.GlueCommand.PathOf(parsed.CommandResult) + "'.");
        }

        if (options.Text(_list) is not { } path)
        {
            if (names.Length == 0)
            {
                options.Mistake("Give at least one domain name, or a list of them with -i FILE.");
            }

            return names;
        }

        return Open(path, options, standardInput) is { } text ? names.Concat(NameList.Read(text)) : names;
    }

    private static TextReader? Open(string path, OptionReader options, TextReader standardInput)
    {
        if (path == StandardInput)
        {
            return standardInput;
        }

        try
        {
            return new StreamReader(path, Encoding.UTF8);
        }
        catch (Exception error) when (FileOption.IsAboutTheFile(error))
        {
            options.Mistake("-i: " + FileOption.Unreadable(path, error));
            return null;
        }
    }
}
