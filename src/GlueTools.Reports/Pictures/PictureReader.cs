using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Names;
using GlueTools.Reports.Runs;

namespace GlueTools.Reports.Pictures;

/// <summary>Makes the picture of a delegation from the evidence; nothing is judged anew, what is a fault the findings say.</summary>
internal static class PictureReader
{
    /// <summary>The picture.</summary>
    /// <param name="view">The evidence.</param>
    /// <param name="findings">What was found in it, those of one number together, in the order of their numbers.</param>
    /// <param name="earlier">What an earlier run says of the domain; null where none is laid beside.</param>
    internal static DelegationPicture Read(DelegationView view, IReadOnlyList<IReadOnlyList<Finding>> findings, SeenDelegation? earlier)
    {
        var picture = new DelegationPicture { Domain = view.DomainName.Text, ParentZone = view.Parent?.Zone.Text ?? string.Empty };
        var delegations = ParentGroups.AddTo(picture, view.Parent);
        RegistryBox.AddTo(picture, view.Registry);
        EarlierBox.AddTo(picture, earlier);
        var places = AddServers(picture, view.Child);
        foreach (var name in NamesOf(view, earlier))
        {
            if (picture.NameServers.Count == DelegationPicture.MostNameServers)
            {
                picture.MoreNameServers++;
                continue;
            }

            var node = NameServer(view, name, delegations, places, earlier);
            RegistryBox.Mark(picture, node, name, view.Registry);
            EarlierBox.Mark(picture, node, name, earlier);
            picture.NameServers.Add(node);
        }

        PictureMarks.Set(picture, findings);
        return picture;
    }

    private static NameServerNode NameServer(DelegationView view, DomainName name, List<ParentStatement> delegations, Dictionary<string, int> places, SeenDelegation? earlier)
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
        // What is there now comes before what was.
        var gone = AddressOrder.Set(EarlierBox.GlueOf(earlier, name));
        gone.ExceptWith(addresses);
        foreach (var address in addresses.Concat(gone))
        {
            if (node.Rows.Count == DelegationPicture.MostAddresses)
            {
                node.MoreAddresses = addresses.Count + gone.Count - node.Rows.Count;
                break;
            }

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

        node.WithoutAddress = node.Rows.Count > 0 ? string.Empty : WhyNone(view.Child?.ResolutionOf(name)?.Status);
        return node;
    }

    /// <summary>The name servers of both sides, and those that only the registry or an earlier run has.</summary>
    internal static IEnumerable<DomainName> NamesOf(DelegationView view, SeenDelegation? earlier) =>
        view.NameServers.Concat((view.Registry?.Hosts ?? []).Select(host => host.Name)).Concat(EarlierBox.NamesOf(earlier)).Distinct();

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
            : node.Parents.Count == 0 && !node.IsInZone ? view.Registry?.HostOf(name) is null ? "named by the earlier run alone" : "held by the registry alone"
            : node.Parents.Count == 0 ? "named by the zone alone"
            : !node.IsInZone ? "named by the parent alone" : string.Empty;
        return who.Length == 0 ? where : who + ", " + where;
    }

    private static string WhyNone(ResolutionStatus? status) => status switch
    {
        ResolutionStatus.NoAddress => "the name has no address",
        ResolutionStatus.NameDoesNotExist => "the name does not exist",
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
