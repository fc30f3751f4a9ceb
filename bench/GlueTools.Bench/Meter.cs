using System;
using System.Diagnostics;
using System.Globalization;

namespace GlueTools.Bench;

/// <summary>What a piece of work costs: time, processor time, bytes allocated.</summary>
internal sealed class Meter
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly TimeSpan _cpu = Process.GetCurrentProcess().TotalProcessorTime;
    private readonly long _bytes = GC.GetTotalAllocatedBytes();
    private readonly int _collections = GC.CollectionCount(0);

    internal void Print(string unit, long count)
    {
        var seconds = _clock.Elapsed.TotalSeconds;
        var cpu = (Process.GetCurrentProcess().TotalProcessorTime - _cpu).TotalMicroseconds;
        var bytes = GC.GetTotalAllocatedBytes() - _bytes;
        Console.WriteLine(string.Format(
            CultureInfo.InvariantCulture,
            "{0:0} {1}/s, {2:0.00} us processor time and {3:0} bytes allocated per {4}, {5} collections, {6} in {7:0.00} s",
            count / seconds,
            unit,
            cpu / count,
            (double)bytes / count,
            unit.TrimEnd('s'),
            GC.CollectionCount(0) - _collections,
            count,
            seconds));
    }
}
