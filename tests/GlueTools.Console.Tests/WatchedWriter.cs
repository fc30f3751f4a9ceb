using System.IO;
using System.Threading;

namespace GlueTools.Console.Tests;

/// <summary>Text that can be read while it is written; counts lines, and cancels after so many.</summary>
internal sealed class WatchedWriter(int limit = 0, CancellationTokenSource? cancel = null) : StringWriter
{
    private readonly Lock _lock = new();

    internal int Lines { get; private set; }

    internal string Text
    {
        get
        {
            lock (_lock)
            {
                return ToString();
            }
        }
    }

    public override void Write(string? value)
    {
        lock (_lock)
        {
            base.Write(value);
        }
    }

    public override void Write(char value)
    {
        lock (_lock)
        {
            base.Write(value);
            if (value == '\n' && ++Lines == limit)
            {
                cancel?.Cancel();
            }
        }
    }
}
