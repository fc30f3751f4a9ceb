using System;
using GlueTools.Dns.Exchanges;

namespace GlueTools.Network.Walking;

/// <summary>
/// How much of what is sent is lost on the way, as far as it shows: a server that answers a question's second datagram and not its first. Where that happens often enough
/// to strike a few datagrams one after the other now and then, silence is not believed before more of them were sent.
/// </summary>
internal sealed class LossSeen
{
    /// <summary>One answer in so many needed a second datagram: about 1 % of the packets. Two exchanges that are lost by that are one in 2,500.</summary>
    private const int OneIn = 50;

    /// <summary>What was longer ago than so many answers counts half, and half again.</summary>
    private const int Remembered = 2_048;

    /// <summary>What is this unlikely is no chance.</summary>
    private const double Unlikely = 1e-6;

    /// <summary>Answers to reckon with before any is known.</summary>
    private const int Assumed = 40;

    /// <summary>At least and at most so many datagrams are sent.</summary>
    private const int Fewest = 4, Most = 20;

    private int _answered, _repeated;

    /// <summary>Whether the network loses enough to take a server for silent that is not.</summary>
    internal bool IsNoticeable => _repeated > 0 && (long)_repeated * OneIn >= _answered;

    /// <summary>How many datagrams have to be lost, one after the other, before that is no chance.</summary>
    internal int Enough => (int)Math.Max(Fewest, Math.Min(Most, Math.Ceiling(Math.Log(Unlikely) / Math.Log((_repeated + 1.0) / (_answered + Assumed)))));

    /// <summary>An exchange is over.</summary>
    internal void Note(Exchange exchange)
    {
        // What only a connection got through may be a server without UDP.
        if (!exchange.UdpAnswered)
        {
            return;
        }

        _answered++;
        _repeated += exchange.UdpAttempts > 1 ? 1 : 0;
        if (_answered >= Remembered)
        {
            _answered /= 2;
            _repeated /= 2;
        }
    }
}
