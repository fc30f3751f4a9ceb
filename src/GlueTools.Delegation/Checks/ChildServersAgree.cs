using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Views;
using GlueTools.Delegation.Walking;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Checks;

/// <summary>All servers of the child serve the same zone.</summary>
internal sealed class ChildServersAgree : ICheck
{
    internal static readonly FindingKind ChildServersDisagreeOnNameServers = Kind(
        nameof(ChildServersDisagreeOnNameServers), Severity.Warning, "RFC 1034, section 4.3.5", "The zone's NS sets differ between its servers.");

    internal static readonly FindingKind ChildServersDisagreeOnAddresses = Kind(
        nameof(ChildServersDisagreeOnAddresses), Severity.Warning, "RFC 1034, section 4.3.5", "The addresses of a name server differ between the zone's servers.");

    internal static readonly FindingKind SoaSerialsDiffer = Kind(
        nameof(SoaSerialsDiffer), Severity.Notice, "RFC 1035, section 3.3.13; RFC 1982", "The SOA serials differ between the zone's servers.");

    public IReadOnlyList<FindingKind> Kinds { get; } = [ChildServersDisagreeOnNameServers, ChildServersDisagreeOnAddresses, SoaSerialsDiffer];

    public IEnumerable<Finding> Run(DelegationView view)
    {
        if (view.Child is not { } child)
        {
            yield break;
        }

        var servers = new List<ChildServer>();
        foreach (var server in child.Servers)
        {
            if (server.IsAuthoritative)
            {
                servers.Add(server);
            }
        }

        foreach (var group in Grouping.WhereTheyDiffer(servers, server => server.NameServers is { } names ? string.Join(", ", names) : null, HaveSameNames))
        {
            yield return ChildServersDisagreeOnNameServers.Finding(
                view, null, Addresses(group.Value),
                Who(group.Value) + " the NS set " + group.Key + " for " + view.DomainName + Serials(group.Value) + "; other servers of the zone have another.",
                Remedy(view));
        }

        foreach (var name in InDomainNames(view, child))
        {
            foreach (var family in Families.Both)
            {
                if (Disagreement(view, child, name, family) is { } finding)
                {
                    yield return finding;
                }
            }
        }

        if (Serial(view, servers) is { } serials)
        {
            yield return serials;
        }
    }

    private static FindingKind Kind(string code, Severity severity, string reference, string summary) => new(nameof(ChildServersAgree), code, severity, reference, summary);

    private static OrderedSet<DomainName> InDomainNames(DelegationView view, ChildSide child)
    {
        var names = new OrderedSet<DomainName>();
        foreach (var name in view.Parent!.NameServers)
        {
            names.Add(name);
        }

        names.UnionWith(child.NameServers);
        names.RemoveWhere(name => view.RelationOf(name) != NameServerRelation.InDomain);
        return names;
    }

    private static Finding? Disagreement(DelegationView view, ChildSide child, DomainName name, AddressFamily family)
    {
        var groups = Grouping.WhereTheyDiffer(child.Statements(name, family), statement => statement.IsAlias ? "an alias" : statement.Addresses.Count == 0 ? "no address" : Wording.List(statement.Addresses), (left, right) => left.IsSameAs(right));
        if (groups.Count == 0)
        {
            return null;
        }

        var disputed = AddressOrder.Set();
        OrderedSet<IPAddress>? common = null;
        var said = new List<string>();
        var servers = new List<ServerAddress>();
        foreach (var group in groups)
        {
            var own = group.Value[0].Addresses;
            disputed.UnionWith(own);
            common = common is null ? AddressOrder.Set(own) : Both(common, own);
            var givers = group.Value.ConvertAll(statement => statement.Server);
            said.Add(group.Key + " at " + Wording.List(Addresses(givers)) + Serials(givers));
            servers.AddRange(Addresses(givers));
        }

        disputed.ExceptWith(common!);
        return ChildServersDisagreeOnAddresses.Finding(
            view, name, new List<IPAddress>(disputed), servers,
            "The servers of " + view.DomainName + " differ about " + name + "'s " + Wording.Family(family) + " addresses: " + string.Join("; ", said) + ".",
            Remedy(view));
    }

    private static bool HaveSameNames(ChildServer left, ChildServer right)
    {
        if (left.NameServers is not { } one || right.NameServers is not { } other || one.Count != other.Count)
        {
            return left.NameServers is null && right.NameServers is null;
        }

        for (var i = 0; i < one.Count; i++)
        {
            if (one[i] != other[i])
            {
                return false;
            }
        }

        return true;
    }

    private static OrderedSet<IPAddress> Both(OrderedSet<IPAddress> left, OrderedSet<IPAddress> right)
    {
        left.IntersectWith(right);
        return left;
    }

    private static Finding? Serial(DelegationView view, List<ChildServer> servers)
    {
        var groups = Grouping.WhereTheyDiffer(servers, server => server.Serial?.ToString(CultureInfo.InvariantCulture), (left, right) => left.Serial == right.Serial);
        if (groups.Count == 0)
        {
            return null;
        }

        var said = new List<string>();
        var all = new List<ServerAddress>();
        foreach (var group in groups)
        {
            said.Add(group.Key + " at " + Wording.List(Addresses(group.Value)));
            all.AddRange(Addresses(group.Value));
        }

        return SoaSerialsDiffer.Finding(
            view, null, all, "The servers of " + view.DomainName + " serve different versions of the zone: serial " + string.Join("; serial ", said) + ".",
            "Look again after the zone's refresh time; if the serials still differ, mend the transfer to the servers with the older one.");
    }

    private static string Who(List<ChildServer> servers) =>
        servers.Count == 1 ? Addresses(servers)[0] + " has" : Wording.List(Addresses(servers)) + " have";

    private static string Serials(List<ChildServer> servers)
    {
        var serials = new OrderedSet<uint>();
        foreach (var server in servers)
        {
            if (server.Serial is { } serial)
            {
                serials.Add(serial);
            }
        }

        return serials.Count == 0 ? string.Empty : " (serial " + Wording.List(serials) + ")";
    }

    private static string Remedy(DelegationView view) =>
        "Let all servers of " + view.DomainName + " transfer the zone from one primary, and look again after the zone's refresh time.";

    private static List<ServerAddress> Addresses(List<ChildServer> servers) =>
        servers.ConvertAll(server => new ServerAddress(server.Names.Count > 0 ? server.Names[0] : (DomainName?)null, server.Address));
}
