using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Evidence;

/// <summary>What each part of a view is made of, said once: writing and reading both follow it. What follows from the rest is not written.</summary>
internal static partial class EvidenceShape
{
    internal static DelegationView View(EvidenceFacts facts, DelegationView? view)
    {
        var name = facts.Name(view?.DomainName ?? default);
        var conditions = Conditions(facts, view?.Conditions);
        var problem = facts.Text(view?.Problem);
        var questions = facts.Natural(view?.Questions ?? 0);
        var duration = facts.LongNatural(view?.DurationUs ?? 0);
        var parent = facts.Optional(view?.Parent, (inner, side) => Parent(inner, side, name));
        var child = facts.Optional(view?.Child, (inner, side) => Child(inner, side, name));
        var limits = facts.Version > 2 || facts.HasMore(false) ? facts.List(view?.Limits, (inner, limit) => inner.Text(limit) ?? string.Empty) : [];
        var unseen = facts.Version > 2 ? facts.List(view?.Unseen, (inner, side) => inner.Text(side) ?? string.Empty) : [];
        // Last, and only where there are any: most audits ask nothing of the kind.
        DependencyEvidence? dependencies = null;
        IReadOnlyList<PreviousServer> previous = [];
        IReadOnlyList<ResolverAnswers> resolvers = [];
        RegistrySide? registry = null;
        if (facts.Version > 3 && facts.HasMore(view is { Dependencies: not null } or { PreviousServers.Count: > 0 } or { Resolvers.Count: > 0 } or { Registry: not null } or { Afterwards.Count: > 0 } or { Acceptance: not null }))
        {
            dependencies = facts.Optional(view?.Dependencies, Dependencies);
            previous = facts.List<PreviousServer>(view?.PreviousServers, (inner, server) => Previous(inner, server, name));
            resolvers = facts.List<ResolverAnswers>(view?.Resolvers, Resolver);
            registry = facts.Version > 4 ? facts.Optional(view?.Registry, (inner, side) => Registry(inner, side, name)) : null;
        }

        // Later than the fifth version itself, and so behind all of it.
        var afterwards = facts.Version > 4 && facts.HasMore(view is { Afterwards.Count: > 0 } or { Acceptance: not null })
            ? facts.List(view?.Afterwards, (inner, one) => inner.Optional(one, Exchange) ?? throw new InvalidDataException("an exchange is missing"))
            : [];
        var acceptance = facts.Version > 4 && facts.HasMore(view?.Acceptance is not null) ? AcceptanceShape.Of(facts, view?.Acceptance) : null;

        return view ?? new DelegationView(name, parent, child, conditions, problem, questions, duration)
        {
            Limits = limits, Unseen = unseen, Dependencies = dependencies, PreviousServers = previous, Resolvers = resolvers, Registry = registry, Afterwards = afterwards, Acceptance = acceptance,
        };
    }

    private static DependencyEvidence Dependencies(EvidenceFacts facts, DependencyEvidence? dependencies)
    {
        var zones = facts.List<DependencyZone>(dependencies?.Zones, (inner, zone) =>
        {
            var name = inner.Name(zone?.Name ?? default);
            var parent = inner.Flag(zone?.Parent is not null) ? inner.Name(zone?.Parent ?? default) : (DomainName?)null;
            var servers = inner.Names(zone?.NameServers);
            var glue = Glue(inner, zone?.Glue);
            return zone ?? new DependencyZone(name, parent, servers, glue);
        });
        var names = facts.List<NameServerAddresses>(dependencies?.Names, Resolution);
        var limits = facts.List(dependencies?.Limits, (inner, limit) => inner.Text(limit) ?? string.Empty);
        return dependencies ?? new DependencyEvidence(zones, names) { Limits = limits };
    }

    private static PreviousServer Previous(EvidenceFacts facts, PreviousServer? server, DomainName zone)
    {
        var name = facts.OptionalName(server?.Name);
        var addresses = facts.Addresses(server?.Addresses);
        var gone = facts.Flag(server?.GoneUtc is not null) ? facts.Time(server?.GoneUtc ?? default) : (DateTime?)null;
        var servers = facts.List<ChildServer>(server?.Servers, (inner, one) => Child(inner, one, zone));
        return server ?? new PreviousServer(name, addresses, gone, servers);
    }

    private static ResolverAnswers Resolver(EvidenceFacts facts, ResolverAnswers? resolver)
    {
        var address = facts.Address(resolver?.Address);
        var exchanges = facts.List(resolver?.Exchanges, (EvidenceFacts inner, Exchange? one) => Exchange(inner, one));
        return resolver ?? new ResolverAnswers(address, exchanges);
    }

    private static RunConditions Conditions(EvidenceFacts facts, RunConditions? conditions) => new(
        facts.Choice(conditions?.Depth ?? default),
        facts.Flag(conditions?.IsPrivateAudit == true),
        facts.Flag(conditions?.TcpOnly == true),
        facts.Flag(conditions?.IPv4Tested == true),
        facts.Flag(conditions?.IPv6Tested == true),
        facts.Flag(conditions?.FromGivenServers == true));

    private static ParentSide Parent(EvidenceFacts facts, ParentSide? side, DomainName child)
    {
        var reader = new ReferralReader();
        var zone = facts.Name(side?.Zone ?? default);
        var isSample = facts.Flag(side?.IsSample == true);
        var origin = facts.Choice(side?.Origin ?? default);
        if (origin != SourceKind.Server && facts.Version > 2)
        {
            var denial = facts.Optional(side?.Denial, Denial);
            if (denial is not null)
            {
                var around = facts.Version > 3 ? facts.Optional(side?.Surroundings, Surroundings) : null;
                return side ?? new ParentSide(zone, child, denial) { Surroundings = around };
            }

            var source = Origin(facts, side?.Statements[0].Source);
            var given = Given(facts, side?.Statements[0].Delegation, child);
            var surroundings = facts.Version > 3 ? facts.Optional(side?.Surroundings, Surroundings) : null;
            return side ?? new ParentSide(zone, child, new ParentStatement(source, given)) { Surroundings = surroundings };
        }

        var servers = facts.List<ParentServer>(side?.Servers, (inner, server) => Parent(inner, server, zone, child, reader));
        return side ?? (origin == SourceKind.Server ? new ParentSide(zone, child, servers, isSample) : Proposed(servers, zone, child));
    }

    /// <summary>The versions before the third kept a proposal as a message from nobody.</summary>
    private static ParentSide Proposed(IReadOnlyList<ParentServer> servers, DomainName zone, DomainName child)
    {
        if (servers.Count != 1 || servers[0].Referral is not { } said)
        {
            throw new InvalidDataException("a proposal that proposes nothing");
        }

        var glue = new List<GlueAddress>();
        foreach (var address in said.Glue)
        {
            glue.Add(new GlueAddress(address.Name, address.Address, null));
        }

        return new ParentSide(zone, child, new ParentStatement(Source.Proposal, Referral.Of(child, said.NameServers, null, glue, said.Ds)));
    }

    private static ZoneSurroundings Surroundings(EvidenceFacts facts, ZoneSurroundings? around)
    {
        var addresses = facts.List<LoneAddress>(around?.Addresses, (inner, one) =>
            new LoneAddress(inner.Name(one?.Name ?? default), inner.Address(one?.Address), inner.Natural(one?.Line ?? 0), inner.Flag(one?.IsUsedElsewhere == true)));
        var hidden = facts.List<HiddenRecord>(around?.Hidden, (inner, one) =>
            new HiddenRecord(inner.Name(one?.Name ?? default), inner.Text(one?.Type) ?? string.Empty, inner.Natural(one?.Line ?? 0)));
        var unfindable = facts.Names(around?.Unfindable);
        var domainless = facts.Names(around?.Domainless);
        var circular = facts.Names(around?.Circular);
        var siblings = facts.Names(around?.SiblingsWithout);
        var ds = facts.List<DsData>(around?.LoneDs, (inner, data) => Ds(inner.Bytes(data?.ToBytes()) ?? []));
        var policy = facts.Choice(around?.Policy ?? default);
        return around ?? new ZoneSurroundings { Addresses = addresses, Hidden = hidden, Unfindable = unfindable, Domainless = domainless, Circular = circular, SiblingsWithout = siblings, LoneDs = ds, Policy = policy };
    }

    private static ParentDenial Denial(EvidenceFacts facts, ParentDenial? denial)
    {
        var source = Origin(facts, denial?.Source);
        var kind = facts.Choice(denial?.Kind ?? default);
        var target = facts.OptionalName(denial?.Target);
        return denial ?? new ParentDenial(source, kind, target);
    }

    /// <summary>A source that is no server: those stand with their exchanges.</summary>
    private static Source Origin(EvidenceFacts facts, Source? source)
    {
        if (facts.Choice(source?.Kind ?? default) != SourceKind.ZoneFile)
        {
            return source ?? Source.Proposal;
        }

        var file = facts.Text(source?.File) ?? string.Empty;
        var line = facts.Natural(source?.Line ?? 0);
        var saved = facts.Flag(source?.SaidUtc is not null) ? facts.Time(source?.SaidUtc ?? default) : (DateTime?)null;
        return source ?? Source.OfFile(file, line, saved);
    }

    private static Referral Given(EvidenceFacts facts, Referral? given, DomainName child)
    {
        var names = facts.Names(given?.NameServers);
        var ttl = facts.Optional(given?.Ttl);
        var glue = Glue(facts, given?.Glue);
        var ds = facts.List<DsData>(given?.Ds, (inner, data) => Ds(inner.Bytes(data?.ToBytes()) ?? []));
        return given ?? Referral.Of(child, names, ttl, glue, ds);
    }

    private static IReadOnlyList<GlueAddress> Glue(EvidenceFacts facts, IReadOnlyList<GlueAddress>? glue) => facts.List<GlueAddress>(glue, (inner, address) =>
        new GlueAddress(inner.Name(address?.Name ?? default), inner.Address(address?.Address), inner.Optional(address?.Ttl)));

    private static DsData Ds(byte[] octets)
    {
        const int Head = 4;
        if (octets.Length < Head)
        {
            throw new InvalidDataException("a DS record that is too short");
        }

        var digest = new byte[octets.Length - Head];
        Array.Copy(octets, Head, digest, 0, digest.Length);
        return new DsData((ushort)((octets[0] << 8) | octets[1]), octets[2], octets[3], digest);
    }

    private static ParentServer Parent(EvidenceFacts facts, ParentServer? server, DomainName zone, DomainName child, ReferralReader reader)
    {
        var address = new ServerAddress(facts.OptionalName(server?.Server.Name), facts.Address(server?.Server.Address));
        var notAsked = facts.Choice(server?.NotAsked ?? default);
        var delegation = facts.Optional(server?.Exchange, Exchange);
        var udp = facts.Optional(server?.Udp, Exchange);
        var small = facts.Optional(server?.Small, Exchange);
        var soa = facts.Optional(server?.Soa, Exchange);
        return server ?? (delegation is null
            ? new ParentServer(address, notAsked)
            : new ParentServer(address, child, new ParentAnswers(new ServerAnswer(delegation, zone)) { Udp = udp, Small = small, Soa = soa }, reader));
    }

    private static ChildSide Child(EvidenceFacts facts, ChildSide? side, DomainName zone)
    {
        var copy = facts.Version > 2 ? facts.Optional(side?.Origin == SourceKind.Server ? null : (RecordCopy?)side?.Copies[0], (inner, given) => Copy(inner, given, zone)) : null;
        var servers = facts.List<ChildServer>(side?.Servers, (inner, server) => Child(inner, server, zone));
        var resolutions = new SortedDictionary<DomainName, NameServerAddresses>();
        foreach (var found in facts.List<NameServerAddresses>(side?.Resolutions, Resolution))
        {
            resolutions[found.Name] = found;
        }

        return side ?? (copy is null ? new ChildSide(zone, servers, resolutions) : new ChildSide(zone, copy, resolutions));
    }

    private static RecordCopy Copy(EvidenceFacts facts, RecordCopy? copy, DomainName zone)
    {
        var source = Origin(facts, copy?.Source);
        var records = facts.List<ResourceRecord>(copy?.Records, (inner, record) =>
        {
            var owner = inner.Name(record?.Owner ?? default);
            var type = (RecordType)inner.UInt16((ushort)(record?.Type ?? default));
            var ttl = inner.UInt32(record?.Ttl ?? 0);
            var data = inner.Bytes(record?.Data.ToBytes()) ?? [];
            return record ?? new ResourceRecord(owner, type, ttl, RecordData.Read(type, data));
        });
        return copy ?? new RecordCopy(source, zone, records);
    }

    private static ChildServer Child(EvidenceFacts facts, ChildServer? server, DomainName zone)
    {
        ServerAnswer? Answer(ServerAnswer? answer) => facts.Optional(answer?.Exchange, Exchange) is { } exchange ? answer ?? new ServerAnswer(exchange, zone) : null;
        var said = server?.Answers;
        var address = facts.Address(server?.Address);
        var names = facts.Names(server?.Names);
        var notAsked = facts.Choice(server?.NotAsked ?? default);
        var isGiven = facts.Flag(server?.IsGiven == true);
        var answers = new ChildAnswers
        {
            Soa = Answer(said?.Soa),
            Ns = Answer(said?.Ns),
            Edns = facts.Optional(said?.Edns, Exchange),
            Tcp = facts.Optional(said?.Tcp, Exchange),
            Recursion = facts.Optional(said?.Recursion, Exchange),
            Dnskey = Answer(said?.Dnskey),
            Csync = Answer(said?.Csync),
        };
        var addresses = new AddressAnswers();
        foreach (var exchange in facts.List(said is null ? null : InOrder(said.Addresses), (inner, one) => inner.Optional(one, Exchange) ?? throw new InvalidDataException("an exchange is missing")))
        {
            addresses.Add(new ServerAnswer(exchange, zone));
        }

        return server ?? new ChildServer(zone, address, names, notAsked, isGiven, answers with { Addresses = addresses });
    }

    private static List<Exchange> InOrder(AddressAnswers addresses)
    {
        var exchanges = new List<Exchange>();
        foreach (var answer in addresses)
        {
            exchanges.Add(answer.Exchange);
        }

        exchanges.Sort((left, right) =>
        {
            var order = left.Question.Name.CompareTo(right.Question.Name);
            return order != 0 ? order : left.Question.Type.CompareTo(right.Question.Type);
        });
        return exchanges;
    }

    private static NameServerAddresses Resolution(EvidenceFacts facts, NameServerAddresses? found)
    {
        var name = facts.Name(found?.Name ?? default);
        var status = facts.Choice(found?.Status ?? default);
        var addresses = facts.Addresses(found?.Addresses);
        var zone = facts.OptionalName(found?.Zone);
        var saidBy = facts.Text(found?.SaidBy);
        var denied = facts.OptionalName(found?.DeniedDomain);
        var circle = facts.Text(found?.Circle);
        var needed = facts.Names(found is null ? null : new OrderedSet<DomainName>(found.ZonesNeeded));
        var unanswered = facts.Version > 1 ? facts.List(found?.Unanswered, (inner, family) => inner.Flag(family == AddressFamily.InterNetworkV6) ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork)
            : status == ResolutionStatus.Found ? FamiliesWithout(addresses)
            : [];
        return found ?? new NameServerAddresses(name, status, addresses, zone, saidBy, denied)
        {
            Circle = circle,
            ZonesNeeded = needed,
            Unanswered = unanswered,
        };
    }

    /// <summary>Version 1 cannot tell a family without addresses from one that nobody answered about; nothing is held against a name server for it.</summary>
    private static List<AddressFamily> FamiliesWithout(IReadOnlyList<IPAddress> addresses)
    {
        var families = new List<AddressFamily> { AddressFamily.InterNetwork, AddressFamily.InterNetworkV6 };
        foreach (var address in addresses)
        {
            families.Remove(address.AddressFamily);
        }

        return families;
    }

    internal static Exchange Exchange(EvidenceFacts facts, Exchange? exchange)
    {
        var made = new Exchange
        {
            Server = facts.Address(exchange?.Server),
            Question = new Question(facts.Name(exchange?.Question.Name ?? default), (RecordType)facts.UInt16((ushort)(exchange?.Question.Type ?? default))),
            Query = new QueryOptions
            {
                EdnsSize = facts.UInt16(exchange?.Query.EdnsSize ?? 0),
                DnssecOk = facts.Flag(exchange?.Query.DnssecOk == true),
                RecursionDesired = facts.Flag(exchange?.Query.RecursionDesired == true),
            },
            Outcome = facts.Choice(exchange?.Outcome ?? default),
            Protocol = facts.Choice(exchange?.Protocol ?? default),
            RoundTripUs = facts.LongNatural(exchange?.RoundTripUs ?? 0),
            UdpAttempts = facts.Natural(exchange?.UdpAttempts ?? 0),
            TcpTried = facts.Flag(exchange?.TcpTried == true),
            TcpOutcome = facts.Choice(exchange?.TcpOutcome ?? default),
            UdpAnswered = facts.Flag(exchange?.UdpAnswered == true),
            OtherSource = facts.Optional(exchange?.OtherSource, (inner, other) => new IPEndPoint(inner.Address(other?.Address), inner.Port(other?.Port ?? 0))),
            IgnoredDatagrams = facts.Natural(exchange?.IgnoredDatagrams ?? 0),
            Problem = facts.Text(exchange?.Problem),
            StartedUtc = facts.Time(exchange?.StartedUtc ?? default),
            AnswerBytes = facts.Bytes(exchange?.Message is null ? null : exchange.ToRestoredAnswer() ?? throw NotKept()),
            TruncatedBytes = facts.Bytes(exchange?.TruncatedMessage is null ? null : exchange.ToRestoredTruncated() ?? throw NotKept()),
        };
        return exchange ?? (made.IsAnswered == made.AnswerBytes is not null
            ? made.WithMessages(facts.Answers)
            : throw new InvalidDataException("an exchange with an answer that did not come, or without the one that did"));
    }

    private static InvalidOperationException NotKept() => new("The evidence was not kept.");
}
