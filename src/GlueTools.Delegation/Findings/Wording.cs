using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Findings;

/// <summary>The turns of phrase that findings share, and the making of findings.</summary>
public static class Wording
{
    /// <summary>A finding about one name server, with the addresses at fault.</summary>
    internal static Finding Finding(
        this FindingKind kind, DelegationView view, DomainName nameServer, IReadOnlyList<IPAddress> addresses, IReadOnlyList<Witness> servers, FormattableString statement, Advice advice) =>
        new(kind, view.DomainName, [nameServer], addresses, servers, statement, advice);

    /// <summary>A finding about one server address, whatever names lead to it.</summary>
    internal static Finding Finding(this FindingKind kind, DelegationView view, ChildServer server, FormattableString statement, Advice advice) =>
        new(kind, view.DomainName, server.Names, [server.Address], [OfChild(server)], statement, advice);

    /// <summary>A finding about a server that may have a name, an address or both.</summary>
    internal static Finding Finding(
        this FindingKind kind, DelegationView view, IReadOnlyList<DomainName> nameServers, IReadOnlyList<IPAddress> addresses, IReadOnlyList<Witness> servers, FormattableString statement, Advice advice) =>
        new(kind, view.DomainName, nameServers, addresses, servers, statement, advice);

    /// <summary>A finding about the delegation as a whole.</summary>
    internal static Finding Finding(
        this FindingKind kind, DelegationView view, IReadOnlyList<IPAddress> addresses, IReadOnlyList<Witness> servers, FormattableString statement, Advice advice) =>
        new(kind, view.DomainName, [], addresses, servers, statement, advice);

    /// <summary>Servers of the parent as those that showed something.</summary>
    internal static IReadOnlyList<Witness> OfParent(IEnumerable<ServerAddress> servers)
    {
        var witnesses = new List<Witness>();
        foreach (var server in servers)
        {
            witnesses.Add(new Witness(DelegationSide.Parent, server.Name is { } name ? [name] : [], server.Address));
        }

        return witnesses;
    }

    /// <summary>Servers of the child as those that showed something.</summary>
    internal static IReadOnlyList<Witness> OfChild(IEnumerable<ServerAddress> servers)
    {
        var witnesses = new List<Witness>();
        foreach (var server in servers)
        {
            witnesses.Add(new Witness(DelegationSide.Child, server.Name is { } name ? [name] : [], server.Address));
        }

        return witnesses;
    }

    /// <summary>A server of the child, under all its names.</summary>
    internal static Witness OfChild(ChildServer server) => new(DelegationSide.Child, server.Names, server.Address);

    /// <summary>A server of the child by its names and address.</summary>
    public static string Name(ChildServer server) =>
        server.Names.Count > 0 ? string.Join(";", server.Names) + "/" + server.Address : server.Address.ToString();

    /// <summary>How a server that gave no usable answer kept silent.</summary>
    public static string Silence(Exchange? exchange, DelegationView view) =>
        exchange?.Message is { IsTruncated: true } ? "gives only truncated answers (TC) over UDP, and none over TCP"
        : (view.Conditions.TcpOnly ? "does not answer over TCP" : "answers neither over UDP nor over TCP") + (IsLate(exchange) ? " in time" : string.Empty);

    /// <summary>Whether a server may just be slower than questions to it were waited for; one that refuses connections, or to which there is no way, is not.</summary>
    private static bool IsLate(Exchange? exchange) => exchange is null || exchange.Outcome == ExchangeOutcome.TimedOut || exchange.TcpOutcome == ExchangeOutcome.TimedOut;

    /// <summary>How a question failed: <c>connection refused</c>.</summary>
    public static string Failure(ExchangeOutcome outcome) => outcome switch
    {
        ExchangeOutcome.PortUnreachable => "connection refused",
        ExchangeOutcome.Unreachable => "no route to it",
        ExchangeOutcome.ConnectionLost => "connection closed without an answer",
        ExchangeOutcome.Malformed => "what comes back is no answer to the question",
        ExchangeOutcome.NotAsked => "not asked, after its silence just before",
        ExchangeOutcome.LocalShortage => "not asked, for want of descriptors, ports, memory or a way into the network on this machine",
        _ => "no answer in time",
    };

    /// <summary>What came of questions to a server that does not serve the zone: <c>nothing answers</c>.</summary>
    internal static string Seen(ChildServer server) => server.State switch
    {
        ChildServerState.Unresponsive => "nothing answers",
        ChildServerState.Refuses => "a server refuses questions about the zone",
        ChildServerState.Malformed => "what comes back is no answer to the question",
        ChildServerState.Fails => "a server answers questions about the zone with an error",
        ChildServerState.DeniesZone => "a server says that there is no such zone",
        ChildServerState.RefersUpward => "a server refers to a zone above it",
        _ => "a server answers without authority for the zone",
    };

    /// <summary><c>all 4 parent servers</c>, <c>both parent servers</c>, or <c>1 of 4 parent servers (a.nic.example/37.209.192.10)</c>.</summary>
    public static string ParentServers(DelegationView view, IReadOnlyList<ServerAddress> some)
    {
        if (view.Parent!.Origin != SourceKind.Server)
        {
            return TheParent(view);
        }

        var all = view.Parent.Statements.Count;
        if (some.Count == all)
        {
            return all == 1 ? "the parent server " + some[0] : Prose.All(all) + " parent servers";
        }

        return Prose.Number(some.Count) + " of " + Prose.Number(all) + " parent servers (" + Prose.List(some) + ")";
    }

    /// <summary>Who has the delegation: the parent, its zone file, or so far nobody but the user.</summary>
    internal static string TheParent(DelegationView view) => view.Parent!.Origin switch
    {
        SourceKind.Proposal => "the proposed delegation",
        SourceKind.ZoneFile => "the zone file " + (view.Parent.Denial?.Source ?? view.Parent.Statements[0].Source),
        _ => "the parent",
    };

    /// <summary><c>All 4 parent servers give</c>, <c>The parent server a.nic.example/37.209.192.10 gives</c>.</summary>
    internal static string ParentServersThat(DelegationView view, IReadOnlyList<ServerAddress> some, string verb) =>
        Prose.Capital(ParentServers(view, some)) + " " + verb + (some.Count == 1 || view.Parent!.Origin != SourceKind.Server ? "s" : string.Empty);
}
