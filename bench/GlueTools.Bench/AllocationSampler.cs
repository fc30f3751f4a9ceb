using System;
using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Globalization;
using System.Linq;

namespace GlueTools.Bench;

/// <summary>Which types are allocated: the runtime's own sample, one for each 100 kB. Switched on by GLUEBENCH_TYPES=1, since it costs time.</summary>
internal sealed class AllocationSampler : EventListener
{
    private const EventKeywords Gc = (EventKeywords)1;
    private readonly ConcurrentDictionary<string, int> _types = new(StringComparer.Ordinal);

    internal static AllocationSampler? StartIfWanted() => Environment.GetEnvironmentVariable("GLUEBENCH_TYPES") == "1" ? new AllocationSampler() : null;

    internal void Print()
    {
        var all = Math.Max(1, _types.Values.Sum());
        foreach (var type in _types.OrderByDescending(pair => pair.Value).Take(30))
        {
            Console.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0,5:0.0} %  {1}", 100.0 * type.Value / all, type.Key));
        }
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
        {
            EnableEvents(eventSource, EventLevel.Verbose, Gc);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName?.StartsWith("GCAllocationTick", StringComparison.Ordinal) == true && eventData.Payload?[5] is string type)
        {
            _types?.AddOrUpdate(type, 1, (_, count) => count + 1);
        }
    }
}
