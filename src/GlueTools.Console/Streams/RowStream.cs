using System;
using System.IO;
using GlueTools.Shared;

namespace GlueTools.Console.Streams;

/// <summary>Takes rows to where they are wanted. Once a write has failed nothing more is written: behind a row that is cut off, none may follow as if nothing were missing.</summary>
internal abstract class RowStream(Stream stream) : OneWayStream
{
    private bool _isLost;

    public override bool CanWrite => true;

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (_isLost)
        {
            return;
        }

        try
        {
            stream.Write(buffer, offset, count);
        }
        catch (Exception error) when (FileTrouble.IsAboutTheFile(error))
        {
            _isLost = true;
            throw Lost(error);
        }
    }

    public override void Flush() => stream.Flush();

    /// <summary>What to raise where a write has failed.</summary>
    protected abstract Exception Lost(Exception cause);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stream.Dispose();
        }

        base.Dispose(disposing);
    }
}
