using System.IO;
using GlueTools.Shared;
using GlueTools.Shared.Runs;

namespace GlueTools.Console.Streams;

/// <summary>A file that is read once, with what the octets came to that were read.</summary>
internal sealed class CheckedStream(FileStream file) : OneWayStream
{
    private RunningCheck _check;

    internal RunningCheck Check => _check;

    public override bool CanRead => true;

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = file.Read(buffer, offset, count);
        _check.Add(buffer, offset, read);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }
}
