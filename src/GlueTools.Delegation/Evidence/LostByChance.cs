using System;
using GlueTools.Dns.Exchanges;

namespace GlueTools.Delegation.Evidence;

/// <summary>Whether a server that seems to keep something back may have answered all of it, and each answer, or the question, was lost on the way.</summary>
public static class LostByChance
{
    /// <summary>Datagrams that are always sent before a question counts as unanswered by a server that answers others.</summary>
    private const int AlwaysSent = 8;

    /// <summary>What is this unlikely is no chance.</summary>
    private const double Unlikely = 1e-5;

    /// <summary>
    /// Whether the loss of every datagram of a question is likely enough to explain that no answer came, at a server that lost as much of the rest as it did. How much that is follows
    /// from the questions that it answered: it lost the datagrams before the one that it answered, and all where only a connection brought the answer.
    /// </summary>
    /// <param name="answers">All that the server was asked.</param>
    /// <param name="unanswered">The question to which no answer came, with all its tries.</param>
    public static bool Explains(ChildAnswers answers, Exchange unanswered)
    {
        if (unanswered is { UdpAttempts: 0, TcpTried: true })
        {
            // Connections repeat by themselves what they lose, and several were made.
            return false;
        }

        int answered = 0, lost = 0;
        foreach (var exchange in answers.All)
        {
            if (exchange.UdpAnswered)
            {
                answered++;
                lost += exchange.UdpAttempts - 1;
            }
            else if (IsAnsweredElsewhere(answers, exchange))
            {
                lost += exchange.UdpAttempts;
            }
        }

        // One more of each than was seen, since little was: of two that came, a third may have been lost.
        var share = (lost + 1.0) / (answered + lost + 2);
        return Math.Pow(share, Math.Max(AlwaysSent, unanswered.UdpAttempts)) > Unlikely;
    }

    /// <summary>Whether datagrams went unanswered though the server answers the question, over a connection or another time, and others like it over UDP.</summary>
    private static bool IsAnsweredElsewhere(ChildAnswers answers, Exchange lost)
    {
        bool isAnswered = lost.IsAnswered, isUsual = false;
        foreach (var other in answers.All)
        {
            isAnswered |= other.IsAnswered && other.Question.Equals(lost.Question);
            isUsual |= other.UdpAnswered && (other.Query.EdnsSize > 0) == (lost.Query.EdnsSize > 0);
        }

        return isAnswered && isUsual;
    }
}
