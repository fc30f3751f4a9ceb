using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Dns.Loop;

namespace GlueTools.Dns.Transport;

/// <summary>What a transport remembers of one server address.</summary>
internal sealed class ServerState
{
    private int _unheard;
    private bool _firstChoiceAnswers;

    internal ServerState(IPAddress address, IPEndPoint? endpoint, RateBucket? bucket, ServerPace pace)
    {
        Pace = pace;
        Address = address;
        Endpoint = endpoint;
        Bucket = bucket;
    }

    internal IPAddress Address { get; }

    /// <summary>Where it is reached; null where there is no route.</summary>
    internal IPEndPoint? Endpoint { get; }

    internal RateBucket? Bucket { get; }

    /// <summary>How fast it may be asked while it drops.</summary>
    internal ServerPace Pace { get; }

    internal int InFlight { get; set; }

    /// <summary>Questions that went out since it last lost its socket.</summary>
    internal int Asked { get; set; }

    /// <summary>The server's own socket; null while it is asked little.</summary>
    internal UdpChannel? Own { get; set; }

    /// <summary>Where <see cref="OwnSockets"/> keeps it.</summary>
    internal int OwnPlace { get; set; }

    /// <summary>Its own unconnected socket for repeats, while they are under way.</summary>
    internal UdpChannel? Beside { get; set; }

    /// <summary>Its cookies; null before the first question that can carry one.</summary>
    internal ServerCookie? Cookie { get; set; }

    /// <summary>Answers that repeated the question in other letters.</summary>
    internal int Folded { get; set; }

    /// <summary>Questions that wait for their turn.</summary>
    internal Queue<IWaitsForTurn> Waiting { get; } = new();

    /// <summary>Repeats and connections that wait for the server's pace.</summary>
    internal Queue<Func<bool>> Repeats { get; } = new();

    /// <summary>
    /// What would connect beside its second attempt, while the first connection to a server that was never heard is under way: a dead server costs one
    /// connection and not one for each question. Null while there is no such connection.
    /// </summary>
    internal List<Action>? WaitingForTcp { get; set; }

    internal LoopTimer? Timer { get; set; }

    /// <summary>Until when the server gets one attempt only, because it was silent to every attempt.</summary>
    internal long SilentUntil { get; private set; }

    /// <summary>When the last answer came, on the loop's clock.</summary>
    internal long HeardAt { get; private set; } = long.MinValue;

    /// <summary>Smoothed round trip in microseconds; 0 before the first answer.</summary>
    internal long RoundTripUs { get; private set; }

    internal bool IsSilent => SilentUntil != 0 && SilentUntil > EventLoop.Now;

    internal bool WasHeard => HeardAt != long.MinValue;

    /// <summary>Whether anything would be lost if this were forgotten, other than a round trip: questions, a socket, a limit that was used, silence.</summary>
    internal bool IsInUse(long now) =>
        InFlight > 0 || Waiting.Count > 0 || Repeats.Count > 0 || Timer is not null || Own is not null || SilentUntil > now || Pace.IsSlowed || Bucket?.IsFull(now) == false;

    /// <summary>An answer came.</summary>
    /// <param name="now">When, on the loop's clock.</param>
    /// <param name="roundTripUs">Microseconds that it took.</param>
    /// <param name="isFirstChoice">Whether it came over the transport that questions are first put over: UDP, unless only TCP is used.</param>
    internal void Heard(long now, long roundTripUs, bool isFirstChoice)
    {
        SilentUntil = 0;
        _unheard = 0;
        HeardAt = now;
        // Where UDP never answers, what is lost of it does not come from asking too much; asking more slowly would help nobody.
        _firstChoiceAnswers |= isFirstChoice;
        if (_firstChoiceAnswers)
        {
            Pace.Answered(now);
        }

        // The usual smoothing of RFC 6298, section 2: one eighth of the new value.
        RoundTripUs = RoundTripUs == 0 ? Math.Max(roundTripUs, 1) : ((RoundTripUs * 7) + roundTripUs) / 8;
    }

    /// <summary>
    /// An exchange that began at <paramref name="since"/> had no answer. One lost question does not make a server silent that answered others meanwhile, nor
    /// one that has ever answered: there it takes a second, and one that has answered much is first asked slowly.
    /// </summary>
    internal void Unheard(long since, long silenceUs)
    {
        var now = EventLoop.Now;
        if (HeardAt >= since || IsSilent || Pace.Unheard(now))
        {
            return;
        }

        if (HeardAt == long.MinValue || ++_unheard > 1)
        {
            SilentUntil = now + silenceUs;
        }
    }
}
