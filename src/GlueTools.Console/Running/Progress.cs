using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace GlueTools.Console.Running;

/// <summary>One line on standard error that counts, for somebody who watches; nothing where nobody does.</summary>
internal sealed class Progress(TextWriter error, bool isWatched)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Stopwatch _sinceShown = Stopwatch.StartNew();
    private int _shown;

    internal void Show(long done, int inFlight)
    {
        if (!isWatched || _sinceShown.Elapsed < Interval)
        {
            return;
        }

        _sinceShown.Restart();
        var line = string.Format(CultureInfo.InvariantCulture, "{0} done, {1} under way", done, inFlight);
        error.Write("\r" + line.PadRight(_shown));
        error.Flush();
        _shown = line.Length;
    }

    /// <summary>Says how one domain is doing; text from the network is escaped.</summary>
    internal void Show(string line)
    {
        if (!isWatched)
        {
            return;
        }

        _sinceShown.Restart();
        error.Write("\r" + line.PadRight(_shown));
        error.Flush();
        _shown = line.Length;
    }

    /// <summary>Takes the line away, so that results do not run into it.</summary>
    internal void Clear()
    {
        if (_shown > 0)
        {
            error.Write("\r" + new string(' ', _shown) + "\r");
            error.Flush();
            _shown = 0;
        }
    }
}
