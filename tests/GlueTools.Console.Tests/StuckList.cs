using System.IO;
using System.Threading;

namespace GlueTools.Console.Tests;

/// <summary>Some text, and then nothing for a long time.</summary>
internal sealed class StuckList(string text) : TextReader
{
    private readonly ManualResetEventSlim _ended = new();
    private int _at;

    public override int Read()
    {
        if (_at < text.Length)
        {
            return text[_at++];
        }

        _ended.Wait();
        return -1;
    }

    protected override void Dispose(bool disposing)
    {
        _ended.Set();
        base.Dispose(disposing);
    }
}
