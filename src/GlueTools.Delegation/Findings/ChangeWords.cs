using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Findings;

/// <summary>Changes in words: where something is changed, and what.</summary>
internal static class ChangeWords
{
    /// <summary>Where it is changed: <c>At the registrar of stale.example,</c>. Empty of servers, whose operator is addressed with what to do.</summary>
    internal static string Where(Change change, Finding finding) => Where(change, finding.DomainName);

    /// <summary>The same of a change to a domain.</summary>
    internal static string Where(Change change, DomainName domain) => change.File is { } file ? "In the zone file " + file + "," : change.Place switch
    {
        ChangePlace.Delegation => AtDelegation(domain, change),
        ChangePlace.Zone => "In " + Prose.Zone(change.Zone) + ",",
        ChangePlace.HostZone => "In the zone that " + change.Name + " lies in,",
        ChangePlace.HostRegistration when change.Record != ChangedRecord.Registration => AtDelegation(change.Name!.Value.LastLabels(change.Zone.LabelCount + 1), change),
        _ => string.Empty,
    };

    /// <summary>What is changed there: <c>change ns2.stale.example's IPv4 glue from 45.10.4.1 to 45.10.2.1</c>.</summary>
    internal static string What(Change change) => change.Record switch
    {
        ChangedRecord.NameServer => NameServers(change),
        ChangedRecord.Address when change.Place == ChangePlace.Delegation => Glue(change),
        ChangedRecord.Address when change.Place == ChangePlace.HostRegistration => HostAddress(change),
        ChangedRecord.Address => Addresses(change),
        ChangedRecord.Ds => Ds(change),
        ChangedRecord.Alias => change.Place == ChangePlace.Zone ? "replace the alias at " + change.Name + " by address records" : "replace the alias by address records",
        ChangedRecord.Registration => "register " + change.Name,
        ChangedRecord.NameServerTtl => "set the TTL of the NS records to " + change.Ttl!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ChangedRecord.Ttl => "set the TTL of " + change.Name + (change.Place == ChangePlace.Delegation ? "'s glue to " : "'s address records to ") + change.Ttl!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => Server(change),
    };

    /// <summary>One thing taken away on both sides, in fewer words; null where that is not what the changes are.</summary>
    internal static string? OnBothSides(IReadOnlyList<Change> changes)
    {
        changes = Together(changes);
        if (changes.Count != 2 || changes[0].Place == changes[1].Place || changes[0].Record != changes[1].Record || changes[0].Action != changes[1].Action)
        {
            return null;
        }

        Change one = changes[0], other = changes[1];
        return (one.Action, one.Record) switch
        {
            (ChangeAction.Remove, ChangedRecord.NameServer) when Same(one.OldNameServers, other.OldNameServers) =>
                "take " + Prose.List(one.OldNameServers) + " out of the NS records and the delegation",
            (ChangeAction.Replace, ChangedRecord.NameServer) when Same(one.OldNameServers, other.OldNameServers) && one.NewNameServers.Count + other.NewNameServers.Count == 0 =>
                "put " + Another(one) + " in place of " + Prose.List(one.OldNameServers) + " in the NS records and the delegation",
            (ChangeAction.Replace, ChangedRecord.Address) when one.Name == other.Name && Same(one.OldAddresses, other.OldAddresses) && one.NewAddresses.Count + other.NewAddresses.Count == 0 =>
                "replace " + Prose.List(one.OldAddresses) + " by a public address in the zone and in the glue of " + one.Name,
            (ChangeAction.Remove, ChangedRecord.Address) when one.Name == other.Name && Same(one.OldAddresses, other.OldAddresses) =>
                "take " + Prose.List(one.OldAddresses) + " out of the zone and the glue",
            _ => null,
        };
    }

    /// <summary>What goes of the NS records of one side, in one change: one server may stand behind several names.</summary>
    private static IReadOnlyList<Change> Together(IReadOnlyList<Change> changes)
    {
        var together = new List<Change>();
        foreach (var change in changes)
        {
            if (change.Record != ChangedRecord.NameServer || change.NewNameServers.Count > 0)
            {
                return changes;
            }

            var same = together.FindIndex(one => one.Place == change.Place && one.Action == change.Action);
            if (same < 0)
            {
                together.Add(change);
            }
            else
            {
                together[same] = new Change(change.Place, change.Zone, change.Action, change.Record)
                {
                    Name = change.Name, OldNameServers = [.. together[same].OldNameServers, .. change.OldNameServers], NeededFamilies = [.. together[same].NeededFamilies.Union(change.NeededFamilies)],
                };
            }
        }

        return together;
    }

    /// <summary>A registrar has only what the public registers: nobody's own zones, networks and reverse zones.</summary>
    private static string AtDelegation(DomainName domain, Change change) =>
        change.Zone.IsRoot && !change.IsOfOwnNetwork ? "In the root zone (through IANA), for " + (domain.IsRoot ? "the root" : domain.Text) + ","
        : Registrars.Serve(change.Zone) && !change.IsOfOwnNetwork ? "At the registrar of " + domain + ","
        : "In " + Prose.Zone(change.Zone, "parent zone") + ",";

    private static string NameServers(Change change)
    {
        var isZone = change.Place == ChangePlace.Zone;
        return change.Action switch
        {
            ChangeAction.Add => "add " + (change.NewNameServers.Count == 0 ? Another(change) : Prose.List(change.NewNameServers)) + " to the " + (isZone ? "NS records" : "name servers"),
            ChangeAction.Remove => "remove " + Prose.List(change.OldNameServers) + " from the " + (isZone ? "NS records" : "name servers"),
            _ when change.NewNameServers.Count == 0 => "put " + Another(change) + " in place of " + Prose.List(change.OldNameServers),
            _ => "set the " + (isZone ? "NS records" : "name servers") + " to " + Prose.List(change.NewNameServers),
        };
    }

    /// <summary>The same at a second place, of a change of which it is not known what is put there: <c>add that one to the NS records</c>.</summary>
    internal static string Likewise(Change change) => "add that one to the " + (change.Place == ChangePlace.Zone ? "NS records" : "name servers");

    /// <summary>Name servers that nobody can name yet, with what they need: <c>another name server with an IPv4 address</c>.</summary>
    private static string Another(Change change)
    {
        var addresses = change.NeededFamilies.Count == 0 ? string.Empty : change.NeededFamilies.Count == 1 ? "an " + Prose.Family(change.NeededFamilies[0]) + " address" : "an IPv4 and an IPv6 address";
        return change.OldNameServers.Count > 1
            ? "other name servers" + (addresses.Length == 0 ? string.Empty : ", with " + addresses + " among them,")
            : "another name server" + (addresses.Length == 0 ? string.Empty : " with " + addresses);
    }

    private static string Glue(Change change) => change.Action switch
    {
        ChangeAction.Add => "add " + (change.NewAddresses.Count == 0 ? "its addresses" : Prose.List(change.NewAddresses)) + " as glue for " + change.Name,
        ChangeAction.Remove => "remove " + change.Name + "'s " + Family(change.OldAddresses) + "glue " + Prose.List(change.OldAddresses),
        _ when change.NewAddresses.Count == 0 => "replace the glue " + Prose.List(change.OldAddresses) + " of " + change.Name + (IsPublic(change.OldAddresses) ? ", which is another name server's, by an address that only " + change.Name + " has" : " by a public address"),
        _ => "change " + change.Name + "'s " + Family(change.OldAddresses) + "glue from " + Prose.List(change.OldAddresses) + " to " + Prose.List(change.NewAddresses),
    };

    private static bool IsPublic(IReadOnlyList<IPAddress> addresses)
    {
        foreach (var address in addresses)
        {
            if (SpecialAddress.WhyNotPublic(address) is not null || SpecialAddress.WhyTransitional(address) is not null)
            {
                return false;
            }
        }

        return true;
    }

    private static string HostAddress(Change change) => change.Action == ChangeAction.Remove
        ? "remove the host address of " + change.Name + ", " + Prose.List(change.OldAddresses)
        : "change the host address of " + change.Name + " from " + Prose.List(change.OldAddresses) + " to " + Prose.List(change.NewAddresses);

    private static string Addresses(Change change) => change.Action switch
    {
        ChangeAction.Add => "add " + (change.NewAddresses.Count == 0 ? "address records" : Prose.List(change.NewAddresses)) + " for " + change.Name,
        ChangeAction.Remove => "remove " + Prose.List(change.OldAddresses) + " from the addresses of " + change.Name,
        _ when change.NewAddresses.Count == 0 => "replace " + Prose.List(change.OldAddresses) + " by a public address",
        _ => "change " + change.Name + "'s " + Family(change.OldAddresses) + "address from " + Prose.List(change.OldAddresses) + " to " + Prose.List(change.NewAddresses),
    };

    // Records to be set are written out whole, so that whoever has the form before them need compute nothing; of those that go the key tags tell which are meant.
    private static string Ds(Change change) => change.Action switch
    {
        ChangeAction.Add when change.NewDs.Count == 0 => "add a DS record of the zone's key-signing key",
        ChangeAction.Add => "add the DS " + Records(change.NewDs),
        ChangeAction.Remove => "remove the DS " + Tagged(change),
        _ => "replace the DS " + Tagged(change) + " by the DS " + Records(change.NewDs),
    };

    private static string Records(IReadOnlyList<DsData> ds) => (ds.Count == 1 ? "record " : "records ") + Prose.List(ds);

    private static string Tagged(Change change)
    {
        var tags = new SortedSet<int>();
        foreach (var ds in change.OldDs)
        {
            tags.Add(ds.KeyTag);
        }

        return (change.OldDs.Count == 1 ? "record" : "records") + (tags.Count == 1 ? " with key tag " : " with the key tags ") + Prose.List(tags);
    }

    private static string Server(Change change)
    {
        var servers = Prose.List(change.Servers);
        var address = change.Servers.Count > 0 ? change.Servers[0].Address : IPAddress.None;
        if (change.Place == ChangePlace.ParentServer)
        {
            return "tell the operator of " + Prose.Zone(change.Zone, "parent zone")
                + (change.Setting == ServerSetting.ServeSameCopy ? " that its servers hold different copies, and look again after the zone's refresh time" : "; the delegation itself need not change");
        }

        return change.Setting switch
        {
            ServerSetting.Answer => "start the server at " + address + " or open port 53 to it",
            ServerSetting.AnswerOverUdp => "open UDP port 53 to " + address,
            ServerSetting.AnswerOverTcp => "open TCP port 53 to " + address + ", and let the server listen there",
            ServerSetting.AnswerWellFormed => "mend or replace what answers on port 53 of " + address,
            ServerSetting.AnswerAllTypes => "let the server at " + address + ", and what stands in front of it, answer questions of every type for " + change.Zone,
            ServerSetting.AnswerFromSameAddress => "on the server, send answers from the address that was asked (bind to each address, or mend the address translation in front of it)",
            ServerSetting.UnderstandEdns => "update the server at " + address + ", or the firewall in front of it, so that it understands EDNS",
            ServerSetting.RefuseRecursion => "on " + servers + ", switch recursion off, or allow it for your own network only",
            ServerSetting.ServeZone => "on " + (change.Servers.Count == 0 ? change.Name?.Text : servers) + ", load the zone " + change.Zone,
            ServerSetting.StopServing => "on " + (change.Servers.Count == 0 ? change.Name?.Text : servers) + ", serve the zone " + change.Zone + " no longer",
            ServerSetting.ServeSameCopy => "let all servers of " + change.Zone + " transfer the zone from one primary, and look again after the zone's refresh time",
            _ => "look again after the zone's refresh time; if the serials still differ, mend the transfer to the servers with the older one",
        };
    }

    // Addresses of both families have no one word.
    private static string Family(IReadOnlyList<IPAddress> addresses)
    {
        foreach (var address in addresses)
        {
            if (address.AddressFamily != addresses[0].AddressFamily)
            {
                return string.Empty;
            }
        }

        return addresses.Count == 0 ? string.Empty : Prose.Family(addresses[0]) + " ";
    }

    private static bool Same<T>(IReadOnlyList<T> left, IReadOnlyList<T> right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (var i = 0; i < left.Count; i++)
        {
            if (!Equals(left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }
}
