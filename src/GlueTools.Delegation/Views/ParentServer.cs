using GlueTools.Delegation.Walking;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Transport;

namespace GlueTools.Delegation.Views;

/// <summary>One server address of the parent zone and what it said about the child.</summary>
public sealed class ParentServer
{
    internal ParentServer(ServerAddress server, NotAskedReason notAsked, Exchange? exchange, Exchange? udp, Exchange? small, Exchange? soa, DomainName parentZone, DomainName child, ReferralReader? reader = null)
    {
        Server = server;
        NotAsked = notAsked;
        Exchange = exchange;
        Udp = udp;
        Small = small;
        Soa = soa;
        if (exchange is null)
        {
            return;
        }

        Kind = ResponseClassifier.Classify(exchange, parentZone, out var cut);
        Cut = cut;
        if (Kind == ResponseKind.Referral && cut == child)
        {
            Referral = (reader ?? new ReferralReader()).To(child, exchange.Message!);
        }
        else if (Kind == ResponseKind.Answer)
        {
            Apex = Referral.Read(exchange.Message!, exchange.Message!.Answer, child);
        }
    }

    /// <summary>The server.</summary>
    public ServerAddress Server { get; }

    /// <summary>Why it was not asked, where it was not.</summary>
    public NotAskedReason NotAsked { get; }

    /// <summary>The exchange that counts: over TCP where the UDP referral was truncated or left addresses out; null where not asked.</summary>
    public Exchange? Exchange { get; }

    /// <summary>The UDP referral that may have left addresses out, where the question was put again over TCP for that; null otherwise.</summary>
    public Exchange? Udp { get; }

    /// <summary>Whether its referral shows all that the server has: neither truncated, nor short of room with TCP failing.</summary>
    public bool IsComplete =>
        Referral is not null && !Exchange!.Message!.IsTruncated && !(Udp is not null && Exchange.Protocol == DnsProtocol.Udp && IsFull(Exchange));

    /// <summary>Whether a UDP answer is so full that an address set might not have fitted.</summary>
    internal static bool IsFull(Exchange exchange)
    {
        // The length is that without a cookie, which takes room from the addresses where there is EDNS.
        const int RoomForAddresses = 100, SmallestLimit = 512, RoomForCookie = 44;
        var room = RoomForAddresses + (exchange.Query.EdnsSize > 0 ? RoomForCookie : 0);
        return exchange.Message is { } message && message.Length + room > System.Math.Max((int)exchange.Query.EdnsSize, SmallestLimit);
    }

    /// <summary>The referral without EDNS, so within 512 octets, over UDP alone; null below Full depth.</summary>
    public Exchange? Small { get; }

    /// <summary>The parent zone's SOA at this server, asked where parent servers differ; null otherwise.</summary>
    public Exchange? Soa { get; }

    /// <summary>What it said.</summary>
    public ResponseKind Kind { get; }

    /// <summary>Where its referral leads; the root where it gave none.</summary>
    public DomainName Cut { get; }

    /// <summary>Its referral to the child; null where it gave none.</summary>
    public Referral? Referral { get; }

    /// <summary>The child's own NS set, where this server is also authoritative for the child (then it shows no referral); null otherwise.</summary>
    public Referral? Apex { get; }

    /// <summary>Whether it is also authoritative for the child.</summary>
    public bool ServesChildToo => Apex is not null;

    /// <summary>Whether it said, with authority for the parent zone, that there is no delegation.</summary>
    public bool DeniesDelegation => Kind is ResponseKind.NoData or ResponseKind.NameError or ResponseKind.Alias;

    /// <summary>The parent zone's serial at this server; null where not asked or not answered.</summary>
    public uint? Serial => Soa is null ? null : SerialOf(Soa);

    internal static uint? SerialOf(Exchange soa)
    {
        if (soa.Message is { IsAuthoritative: true } message)
        {
            foreach (var record in message.AnswersFor(soa.Question.Name, RecordType.SOA))
            {
                return ((SoaData)record.Data).Serial;
            }
        }

        return null;
    }
}
