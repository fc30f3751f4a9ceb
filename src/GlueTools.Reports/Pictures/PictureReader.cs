using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Names;

namespace GlueTools.Reports.Pictures;

/// <summary>Makes the picture of a delegation from the evidence; nothing is judged anew, what is a fault the findings say.</summary>
internal static class PictureReader
{
    /// <summary>The picture.</summary>
    /// <param name="view">The evidence.</param>
    /// <param name="findings">What was found in it, in the order of their numbers.</param>
    internal static DelegationPicture Read(DelegationView view, IReadOnlyList<Finding> findings)
    {
        var picture = new DelegationPicture { Domain = view.DomainName.Text, ParentZone = view.Parent?.Zone.Text ?? string.Empty };
        var delegations = ParentGroups.AddTo(picture, view.Parent);
        RegistryBox.AddTo(picture, view.Registry);
        var places = AddServers(picture, view.Child);
        foreach (var name in NamesOf(view))
        {
            if (picture.NameServers.Count == DelegationPicture.MostNameServers)
            {
                picture.MoreNameServers++;
                continue;
            }

            picture.NameServers.Add(NameServer(view, name, delegations, places));
        }

        PictureMarks.Set(picture, findings);
        return picture;
    }

    private static NameServerNode NameServer(DelegationView view, DomainName name, List<ParentStatement> delegations, Dictionary<string, int> places)
    {
        var node = new NameServerNode { Name = name.Text, IsInZone = Contains(view.Child?.NameServers, name) };
        for (var i = 0; i < delegations.Count; i++)
        {
            if (delegations[i].Names(name))
            {
                node.Parents.Add(i);
            }
        }

        node.Note = NoteOf(view, name, node);
        var addresses = AddressOrder.Set(view.Parent?.GlueOf(name) ?? []);
        var ipv4 = Published(view, name, AddressFamily.InterNetwork);
        var ipv6 = Published(view, name, AddressFamily.InterNetworkV6);
        addresses.UnionWith(ipv4.Addresses);
        addresses.UnionWith(ipv6.Addresses);
        addresses.UnionWith(view.Registry?.HostOf(name)?.Addresses ?? []);
        foreach (var address in addresses)
        {
            var published = address.AddressFamily == AddressFamily.InterNetworkV6 ? ipv6 : ipv4;
            var row = new AddressRow { Address = address.ToString(), IsKnown = published.IsKnown, IsPublished = Contains(published.Addresses, address) };
            row.Server = places.TryGetValue(row.Address, out var place) ? place : -1;
            for (var i = 0; i < delegations.Count; i++)
            {
                if (delegations[i].Gives(name, address))
                {
                    row.Glue.Add(i);
                }
            }

            node.Rows.Add(row);
        }

        RegistryBox.Mark(node, name, view.Registry);
        node.WithoutAddress = addresses.Count > 0 ? string.Empty : WhyNone(view.Child?.ResolutionOf(name)?.Status);
        return node;
    }

    /// <summary>The name servers of both sides, and those that only the registry holds.</summary>
    internal static IEnumerable<DomainName> NamesOf(DelegationView view)
    {
        foreach (var name in view.NameServers)
        {
            yield return name;
        }

        foreach (var host in view.Registry?.Hosts ?? [])
        {
            if (!Contains(view.NameServers, host.Name))
            {
                yield return host.Name;
            }
        }
    }

    private static PublishedAddresses Published(DelegationView view, DomainName name, AddressFamily family) =>
        view.Child?.Published(name, family) ?? PublishedAddresses.Unknown;

    private static string NoteOf(DelegationView view, DomainName name, NameServerNode node)
    {
        var where = view.RelationOf(name) switch
        {
            NameServerRelation.InDomain => "in the zone's own domain",
            NameServerRelation.Sibling => "in another domain of the parent",
            _ => "elsewhere",
        };
        var who = view.Child is not { HasNameServers: true } ? string.Empty
            : node.Parents.Count == 0 && !node.IsInZone ? "held by the registry alone"
            : node.Parents.Count == 0 ? "named by the zone alone"
            : !node.IsInZone ? "named by the parent alone" : string.Empty;
        return who.Length == 0 ? where : who + ", " + where;
    }

    private static string WhyNone(ResolutionStatus? status) => status switch
    {
        ResolutionStatus.NoAddress => "the name has no address",
        ResolutionStatus.NameError => "the name does not exist",
        ResolutionStatus.Alias => "the name is an alias",
        ResolutionStatus.Circular => "found only through itself",
        ResolutionStatus.Failed => "its servers do not say",
        ResolutionStatus.OutOfReach or ResolutionStatus.NotLookedAt => "not looked up",
        _ => "no address known",
    };

    private static Dictionary<string, int> AddServers(DelegationPicture picture, ChildSide? child)
    {
        var places = new Dictionary<string, int>();
        foreach (var server in child?.Servers ?? [])
        {
            if (picture.Servers.Count == DelegationPicture.MostServers)
            {
                picture.MoreServers++;
                continue;
            }

            var node = new ServerNode { Address = server.Address.ToString(), Look = LookOf(server.State), Says = ServerWords.Of(server) };
            places[node.Address] = picture.Servers.Count;
            picture.Servers.Add(node);
        }

        return places;
    }

    private static ServerLook LookOf(ChildServerState state) => state switch
    {
        ChildServerState.Authoritative => ServerLook.Serves,
        ChildServerState.NotAsked => ServerLook.NotAsked,
        ChildServerState.Unresponsive or ChildServerState.Malformed => ServerLook.Dead,
        _ => ServerLook.Fails,
    };

    private static bool Contains<T>(IReadOnlyList<T>? values, T value)
    {
        foreach (var one in values ?? [])
        {
            if (EqualityComparer<T>.Default.Equals(one, value))
            {
                return true;
            }
        }

        return false;
    }
}
