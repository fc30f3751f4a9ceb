using System;
using System.CommandLine;
using System.IO;
using System.Text;
using GlueTools.Console.Streams;
using GlueTools.Dns.Names;
using GlueTools.Dns.Zones;

namespace GlueTools.Console.Options;

/// <summary>Options that name a file.</summary>
internal static class FileOption
{
    /// <summary>Stands for standard input or output in place of a file.</summary>
    internal const string StandardStream = "-";

    /// <summary>Reads the file whole where the option was given; a file that is missing or malformed is a mistake.</summary>
    internal static T? ReadFile<T>(this OptionReader options, Option<string> option, Func<TextReader, T> read)
        where T : class
    {
        if (options.Text(option) is not { } path)
        {
            return null;
        }

        try
        {
            using var text = new StreamReader(path, Encoding.UTF8);
            return read(text);
        }
        catch (Exception error) when (error is FormatException or MasterFileException)
        {
            options.Mistake(option.Name + " " + UserText.Shown(path) + ": " + SafeText.Escape(error.Message));
        }
        catch (Exception error) when (FileTrouble.IsAboutTheFile(error))
        {
            options.Mistake(option.Name + ": " + FileTrouble.Unreadable(path, error));
        }

        return null;
    }

    /// <summary>Opens a file that is read as the run goes on, or standard input; null where that failed and was told.</summary>
    /// <param name="options">Where mistakes go.</param>
    /// <param name="name">The option as it is told of.</param>
    /// <param name="path">The file; <c>-</c> for standard input.</param>
    /// <param name="standardInput">Standard input.</param>
    internal static TextReader? Open(this OptionReader options, string name, string path, TextReader standardInput)
    {
        if (path == StandardStream)
        {
            return standardInput;
        }

        try
        {
            return new StreamReader(path, Encoding.UTF8);
        }
        catch (Exception error) when (FileTrouble.IsAboutTheFile(error))
        {
            options.Mistake(name + ": " + FileTrouble.Unreadable(path, error));
            return null;
        }
    }
}
