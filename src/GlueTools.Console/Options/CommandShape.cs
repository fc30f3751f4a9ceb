using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;

namespace GlueTools.Console.Options;

/// <summary>How a command says what it takes, each thing once and in the order of its help, and what it does.</summary>
internal static class CommandShape
{
    private const string Tool = "glue";

    internal static Option<T> Takes<T>(this Command command, Option<T> option)
    {
        command.Add(option);
        return option;
    }

    internal static Argument<T> Takes<T>(this Command command, Argument<T> argument)
    {
        command.Add(argument);
        return argument;
    }

    internal static TGroup Takes<TGroup>(this Command command, TGroup options)
        where TGroup : IOptionGroup
    {
        options.AddTo(command);
        return options;
    }

    /// <summary>Sets what a command does: reads its options, and returns the exit status.</summary>
    internal static Command Does(this Command command, Func<OptionReader, int> run)
    {
        command.SetAction(parsed => run(new OptionReader(parsed)));
        return command;
    }

    /// <summary>A command with those above it: <c>glue lab start</c>.</summary>
    internal static string PathOf(CommandResult result)
    {
        var words = new List<string>();
        for (SymbolResult? at = result; at is not null; at = at.Parent)
        {
            if (at is CommandResult { Command: not RootCommand } command)
            {
                words.Insert(0, command.Command.Name);
            }
        }

        words.Insert(0, Tool);
        return string.Join(" ", words);
    }
}
