using System;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace GlueTools.Console.Streams;

/// <summary>Nobody reads standard output any more.</summary>
internal sealed class ClosedOutputException(Exception cause) : Exception("Standard output is closed.", cause);

/// <summary>
/// Standard output that tells when its reader has gone, or its disk is full. The platform's own console stream swallows the first on Unix, and a run over a
/// million names would go on for nobody.
/// </summary>
internal sealed class PipeStream() : RowStream(Open())
{
    /// <summary>EPIPE, which has the same number on every Unix.</summary>
    private const int BrokenPipe = 32;

    protected override Exception Lost(Exception cause) => cause.HResult == BrokenPipe
        ? new ClosedOutputException(cause)
        : new UsageException("Standard output cannot be written further, and its last row may be cut off: " + cause.Message);

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
