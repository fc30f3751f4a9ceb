using System;
using System.IO;
using GlueTools.Shared;

namespace GlueTools.Console.Running;

/// <summary>One line on standard error that says how far a run is, for somebody who watches; nothing where nobody does.</summary>
/// <param name="error">Standard error.</param>
/// <param name="isWatched">Whether somebody watches it.</param>
internal sealed class Progress(TextWriter error, bool isWatched)
{
    private readonly ProgressMeter _meter = new();
    private int _shown;

    /// <summary>How many there will be; null as long as nobody knows.</summary>
    internal Func<long?> Total
    {
        init => _meter.Total = value;
    }

    /// <summary>Says how far it is, where that is due.</summary>
    /// <param name="done">What is done.</param>
    /// <param name="inFlight">What is under way.</param>
    /// <param name="findings">Findings so far; null where none are counted.</param>
    internal void Show(long done, int inFlight, long? findings = null)
    {
        if (isWatched && _meter.Next(done, inFlight, findings) is { } line)
        {
            Show(line);
        }
    }

    /// <summary>Says how one domain is doing; text from the network is escaped.</summary>
    internal void Show(string line)
    {
        if (!isWatched)
        {
            return;
        }

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
