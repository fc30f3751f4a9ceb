using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Answers;

/// <summary>
/// An exchange with its kind: what it means, given the zone that the server was asked as a server of. It is classified once, where it arrives, and whoever
/// reads it later reads that.
/// </summary>
public sealed class ServerAnswer
{
    /// <summary>Classifies an exchange.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="zone">The zone that the server is thought to serve.</param>
    public ServerAnswer(Exchange exchange, DomainName zone)
    {
        Exchange = exchange;
        Kind = ResponseClassifier.Classify(exchange, zone, out var cut);
        Cut = cut;
    }

    /// <summary>What was asked, and what came of it.</summary>
    public Exchange Exchange { get; }

    /// <summary>What it means.</summary>
    public ResponseKind Kind { get; }

    /// <summary>Where its referral leads; the root where it gave none.</summary>
    public DomainName Cut { get; }

    /// <summary>The answer; null where none came.</summary>
    public Message? Message => Exchange.Message;

    /// <summary>Whether an answer came.</summary>
    public bool IsAnswered => Exchange.IsAnswered;

    /// <summary>Whether the zone has spoken: everything else is the fault of one server.</summary>
    public bool IsUseful => Kind is ResponseKind.Answer or ResponseKind.NoData or ResponseKind.NameDoesNotExist or ResponseKind.Alias or ResponseKind.Referral;
}
