using System;
using System.CommandLine;

namespace GlueTools.Console.Options;

/// <summary>How a command says what it takes, each thing once and in the order of its help, and what it does.</summary>
internal static class CommandShape
{
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
}
