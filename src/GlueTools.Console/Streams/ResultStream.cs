using System;
using System.IO;
using GlueTools.Console.Options;

namespace GlueTools.Console.Streams;

/// <summary>A file of results that is written from its beginning; what goes wrong is told as a mistake of the command line is.</summary>
internal sealed class ResultStream : Stream
{
    private readonly string _path;
    private readonly FileStream _file;
    private bool _isLost;

    /// <exception cref="UsageException">The file cannot be written.</exception>
    internal ResultStream(string path)
    {
        _path = path;
        try
        {
            _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }
        catch (Exception error) when (FileTrouble.IsAboutTheFile(error))
        {
            throw new UsageException("-o: " + FileTrouble.Unwritable(path, error));
        }
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        // Behind a row that is cut off, none may follow as if nothing were missing.
        if (_isLost)
        {
            return;
        }

        try
        {
            _file.Write(buffer, offset, count);
        }
        catch (Exception error) when (FileTrouble.IsAboutTheFile(error))
        {
            _isLost = true;
            throw new UsageException("-o: " + FileTrouble.Unwritable(_path, error) + " Its last row may be cut off.");
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
        }

        base.Dispose(disposing);
    }
}
