using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Dns.Records;
using GlueTools.Network.Loop;

namespace GlueTools.Network.Transport;

/// <summary>
/// What a transport remembers of one server address: limits, sockets, when it was heard. All of it decides when and from where the server is asked, and
/// nothing of it whether: what a server did with one zone is no reason to leave another unasked.
/// </summary>
internal sealed class ServerState
{
    /// <summary>Microseconds that a question may wait before its server counts as one that keeps waiting: longer than most round trips, much shorter than a time-out.</summary>
    private const long LongUs = 250_000;

    private bool _firstChoiceAnswers;

    // The record types that it has answered questions for, by bit.
    private ulong _answered;

    // When the first question went out after which nothing was heard; 0 where there is none.
    private long _waitedForSince;

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
    internal ServerPace Pace { get; private set; }

    /// <summary>The questions that hold a place with this server.</summary>
    internal ServerPlaces Places { get; } = new();

    /// <summary>The run of its transport that what is known of it comes from.</summary>
    internal int Run { get; set; }

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

    /// <summary>Questions that wait until it has been asked nothing for a while; null before there were any.</summary>
    internal QuietTurns? Quiet { get; private set; }

    /// <summary>Whether there are any.</summary>
    internal bool WantsQuiet => Quiet?.Waiting.Count > 0;

    /// <summary>Repeats and connections that wait for the server's pace.</summary>
    internal Queue<Func<bool>> Repeats { get; } = new();

    /// <summary>Its connections, open and waiting.</summary>
    internal ServerConnections Connections { get; } = new();

    internal LoopTimer? Timer { get; set; }

    /// <summary>When the last answer came, on the loop's clock.</summary>
    internal long HeardAt { get; private set; } = long.MinValue;

    /// <summary>When a question last ended without any answer, on the loop's clock.</summary>
    internal long UnheardAt { get; private set; } = long.MinValue;

    /// <summary>When one last ended so during which nothing else was answered either.</summary>
    internal long SilentAt { get; private set; } = long.MinValue;

    /// <summary>Smoothed round trip in microseconds; 0 before the first answer.</summary>
    internal long RoundTripUs { get; private set; }

    internal bool WasHeard => HeardAt != long.MinValue;

    /// <summary>Whether nothing was heard since a question began that had no answer, and that not longer ago than <paramref name="silenceUs"/>.</summary>
    internal bool IsSilent(long now, long silenceUs) => SilentAt > HeardAt && now - SilentAt < silenceUs;

    /// <summary>Whether it is waited for in vain: silent, or nothing was heard since a question went out a good while ago.</summary>
    internal bool KeepsWaiting(long now, long silenceUs) => IsSilent(now, silenceUs) || (_waitedForSince != 0 && now - _waitedForSince >= LongUs);

    /// <summary>Whether it was never heard, or left a question unanswered not longer ago than <paramref name="silenceUs"/>.</summary>
    internal bool IsDoubtful(long now, long silenceUs) => !WasHeard || (UnheardAt != long.MinValue && now - UnheardAt < silenceUs);

    /// <summary>Whether anything would be lost if this were forgotten, other than a round trip: questions, a socket, a limit that was used, silence.</summary>
    internal bool IsInUse(long now, long silenceUs) =>
        Places.Count > 0 || Waiting.Count > 0 || WantsQuiet || Repeats.Count > 0 || Connections.AreInUse || Timer is not null || Own is not null || IsSilent(now, silenceUs) || Pace.IsSlowed
        || Bucket?.IsFull(now) == false;

    /// <summary>Forgets all but how to reach it, what it may be asked and how long its answers take.</summary>
    internal void Forget(long timeoutUs)
    {
        HeardAt = UnheardAt = SilentAt = long.MinValue;
        _waitedForSince = 0;
        _firstChoiceAnswers = false;
        _answered = 0;
        Folded = 0;
        Cookie = null;
        Pace = new ServerPace(timeoutUs);
    }

    /// <summary>A question comes that waits until it has been asked nothing for a while.</summary>
    internal void AddQuiet(IWaitsForTurn question, long now)
    {
        Quiet ??= new QuietTurns(now);
        Quiet.Waiting.Enqueue(question);
    }

    /// <summary>A question goes out.</summary>
    /// <param name="now">When, on the loop's clock.</param>
    internal void Sent(long now)
    {
        _waitedForSince = _waitedForSince == 0 ? Math.Max(now, 1) : _waitedForSince;
        Quiet?.Asked(now);
    }

    /// <summary>A repeat or a connection goes out.</summary>
    /// <param name="now">When, on the loop's clock.</param>
    internal void Repeated(long now)
    {
        Bucket?.TakeReserved(now);
        Quiet?.Asked(now);
    }

    /// <summary>An answer came.</summary>
    /// <param name="now">When, on the loop's clock.</param>
    /// <param name="roundTripUs">Microseconds that it took.</param>
    /// <param name="isFirstChoice">Whether it came over the transport that questions are first put over: UDP, unless only TCP is used.</param>
    /// <param name="type">What was asked for.</param>
    internal void Heard(long now, long roundTripUs, bool isFirstChoice, RecordType type)
    {
        HeardAt = now;
        _answered |= BitOf(type);
        _waitedForSince = 0;
        // Where UDP never answers, what is lost of it does not come from asking too much; asking more slowly would help nobody.
        _firstChoiceAnswers |= isFirstChoice;
        if (_firstChoiceAnswers)
        {
            Pace.Answered(now);
        }

        // The usual smoothing of RFC 6298, section 2: one eighth of the new value.
        RoundTripUs = RoundTripUs == 0 ? Math.Max(roundTripUs, 1) : ((RoundTripUs * 7) + roundTripUs) / 8;
    }

    /// <summary>Whether it has answered a question for this type, of whatever name: some servers keep back a type or two, and what is lost of these does not come from asking too much.</summary>
    internal bool HasAnswered(RecordType type) => BitOf(type) is 0 || (_answered & BitOf(type)) != 0;

    // Types that nobody asks for often are not told apart.
    private static ulong BitOf(RecordType type) => (ushort)type < 64 ? 1UL << (ushort)type : 0;

    /// <summary>A question that began at <paramref name="since"/> had no answer.</summary>
    /// <param name="now">The time, on the loop's clock.</param>
    /// <param name="since">When the question began.</param>
    /// <param name="isServed">Whether the server has answered for the question's zone: then it may be asked too much, and is asked more slowly.</param>
    internal void Unheard(long now, long since, bool isServed)
    {
        UnheardAt = now;
        _waitedForSince = 0;
        if (HeardAt >= since)
        {
            return;
        }

        SilentAt = now;
        if (isServed)
        {
            Pace.Unheard(now);
        }
    }
}
