using System;
using System.CommandLine;
using System.IO;
using System.Text;
using GlueTools.Dns.Zones;

namespace GlueTools.Console.Options;

/// <summary>Options that name a file which is read whole before anything starts.</summary>
internal static class FileOption
{
    /// <summary>Reads the file where the option was given; a file that is missing or malformed is a mistake.</summary>
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
            options.Mistake(option.Name + " " + OptionReader.Shown(path) + ": " + error.Message);
        }
        catch (Exception error) when (IsAboutTheFile(error))
        {
            options.Mistake(option.Name + ": " + Unreadable(path, error));
        }

        return null;
    }

    internal static bool IsAboutTheFile(Exception error) => error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    internal static string Unreadable(string path, Exception error) => error is FileNotFoundException or DirectoryNotFoundException
        ? "there is no file '" + OptionReader.Shown(path) + "'."
        : "the file '" + OptionReader.Shown(path) + "' cannot be read: " + error.Message;
}
