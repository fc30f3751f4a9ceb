using System;
using System.IO;
using GlueTools.Console.Options;
using Microsoft.Win32.SafeHandles;

namespace GlueTools.Console.Streams;

/// <summary>Nobody reads standard output any more.</summary>
internal sealed class ClosedOutputException(Exception cause) : Exception("Standard output is closed.", cause);

/// <summary>
/// Standard output that tells when its reader has gone, or its disk is full. The platform's own console stream swallows the first on Unix, and a run over a
/// million names would go on for nobody.
/// </summary>
internal sealed class PipeStream : Stream
{
    /// <summary>EPIPE, which has the same number on every Unix.</summary>
    private const int BrokenPipe = 32;

    private readonly Stream _stream = Open();
    private bool _isLost;

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
            _stream.Write(buffer, offset, count);
        }
        catch (Exception error) when (FileTrouble.IsAboutTheFile(error))
        {
            _isLost = true;
            throw error.HResult == BrokenPipe
                ? new ClosedOutputException(error)
                : new UsageException("Standard output cannot be written further, and its last row may be cut off: " + error.Message);
        }
    }

    public override void Flush() => _stream.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static Stream Open()
    {
        if (!OperatingSystem.IsWindows())
        {
            var stream = new FileStream(new SafeFileHandle(Descriptors.Output, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            // A file has no reader to lose, and a stream with a position of its own would write over what others write there.
            if (!stream.CanSeek)
            {
                return stream;
            }
        }

        return System.Console.OpenStandardOutput();
    }
}
