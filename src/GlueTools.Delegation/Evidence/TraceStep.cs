using GlueTools.Delegation.Answers;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Evidence;

/// <summary>One server asked on the way down.</summary>
public sealed class TraceStep
{
    /// <summary>What one server said.</summary>
    public TraceStep(int level, DomainName zone, ServerAddress server, ServerAnswer answer, string note)
    {
        Level = level;
        Zone = zone;
        Server = server;
        Answer = answer;
        Note = note;
    }

    /// <summary>1 for the servers the trace starts from.</summary>
    public int Level { get; }

    /// <summary>The zone that the server was asked as a server of.</summary>
    public DomainName Zone { get; }

    /// <summary>The server.</summary>
    public ServerAddress Server { get; }

    /// <summary>What came of it.</summary>
    public Exchange Exchange => Answer.Exchange;

    /// <summary>How its address was found, where that was not by glue; empty otherwise.</summary>
    public string Note { get; }

    /// <summary>What it said.</summary>
    public ResponseKind Kind => Answer.Kind;

    /// <summary>Where its referral leads; the root where it gave none.</summary>
    public DomainName Cut => Answer.Cut;

    /// <summary>What it said, and what that means.</summary>
    public ServerAnswer Answer { get; }

    /// <summary>The name servers it named: those of its referral, or the zone's own where it answered with authority; null where it named none.</summary>
    public Referral? NameServers => Kind switch
    {
        ResponseKind.Referral => Referral.To(Cut, Exchange.Message!),
        ResponseKind.Answer => Referral.Read(Exchange.Message!, Exchange.Message!.Answer, Exchange.Question.Name),
        _ => null,
    };
}
