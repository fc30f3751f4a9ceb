using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using GlueTools.Delegation.Views;
using GlueTools.Delegation.Walking;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Transport;
using GlueTools.Dns.Wire;

namespace GlueTools.Delegation.Evidence;

/// <summary>
/// Reads what <see cref="EvidenceWriter"/> wrote, in this version and in the one before. Whatever else a text holds, it is refused with one sentence.
/// </summary>
public static class EvidenceReader
{
    /// <summary>Characters of a saved text. The evidence about a domain is some ten thousand.</summary>
    public const int MaxTextLength = 1 << 23;

    /// <summary>Octets that a saved text may unfold to.</summary>
    public const int MaxUnfolded = 1 << 24;

    // It did not say which families nobody had answered about.
    private const string FormerPrefix = "GLUE1:";

    /// <summary>The view as it was saved.</summary>
    /// <exception cref="EvidenceFormatException">The text is no saved evidence; the message says why.</exception>
    public static DelegationView Read(string text)
    {
        var version = VersionOf(text);
        if (text.Length > MaxTextLength)
        {
            throw TooLarge("is longer than {0} characters", MaxTextLength);
        }

        try
        {
            using var source = new EvidenceSource(Convert.FromBase64String(text.Substring(EvidenceWriter.Prefix.Length)), MaxUnfolded, version);
            var view = ReadView(source);
            source.ExpectEnd();
            return view;
        }
        catch (CeilingException)
        {
            throw TooLarge("unfolds to more than {0} octets", MaxUnfolded);
        }
        catch (Exception error) when (error is FormatException or IOException or InvalidDataException or WireFormatException or ArgumentException)
        {
            throw new EvidenceFormatException("The saved evidence is damaged (" + SafeText.Escape(error.Message.TrimEnd('.')) + "); collect it again.", error);
        }
    }

    internal static EvidenceFormatException TooLarge(string how, int most) => new(
        "The evidence " + string.Format(CultureInfo.InvariantCulture, how, most.ToString("N0", CultureInfo.InvariantCulture)) + ", more than the evidence about a domain may be.");

    private static int VersionOf(string? text)
    {
        if (text is not null && text.StartsWith(EvidenceWriter.Prefix, StringComparison.Ordinal))
        {
            return 2;
        }

        return text is not null && text.StartsWith(FormerPrefix, StringComparison.Ordinal)
            ? 1
            : throw new EvidenceFormatException(
                "This is not saved evidence: it begins neither with " + EvidenceWriter.Prefix + " nor with " + FormerPrefix + " (a later release may have written it).");
    }

    private static DelegationView ReadView(EvidenceSource source)
    {
        var name = source.Name();
        var conditions = new RunConditions(source.Choice<AuditDepth>(), source.Flag(), source.Flag(), source.Flag(), source.Flag(), source.Flag());
        var problem = source.Text();
        var questions = source.Natural();
        var duration = source.LongNatural();
        var parent = source.Flag() ? ReadParent(source, name) : null;
        var child = source.Flag() ? ReadChild(source, name) : null;
        return new DelegationView(name, parent, child, conditions, problem, questions, duration) { Limits = ReadLimits(source) };
    }

    /// <summary>What was not looked at; where everything was, nothing is said of it.</summary>
    private static List<string> ReadLimits(EvidenceSource source) => source.OctetOrEnd() switch
    {
        null => [],
        EvidenceWriter.LimitsFollow => source.List(inner => inner.Text() ?? string.Empty),
        _ => throw new InvalidDataException("more follows where it should end"),
    };

    private static ParentSide ReadParent(EvidenceSource source, DomainName child)
    {
        var zone = source.Name();
        bool isSample = source.Flag(), isProposed = source.Flag();
        var servers = source.List(inner => new ParentServer(
            new ServerAddress(inner.OptionalName(), inner.Address()),
            inner.Choice<NotAskedReason>(),
            ReadExchange(inner),
            ReadExchange(inner),
            ReadExchange(inner),
            ReadExchange(inner),
            zone,
            child));
        return new ParentSide(zone, child, servers, isSample, isProposed);
    }

    private static ChildSide ReadChild(EvidenceSource source, DomainName zone)
    {
        var servers = source.List(inner => ReadChildServer(inner, zone));
        var resolutions = new SortedDictionary<DomainName, NameServerAddresses>();
        foreach (var found in source.List(ReadResolution))
        {
            resolutions[found.Name] = found;
        }

        return new ChildSide(zone, servers, resolutions);
    }

    private static ChildServer ReadChildServer(EvidenceSource source, DomainName zone)
    {
        var address = source.Address();
        var names = source.List(inner => inner.Name());
        var notAsked = source.Choice<NotAskedReason>();
        var isGiven = source.Flag();
        var fixedOnes = new Exchange?[ChildServer.FixedExchanges];
        for (var i = 0; i < fixedOnes.Length; i++)
        {
            fixedOnes[i] = ReadExchange(source);
        }

        var addresses = new Dictionary<Question, Exchange>();
        foreach (var exchange in source.List(inner => ReadExchange(inner) ?? throw new InvalidDataException("an exchange is missing")))
        {
            addresses[exchange.Question] = exchange;
        }

        return new ChildServer(zone, address, names, notAsked, isGiven, fixedOnes, addresses);
    }

    private static NameServerAddresses ReadResolution(EvidenceSource source)
    {
        var name = source.Name();
        var status = source.Choice<ResolutionStatus>();
        var addresses = source.List(inner => inner.Address());
        var zone = source.OptionalName();
        var saidBy = source.Text();
        var unregistered = source.OptionalName();
        var circle = source.Text();
        var needed = source.List(inner => inner.Name());
        return new NameServerAddresses(name, status, addresses, zone, saidBy, unregistered)
        {
            Interruption = circle is null ? null : Interruption.ByCircle(circle),
            ZonesNeeded = needed,
            Unanswered = source.Version > 1 ? source.List(inner => inner.Flag() ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork)
                : status == ResolutionStatus.Found ? FamiliesWithout(addresses)
                : [],
        };
    }

    /// <summary>Version 1 cannot tell a family without addresses from one that nobody answered about; nothing is held against a name server for it.</summary>
    private static List<AddressFamily> FamiliesWithout(List<System.Net.IPAddress> addresses)
    {
        var families = new List<AddressFamily> { AddressFamily.InterNetwork, AddressFamily.InterNetworkV6 };
        families.RemoveAll(family => addresses.Exists(address => address.AddressFamily == family));
        return families;
    }

    private static Exchange? ReadExchange(EvidenceSource source)
    {
        if (!source.Flag())
        {
            return null;
        }

        var exchange = new Exchange
        {
            Server = source.Address(),
            Question = new Question(source.Name(), (RecordType)source.UInt16()),
            Query = new QueryOptions { EdnsSize = source.UInt16(), DnssecOk = source.Flag(), RecursionDesired = source.Flag() },
            Outcome = source.Choice<ExchangeOutcome>(),
            Protocol = source.Choice<DnsProtocol>(),
            RoundTripUs = source.LongNatural(),
            UdpAttempts = source.Natural(),
            TcpTried = source.Flag(),
            TcpOutcome = source.Choice<ExchangeOutcome>(),
            UdpAnswered = source.Flag(),
            OtherSource = source.Flag() ? source.Endpoint() : null,
            IgnoredDatagrams = source.Natural(),
            Problem = source.Text(),
            StartedUtc = source.Time(),
            AnswerBytes = source.Bytes(),
            TruncatedBytes = source.Bytes(),
        };
        return exchange.IsAnswered == exchange.AnswerBytes is not null
            ? exchange.WithMessages()
            : throw new InvalidDataException("an exchange with an answer that did not come, or without the one that did");
    }
}
