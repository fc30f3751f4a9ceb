using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Findings;

/// <summary>The turns of phrase that findings share, and the making of findings.</summary>
internal static class Wording
{
    private static readonly IReadOnlyList<DomainName> NoNames = System.Array.Empty<DomainName>();
    private static readonly IReadOnlyList<IPAddress> NoAddresses = System.Array.Empty<IPAddress>();

    /// <summary>A finding about one name server, with the addresses at fault.</summary>
    internal static Finding Finding(
        this FindingKind kind, DelegationView view, DomainName nameServer, IReadOnlyList<IPAddress>? addresses, IEnumerable<ServerAddress> servers, string message, string remedy) =>
        new(kind, kind.Severity, view.DomainName, [nameServer], addresses ?? NoAddresses, TextList.Of(servers), message, remedy);

    /// <summary>A finding about one server address, whatever names lead to it.</summary>
    internal static Finding Finding(this FindingKind kind, DelegationView view, ChildServer server, string message, string remedy) =>
        new(kind, kind.Severity, view.DomainName, server.Names, [server.Address], new TextList([Name(server)]), message, remedy);

    /// <summary>A finding about the delegation as a whole.</summary>
    internal static Finding Finding(this FindingKind kind, DelegationView view, IReadOnlyList<IPAddress>? addresses, IEnumerable<ServerAddress> servers, string message, string remedy) =>
        new(kind, kind.Severity, view.DomainName, NoNames, addresses ?? NoAddresses, TextList.Of(servers), message, remedy);

    internal static string Name(ChildServer server) =>
        server.Names.Count > 0 ? string.Join(";", server.Names) + "/" + server.Address : server.Address.ToString();

    /// <summary>How a server that gave no usable answer kept silent.</summary>
    internal static string Silence(Exchange? exchange, DelegationView view) =>
        exchange?.Message is { IsTruncated: true } ? "gives only truncated answers (TC) over UDP, and none over TCP"
        : view.Conditions.TcpOnly ? "does not answer over TCP"
        : "answers neither over UDP nor over TCP";

    /// <summary>How a question failed: <c>connection refused</c>.</summary>
    internal static string Failure(ExchangeOutcome outcome) => outcome switch
    {
        ExchangeOutcome.PortUnreachable => "connection refused",
        ExchangeOutcome.Unreachable => "no route to it",
        ExchangeOutcome.ConnectionLost => "connection closed without an answer",
        ExchangeOutcome.Malformed => "what comes back is no answer to the question",
        ExchangeOutcome.NotAsked => "not asked, after its silence just before",
        ExchangeOutcome.LocalShortage => "not asked, for want of descriptors, ports, memory or a way into the network on this machine",
        _ => "no answer in time",
    };

    internal static string Family(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? "IPv6" : "IPv4";

    internal static string Family(AddressFamily family) => family == AddressFamily.InterNetworkV6 ? "IPv6" : "IPv4";

    /// <summary>Values as prose: <c>a</c>, <c>a and b</c>, <c>a, b and c</c>.</summary>
    internal static string List<T>(IEnumerable<T> values)
    {
        var texts = new List<string>();
        foreach (var value in values)
        {
            texts.Add(value?.ToString() ?? string.Empty);
        }

        return texts.Count switch
        {
            0 => "none",
            1 => texts[0],
            _ => string.Join(", ", texts.GetRange(0, texts.Count - 1)) + " and " + texts[texts.Count - 1],
        };
    }

    /// <summary><c>all 4 parent servers</c>, or <c>1 of 4 parent servers (a.nic.example/37.209.192.10)</c>.</summary>
    internal static string ParentServers(DelegationView view, IReadOnlyList<ServerAddress> some)
    {
        if (view.Parent!.Origin != SourceKind.Server)
        {
            return TheParent(view);
        }

        var all = view.Parent.Statements.Count;
        if (some.Count == all)
        {
            return all == 1 ? "the parent server " + some[0] : "all " + Number(all) + " parent servers";
        }

        return Number(some.Count) + " of " + Number(all) + " parent servers (" + List(some) + ")";
    }

    /// <summary>Who has the delegation: the parent, or so far nobody but the user.</summary>
    internal static string TheParent(DelegationView view) => view.Parent!.Origin == SourceKind.Proposal ? "the proposed delegation" : "the parent";

    /// <summary><c>All 4 parent servers give</c>, <c>The parent server a.nic.example/37.209.192.10 gives</c>.</summary>
    internal static string ParentServersThat(DelegationView view, IReadOnlyList<ServerAddress> some, string verb) =>
        Capital(ParentServers(view, some)) + " " + verb + (some.Count == 1 || view.Parent!.Origin != SourceKind.Server ? "s" : string.Empty);

    /// <summary>Where a delegation is changed: at the registrar for a name below a top-level domain, else in the parent zone.</summary>
    internal static string AtParent(DelegationView view)
    {
        var parent = view.Parent?.Zone ?? view.DomainName.Parent;
        return parent.LabelCount switch
        {
            0 => "In the root zone (through IANA), for " + view.DomainName + ",",
            1 => "At the registrar of " + view.DomainName + ",",
            _ => "In the parent zone " + parent + " (or at the registrar of " + view.DomainName + "),",
        };
    }

    internal static string InChild(DelegationView view) => "In the zone " + view.DomainName + ",";

    /// <summary>Sentences begin with a capital.</summary>
    internal static string Capital(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);

    internal static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
