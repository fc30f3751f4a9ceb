using System;
using System.IO;

namespace GlueTools.Console.Streams;

/// <summary>Stands for a standard stream that was closed before the program began: whoever needs it is told.</summary>
/// <param name="refusal">What is thrown.</param>
internal sealed class ClosedStream(Func<Exception> refusal) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw refusal();

    public override void Write(byte[] buffer, int offset, int count) => throw refusal();

    public override void Flush() => throw refusal();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
