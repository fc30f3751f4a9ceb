using System;
using System.IO;

namespace GlueTools.Shared;

/// <summary>
/// A file that is there whole or not at all: it is written under another name, and takes its place when all is written. Whoever reads the place in between, or after a run
/// that was cut off, reads what was there before. A place that is a link, a pipe or a device stays that: what was written is copied into it in the end.
/// </summary>
internal sealed class WrittenAside : IDisposable
{
    private const int BufferSize = 1 << 16;

    private readonly string _path, _aside;
    private readonly FileStream? _place;
    private bool _isDone;

    /// <summary>Begins to write aside.</summary>
    /// <param name="path">The place.</param>
    /// <param name="create">Creates the file that is written.</param>
    /// <exception cref="IOException">The file cannot be written there.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be written there.</exception>
    internal WrittenAside(string path, Func<string, Stream> create)
    {
        if (Directory.Exists(path))
        {
            throw new IOException("it is a directory.");
        }

        _path = path;
        _place = OpenToCopyInto(path);
        // Beside a device may be no room for files.
        _aside = _place is null ? path + "." + Path.GetRandomFileName() + ".part" : Path.GetTempFileName();
        try
        {
            Text = new StreamWriter(create(_aside));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What is written, as UTF-8 without a mark.</summary>
    internal StreamWriter Text { get; } = StreamWriter.Null;

    /// <summary>A file of the system's folder for such things that is written, read once and gone with its stream.</summary>
    internal static Stream Temporary() => new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, BufferSize, FileOptions.DeleteOnClose);

    /// <summary>All is written: the file takes its place.</summary>
    internal void Commit()
    {
        Text.Dispose();
        if (_place is not null)
        {
            Copy(_place);
        }
        else if (File.Exists(_path))
        {
            File.Replace(_aside, _path, null);
            _isDone = true;
        }
        else
        {
            File.Move(_aside, _path);
            _isDone = true;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDone)
        {
            return;
        }

        _isDone = true;
        Quietly(Text.Dispose);
        Quietly(() => _place?.Dispose());
        // Half a file under a name of its own harms nobody.
        Quietly(() => File.Delete(_aside));
    }

    /// <summary>The place, where another file cannot take it; null where one can. A pipe is opened once and kept: its reader takes the close for the end.</summary>
    private static FileStream? OpenToCopyInto(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var place = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            if (!HoldsWhatIsWritten(place) || (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0)
            {
                return place;
            }

            place.Dispose();
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Whoever may not write to it may still be allowed to put another in its place.
            return null;
        }
    }

    /// <summary>Whether it is a file as others are: a pipe has no positions, and a device neither octets nor a length that could be set.</summary>
    private static bool HoldsWhatIsWritten(FileStream place)
    {
        if (!place.CanSeek || place.Length > 0)
        {
            return place.CanSeek;
        }

        try
        {
            place.SetLength(0);
            return true;
        }
        catch (Exception error) when (error is IOException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private void Copy(FileStream place)
    {
        if (HoldsWhatIsWritten(place))
        {
            place.SetLength(0);
        }

        using (var written = File.OpenRead(_aside))
        {
            written.CopyTo(place);
        }

        place.Dispose();
    }

    private static void Quietly(Action action)
    {
        try
        {
            action();
        }
        catch (Exception)
        {
            // Told already where it matters: this is the way out.
        }
    }
}
