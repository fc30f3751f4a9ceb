using System;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace GlueTools.Console.Running;

/// <summary>Nobody reads standard output any more.</summary>
internal sealed class ClosedOutputException(Exception cause) : Exception("Standard output is closed.", cause);

/// <summary>
/// Standard output that tells when its reader has gone. The platform's own console stream swallows that on Unix, and a run over a million names would go on
/// for nobody.
/// </summary>
internal sealed class PipeStream : Stream
{
    private const int StandardOutput = 1;

    private readonly Stream _stream = Open();

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
        try
        {
            _stream.Write(buffer, offset, count);
        }
        catch (IOException error)
        {
            throw new ClosedOutputException(error);
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
            var stream = new FileStream(new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            // A file has no reader to lose, and a stream with a position of its own would write over what others write there.
            if (!stream.CanSeek)
            {
                return stream;
            }
        }

        return System.Console.OpenStandardOutput();
    }
}
