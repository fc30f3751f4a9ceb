using System;
using System.CommandLine;
using System.IO;
using System.Text;
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
            options.Mistake(option.Name + " " + OptionReader.Shown(path) + ": " + SafeText.Escape(error.Message));
        }
        catch (Exception error) when (IsAboutTheFile(error))
        {
            options.Mistake(option.Name + ": " + Unreadable(path, error));
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
        catch (Exception error) when (IsAboutTheFile(error))
        {
            options.Mistake(name + ": " + Unreadable(path, error));
            return null;
        }
    }

    internal static bool IsAboutTheFile(Exception error) => error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    internal static string Unwritable(string path, Exception error) => "the file '" + OptionReader.Shown(path) + "' cannot be written: " + SafeText.Escape(error.Message);

    internal static string Unreadable(string path, Exception error) => error is FileNotFoundException or DirectoryNotFoundException
        ? "there is no file '" + OptionReader.Shown(path) + "'."
        : Directory.Exists(path) ? "'" + OptionReader.Shown(path) + "' is a directory, not a file."
        : "the file '" + OptionReader.Shown(path) + "' cannot be read: " + SafeText.Escape(error.Message);
}
