using System.Net;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Network.Loop;
using GlueTools.Network.Transport;

namespace GlueTools.Network.Walking;

/// <summary>Puts a question to a server that is known from the context.</summary>
internal delegate LoopTask<Exchange> PutQuestion(Question question, QueryOptions query, ProtocolPolicy policy, AskOptions? how = null);

/// <summary>
/// What a server refuses that may be asked too much is no evidence: it is put again after a pause, and where the server is seen to limit its clients, more slowly, and at last after a
/// second in which the server was asked nothing. What counts is its last answer to that very question.
/// </summary>
internal sealed class LoadDoubts(ServerAccess network, AuditTally? tally = null)
{
    /// <summary>How often a question is put again to a server that limits its clients; to another one that refuses, once.</summary>
    private const int MostTimes = 6;

    /// <summary>To one that has answered some questions about a zone and refused others.</summary>
    private const int TimesInSuspicion = 3;

    /// <summary>From which of these on it goes out after a quiet second.</summary>
    private const int QuietFrom = 4;

    /// <summary>Of these, how many before all of a zone's refusals are taken for the pace at which the server is asked: some limit the questions about a zone, and leave others alone.</summary>
    private const int TimesForZone = 2;

    /// <summary>Microseconds before a question is put again.</summary>
    private const long PauseUs = 1_000_000;

    private LoadSeen Load => network.Load;

    /// <summary>Puts a question again that was refused, until it is answered, or the refusal cannot come of load.</summary>
    /// <param name="refusal">What came of it.</param>
    /// <param name="policy">How it was put.</param>
    /// <param name="served">Something that the server has answered well about the same zone; null where nothing.</param>
    /// <param name="put">Puts a question to the server.</param>
    /// <returns>The answer that counts; null where the server refuses what it formerly answered, so that nothing is known.</returns>
    internal async LoopTask<Exchange?> Settle(Exchange refusal, ProtocolPolicy policy, Exchange? served, PutQuestion put)
    {
        var since = network.Loop.Now - refusal.RoundTripUs;
        if (served is not null)
        {
            Load.Suspected(refusal.Server);
        }

        for (var time = 1; ; time++)
        {
            var inQuiet = time >= QuietFrom;
            if (!inQuiet)
            {
                await Pause(refusal.Server);
            }

            var again = await put(refusal.Question, refusal.Query, policy, inQuiet ? network.AfterQuiet : null);
            if (again.IsAnswered && !LoadSeen.IsRefusal(again, policy))
            {
                if (LoadSeen.IsAlike(again, refusal))
                {
                    Load.Limited(again.Server, since, isAskedLess: served is null || time > TimesForZone);
                    return again;
                }

                // A datagram was refused, the next one lost, and a connection answered in its stead: of datagrams nothing is known yet.
                if (time == MostTimes)
                {
                    return again;
                }

                continue;
            }

            refusal = LoadSeen.IsRefusal(again, policy) ? again : refusal;
            since = network.Loop.Now - again.RoundTripUs;
            if (Control(refusal, policy, served) is not { } control)
            {
                // In that way it has still answered nobody well, so nothing speaks against its word; and a server that refuses everything must not hold up a list.
                return refusal;
            }

            var isAnswering = await StillAnswers(control, policy, put);
            if (!isAnswering)
            {
                Load.Limited(refusal.Server, since, isAskedLess: true);
            }

            if (isAnswering && (inQuiet || !(Load.IsLimiting(refusal.Server) || (time < TimesInSuspicion && Load.IsSuspected(refusal.Server)))))
            {
                return refusal;
            }

            if (time == MostTimes)
            {
                return null;
            }
        }
    }

    /// <summary>Waits; where the server is not known to limit its clients, other domains may begin meanwhile.</summary>
    private async LoopTask<bool> Pause(IPAddress server)
    {
        if (tally is null || Load.IsLimiting(server))
        {
            return await network.Pause(PauseUs);
        }

        var waiting = tally.Began(isInVain: true);
        await network.Pause(PauseUs);
        waiting.End();
        return true;
    }

    /// <summary>What the server has answered that can be compared with what it refuses: about the zone where there is such an answer, else the last one.</summary>
    private LastAnswer? Control(Exchange refusal, ProtocolPolicy policy, Exchange? served) =>
        served is not null && LoadSeen.IsAlike(served, refusal) ? new LastAnswer(served, network.Loop.Now) : Load.LastAnswer(refusal, policy);

    /// <summary>
    /// Whether the server still answers that, put in the way in which it was answered, so that it is this question that it refuses and not us. As that stands in line behind
    /// what others ask again, what these learn of the server is known then.
    /// </summary>
    private static async LoopTask<bool> StillAnswers(LastAnswer control, ProtocolPolicy policy, PutQuestion put)
    {
        var answer = await put(control.Question, control.Query, control.Policy);
        return answer.IsAnswered && !LoadSeen.IsRefusal(answer, policy);
    }
}
