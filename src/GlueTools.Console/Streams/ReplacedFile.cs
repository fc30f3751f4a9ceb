using System;
using System.IO;
using GlueTools.Shared;

namespace GlueTools.Console.Streams;

/// <summary>A file of <c>--output</c> that is there whole or not at all; what goes wrong is told as a mistake of the command line is.</summary>
internal sealed class ReplacedFile : IDisposable
{
    private readonly string _path;
    private readonly WrittenAside _file;

    /// <summary>Begins to write aside.</summary>
    /// <exception cref="UsageException">The file cannot be written there.</exception>
    internal ReplacedFile(string path)
    {
        if (Directory.Exists(path))
        {
            throw new UsageException("-o: '" + UserText.Shown(path) + "' is a directory, not a file.");
        }

        _path = path;
        _file = Trying(() => new WrittenAside(path, aside => new ResultStream(aside)));
    }

    /// <summary>What is written.</summary>
    internal StreamWriter Text => _file.Text;

    /// <summary>All is written: the file takes its place.</summary>
    /// <exception cref="UsageException">It cannot.</exception>
    internal void Commit() => Trying(() =>
    {
        _file.Commit();
        return true;
    });

    public void Dispose() => _file.Dispose();

    private T Trying<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception error) when (FileTrouble.IsAboutTheFile(error))
        {
            throw new UsageException("-o: " + FileTrouble.Unwritable(_path, error));
        }
    }
}
