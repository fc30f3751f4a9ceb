using System;
using System.IO;
using GlueTools.Shared;

namespace GlueTools.Delegation.Evidence;

/// <summary>A stream to read from that ends with an exception where more comes than may: what is packed does not say how much it is.</summary>
internal sealed class CeilingStream(Stream inner, long most) : OneWayStream
{
    private long _left = most;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        // One more than may come is asked for: only that shows that it would.
        var read = inner.Read(buffer, offset, (int)Math.Min(count, _left + 1));
        _left -= read;
        return _left >= 0 ? read : throw new CeilingException();
    }

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
