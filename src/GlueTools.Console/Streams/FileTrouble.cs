using System;
using System.IO;
using GlueTools.Dns.Names;

namespace GlueTools.Console.Streams;

/// <summary>What is said where a file cannot be read or written.</summary>
internal static class FileTrouble
{
    internal static bool IsAboutTheFile(Exception error) => error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    internal static string Unwritable(string path, Exception error) => "the file '" + UserText.Shown(path) + "' cannot be written: " + SafeText.Escape(error.Message);

    internal static string Unreadable(string path, Exception error) => error is FileNotFoundException or DirectoryNotFoundException
        ? "there is no file '" + UserText.Shown(path) + "'."
        : Directory.Exists(path) ? "'" + UserText.Shown(path) + "' is a directory, not a file."
        : "the file '" + UserText.Shown(path) + "' cannot be read: " + SafeText.Escape(error.Message);
}
