using System;
using System.IO;

namespace GlueTools.Delegation.Evidence;

/// <summary>A stream to read from that ends with an exception where more comes than may: what is packed does not say how much it is.</summary>
internal sealed class CeilingStream(Stream inner, long most) : Stream
{
    private long _left = most;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        // One more than may come is asked for: only that shows that it would.
        var read = inner.Read(buffer, offset, (int)Math.Min(count, _left + 1));
        _left -= read;
        return _left >= 0 ? read : throw new CeilingException();
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}

/// <summary>More came than may.</summary>
internal sealed class CeilingException : Exception
{
}
