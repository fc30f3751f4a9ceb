using System.Collections.Generic;
using System.Globalization;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;

namespace GlueTools.Reports.Pictures;

/// <summary>What the registry holds, as a box beside the parent's servers.</summary>
internal static class RegistryBox
{
    /// <summary>Adds the registry where it was asked.</summary>
    internal static void AddTo(DelegationPicture picture, RegistrySide? registry)
    {
        if (registry is null)
        {
            return;
        }

        var node = new ParentNode { Speaker = Speaker.Registry, Says = SaysOf(registry) };
        if (registry.By.Length > 0)
        {
            node.Sources.Add(registry.By);
        }

        picture.Parents.Add(node);
    }

    /// <summary>Says of a name server and its addresses whether the registry holds them.</summary>
    internal static void Mark(DelegationPicture picture, NameServerNode node, DomainName name, RegistrySide? registry)
    {
        if (registry?.HostOf(name) is not { } host)
        {
            return;
        }

        node.Beside.Add(picture.Parents.FindIndex(one => one.Speaker == Speaker.Registry));
        var held = new HashSet<string>();
        foreach (var address in host.Addresses)
        {
            held.Add(address.ToString());
        }

        foreach (var row in node.Rows)
        {
            row.IsInRegistry = held.Contains(row.Address);
        }
    }

    private static string SaysOf(RegistrySide registry)
    {
        if (registry.State != RegistryState.Registered)
        {
            return registry.State == RegistryState.NotRegistered ? "The domain is not registered" : "Not asked: " + registry.Why.TrimEnd('.');
        }

        var addresses = 0;
        foreach (var host in registry.Hosts)
        {
            addresses += host.Addresses.Count;
        }

        var says = Count(registry.Hosts.Count, "name server", "name servers") + ", " + Count(addresses, "address", "addresses") + " held";
        return registry.ShowsDs ? says + ", " + registry.Statement.Delegation.Ds.Count.ToString(CultureInfo.InvariantCulture) + " DS" : says;
    }

    private static string Count(int count, string one, string many) => (count == 0 ? "no" : count.ToString(CultureInfo.InvariantCulture)) + " " + (count == 1 ? one : many);
}
