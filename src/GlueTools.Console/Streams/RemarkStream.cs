using System;
using System.IO;
using GlueTools.Shared;

namespace GlueTools.Console.Streams;

/// <summary>Standard error where it leads to a file or a pipe. What cannot be written there can be told to nobody, and must not end a run.</summary>
internal sealed class RemarkStream(Stream stream) : OneWayStream
{
    public override bool CanWrite => true;

    public override void Write(byte[] buffer, int offset, int count)
    {
        try
        {
            stream.Write(buffer, offset, count);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }
}
