using System;
using GlueTools.Shared;

namespace GlueTools.Console.Streams;

/// <summary>Stands for a standard stream that was closed before the program began: whoever needs it is told.</summary>
/// <param name="refusal">What is thrown.</param>
internal sealed class ClosedStream(Func<Exception> refusal) : OneWayStream
{
    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override int Read(byte[] buffer, int offset, int count) => throw refusal();

    public override void Write(byte[] buffer, int offset, int count) => throw refusal();

    public override void Flush() => throw refusal();
}
