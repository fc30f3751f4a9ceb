using System;
using System.IO;

namespace GlueTools.Console.Streams;

/// <summary>
/// A file that is there whole or not at all: it is written beside its place under another name, and takes its place when all is written. Whoever reads the place
/// in between, or after a run that was cut off, reads what was there before.
/// </summary>
internal sealed class ReplacedFile : IDisposable
{
    private readonly string _path, _aside;
    private bool _isDone;

    /// <summary>Begins to write aside.</summary>
    /// <exception cref="UsageException">The file cannot be written there.</exception>
    internal ReplacedFile(string path)
    {
        _path = path;
        _aside = path + "." + Guid.NewGuid().ToString("N")[..8] + ".part";
        if (Directory.Exists(path))
        {
            throw new UsageException("-o: '" + UserText.Shown(path) + "' is a directory, not a file.");
        }

        Text = new StreamWriter(new ResultStream(_aside));
    }

    /// <summary>What is written.</summary>
    internal StreamWriter Text { get; }

    /// <summary>All is written: the file takes its place.</summary>
    /// <exception cref="UsageException">It cannot.</exception>
    internal void Commit()
    {
        Text.Dispose();
        try
        {
            File.Move(_aside, _path, overwrite: true);
            _isDone = true;
        }
        catch (Exception error) when (FileTrouble.IsAboutTheFile(error))
        {
            throw new UsageException("-o: " + FileTrouble.Unwritable(_path, error));
        }
    }

    public void Dispose()
    {
        if (_isDone)
        {
            return;
        }

        try
        {
            Text.Dispose();
        }
        catch (Exception error) when (error is UsageException || FileTrouble.IsAboutTheFile(error))
        {
            // Told already: this is the way out.
        }

        try
        {
            File.Delete(_aside);
        }
        catch (Exception error) when (FileTrouble.IsAboutTheFile(error))
        {
            // Half a file under a name of its own harms nobody.
        }
    }
}
