using System;
using System.IO;

namespace GlueTools.Pipeline;

/// <summary>A file that is there whole or not at all: it is written beside its place under another name, and takes its place when all is written.</summary>
internal sealed class WrittenAside : IDisposable
{
    private const int BufferSize = 1 << 16;

    private readonly string _path, _aside;
    private bool _isDone;

    /// <summary>Begins to write aside.</summary>
    /// <exception cref="IOException">The file cannot be written there.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be written there.</exception>
    internal WrittenAside(string path)
    {
        _path = path;
        _aside = path + "." + Guid.NewGuid().ToString("N").Substring(0, 8) + ".part";
        if (Directory.Exists(path))
        {
            throw new IOException("it is a directory.");
        }

        Text = new StreamWriter(new FileStream(_aside, FileMode.CreateNew, FileAccess.Write, FileShare.Read));
    }

    /// <summary>What is written, as UTF-8 without a mark.</summary>
    internal StreamWriter Text { get; }

    /// <summary>A file of the system's folder for such things that is written, read once and gone with its stream.</summary>
    internal static Stream Temporary() => new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, BufferSize, FileOptions.DeleteOnClose);

    /// <summary>All is written: the file takes its place.</summary>
    internal void Commit()
    {
        Text.Dispose();
        if (File.Exists(_path))
        {
            File.Replace(_aside, _path, null);
        }
        else
        {
            File.Move(_aside, _path);
        }

        _isDone = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDone)
        {
            return;
        }

        _isDone = true;
        try
        {
            Text.Dispose();
        }
        catch (IOException)
        {
            // Told already: this is the way out.
        }

        try
        {
            File.Delete(_aside);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Half a file under a name of its own harms nobody.
        }
    }
}
