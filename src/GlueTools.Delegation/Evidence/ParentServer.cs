using GlueTools.Delegation.Answers;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Evidence;

/// <summary>One server address of the parent zone and what it said about the child. Immutable.</summary>
public sealed class ParentServer
{
    private readonly ParentAnswers? _answers;

    /// <summary>A server that was not asked.</summary>
    /// <param name="server">The server.</param>
    /// <param name="notAsked">Why.</param>
    public ParentServer(ServerAddress server, NotAskedReason notAsked)
    {
        Server = server;
        NotAsked = notAsked;
    }

    /// <summary>A server that was asked.</summary>
    /// <param name="server">The server.</param>
    /// <param name="child">The zone that it was asked about.</param>
    /// <param name="answers">What came of it.</param>
    /// <param name="reader">Reads the referrals of the audit.</param>
    public ParentServer(ServerAddress server, DomainName child, ParentAnswers answers, ReferralReader reader)
    {
        Server = server;
        _answers = answers;
        var answer = answers.Delegation;
        if (answer.Kind == ResponseKind.Referral && answer.Cut == child)
        {
            var message = answer.Message!;
            Statement = new ParentStatement(Source.Of(server, answer.Exchange), reader.To(child, message))
            {
                IsComplete = !message.IsTruncated && !(Udp is not null && answer.Exchange.Protocol == DnsProtocol.Udp && IsFull(answer.Exchange)),
                // A referral asked for without DO, or cut short, does not show that there is no DS.
                ShowsDs = answer.Exchange.Query.DnssecOk && !message.IsTruncated && message.Edns is not null,
                HasSignedDs = HasSignedDs(message, child),
            };
        }
        else if (answer.Kind == ResponseKind.Answer)
        {
            Apex = Referral.Read(answer.Message!, answer.Message!.Answer, child);
        }
    }

    /// <summary>The server.</summary>
    public ServerAddress Server { get; }

    /// <summary>Why it was not asked, where it was not.</summary>
    public NotAskedReason NotAsked { get; }

    /// <summary>The exchange that counts: over TCP where the UDP referral was truncated or left addresses out; null where not asked.</summary>
    public Exchange? Exchange => _answers?.Delegation.Exchange;

    /// <summary>The UDP referral that may have left addresses out, where the question was put again over TCP for that; null otherwise.</summary>
    public Exchange? Udp => _answers?.Udp;

    /// <summary>The referral without EDNS, so within 512 octets, over UDP alone; null below Full depth.</summary>
    public Exchange? Small => _answers?.Small;

    /// <summary>The parent zone's SOA at this server, asked where parent servers differ; null otherwise.</summary>
    public Exchange? Soa => _answers?.Soa;

    /// <summary>What it said.</summary>
    public ResponseKind Kind => _answers?.Delegation.Kind ?? ResponseKind.None;

    /// <summary>Where its referral leads; the root where it gave none.</summary>
    public DomainName Cut => _answers?.Delegation.Cut ?? DomainName.Root;

    /// <summary>What it says of the delegation; null where it gave no referral to the child.</summary>
    public ParentStatement? Statement { get; }

    /// <summary>Its referral to the child; null where it gave none.</summary>
    public Referral? Referral => Statement?.Delegation;

    /// <summary>Whether its referral shows all that the server has: neither truncated, nor short of room with TCP failing.</summary>
    public bool IsComplete => Statement?.IsComplete == true;

    /// <summary>The child's own NS set, where this server is also authoritative for the child (then it shows no referral); null otherwise.</summary>
    public Referral? Apex { get; }

    /// <summary>Whether it is also authoritative for the child.</summary>
    public bool ServesChildToo => Apex is not null;

    /// <summary>Whether it said, with authority for the parent zone, that there is no delegation.</summary>
    public bool DeniesDelegation => Kind is ResponseKind.NoData or ResponseKind.NameDoesNotExist or ResponseKind.Alias;

    /// <summary>The parent zone's serial at this server; null where not asked or not answered.</summary>
    public uint? Serial => Soa is null ? null : SerialOf(Soa);

    /// <summary>What came of the questions to it; null where it was not asked.</summary>
    public ParentAnswers? Answers => _answers;

    /// <summary>Whether a UDP answer is so full that an address set might not have fitted.</summary>
    public static bool IsFull(Exchange exchange)
    {
        // The length is that without a cookie, which takes room from the addresses where there is EDNS.
        const int RoomForAddresses = 100, SmallestLimit = 512, RoomForCookie = 44;
        var room = RoomForAddresses + (exchange.Query.EdnsSize > 0 ? RoomForCookie : 0);
        return exchange.Message is { } message && message.Length + room > System.Math.Max((int)exchange.Query.EdnsSize, SmallestLimit);
    }

    private static bool HasSignedDs(Message message, DomainName child)
    {
        foreach (var record in Message.Select(message.Authority, child, RecordType.RRSIG))
        {
            if (record.Data is RrsigData { Covered: RecordType.DS })
            {
                return true;
            }
        }

        return false;
    }

    internal static uint? SerialOf(Exchange soa) => SoaOf(soa)?.Serial;

    /// <summary>The SOA record that an exchange brought with authority; null where it brought none.</summary>
    internal static SoaData? SoaOf(Exchange soa)
    {
        if (soa.Message is { IsAuthoritative: true } message)
        {
            foreach (var record in message.AnswersFor(soa.Question.Name, RecordType.SOA))
            {
                return (SoaData)record.Data;
            }
        }

        return null;
    }
}
