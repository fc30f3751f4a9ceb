using System.Net;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Names;
using GlueTools.Network.Loop;
using GlueTools.Network.Options;

namespace GlueTools.Network.Walking;

/// <summary>
/// Which servers were lately silent about which zones, as the walk saw it. By zone, since a server may well drop questions about zones that it does not hold
/// and answer for the others. Decides in which order servers are tried and how long they are waited for.
/// </summary>
/// <param name="clock">The loop's.</param>
internal sealed class ZoneSilence(Clock clock)
{
    /// <summary>Microseconds for which it is remembered.</summary>
    private const long HoldsUs = 30_000_000;

    private readonly RecentTable<(DomainName Zone, IPAddress Server), Mark> _marks = new(WalkBudget.Remembered);

    internal bool IsKnown(DomainName zone, IPAddress server) => _marks.Count > 0 && _marks.TryGet((zone, server), out var mark) && mark.Until > clock.Now;

    /// <summary>Takes note of how a question about the zone ended.</summary>
    internal void Note(DomainName zone, Exchange exchange)
    {
        if (exchange.Outcome == ExchangeOutcome.TimedOut)
        {
            _marks.Set((zone, exchange.Server), new Mark { Until = clock.Now + HoldsUs });
        }
        else if (_marks.Count > 0 && _marks.TryGet((zone, exchange.Server), out var mark))
        {
            mark.Until = 0;
        }
    }

    private sealed class Mark
    {
        internal long Until { get; set; }
    }
}
