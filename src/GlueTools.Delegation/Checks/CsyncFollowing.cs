using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Checks;

/// <summary>Whether a parent would follow a CSYNC record (RFC 7477, sections 2 and 3), asked of every server.</summary>
internal static class CsyncFollowing
{
    private const ushort Immediate = 1, SoaMinimum = 2;

    internal static Outcome Judge(FollowedZone zone)
    {
        CsyncData? request = null;
        FollowedServer? first = null;
        var askers = new List<FollowedServer>();
        foreach (var server in zone.Servers)
        {
            if (server.Set(RecordType.CSYNC) is not { } set)
            {
                continue;
            }

            var all = set.All<CsyncData>();
            if (all.Count > 1)
            {
                return Outcome.Refused("there are several CSYNC records at " + server.Address + ", which are ignored then");
            }

            var one = all.Count == 0 ? null : all[0];
            if (first is not null && !Agree(request, one))
            {
                return Outcome.Refused(FollowedZone.Differ("CSYNC", first, server));
            }

            (first, request) = (first ?? server, one);
            askers.Add(server);
        }

        if (first is null)
        {
            return Outcome.Nothing("none of its servers could be heard about CSYNC");
        }

        return request is null ? Outcome.Nothing("it publishes no CSYNC record") : Of(zone, request, askers);
    }

    /// <summary>Flags and types have to be equal; the serial belongs to each server's own copy.</summary>
    private static bool Agree(CsyncData? one, CsyncData? other) =>
        one is null || other is null ? one is null && other is null
        : ((one.Flags ^ other.Flags) & Immediate) == 0 && one.HasReadableTypes == other.HasReadableTypes && new HashSet<RecordType>(one.Types).SetEquals(other.Types);

    private static Outcome Of(FollowedZone zone, CsyncData request, List<FollowedServer> servers)
    {
        if (!request.HasReadableTypes)
        {
            return Outcome.Refused("the type bitmap of its CSYNC record, of " + request.TypeBitmapLength + (request.TypeBitmapLength == 1 ? " octet" : " octets") + ", is malformed, so that nobody can tell what it asks for");
        }

        foreach (var type in request.Types)
        {
            if (type is not (RecordType.NS or RecordType.A or RecordType.AAAA))
            {
                return Outcome.Refused("its CSYNC record asks for " + type.ToText() + " records, which nobody knows how to copy");
            }
        }

        if ((request.Flags & ~(Immediate | SoaMinimum)) != 0)
        {
            return Outcome.Refused("its CSYNC record has flags that mean nothing yet");
        }

        if (zone.Ds.IsEmpty)
        {
            return Outcome.Refused("there are no DS records, and what is copied by CSYNC has to validate");
        }

        foreach (var server in servers)
        {
            if (Of(zone, server) is { } refused)
            {
                return refused;
            }
        }

        if ((request.Flags & Immediate) == 0)
        {
            return Outcome.Refused("its CSYNC record has no immediate flag, so that a parent waits for somebody to confirm it");
        }

        return Changes(zone, request, servers);
    }

    private static Outcome? Of(FollowedZone zone, FollowedServer server)
    {
        if (server.WhyNotLinked(zone.Ds, zone.NotChecked) is { } broken)
        {
            return Outcome.Refused("it does not validate at " + server.Address + ": " + broken);
        }

        var set = server.Set(RecordType.CSYNC)!;
        if (set.WhyNotSigned(zone.Name, server.ZoneKeys(), zone.NotChecked) is { } unsigned)
        {
            return Outcome.Refused("its CSYNC record at " + server.Address + " does not validate: its records " + unsigned);
        }

        var request = set.All<CsyncData>()[0];
        if ((request.Flags & SoaMinimum) == 0)
        {
            return null;
        }

        return server.Serial is not { } serial ? Outcome.Refused("the serial at " + server.Address + " is not known")
            : SerialNumber.IsNewer(request.Serial, serial) ? Outcome.Refused("its serial at " + server.Address + " is " + serial + ", and the CSYNC record wants " + request.Serial + " at least")
            : null;
    }

    private static Outcome Changes(FollowedZone zone, CsyncData request, List<FollowedServer> servers)
    {
        var types = new HashSet<RecordType>(request.Types);
        var parent = zone.View.Parent!;
        var names = new OrderedSet<DomainName>(parent.NameServers);
        var changes = new List<string>();
        if (types.Contains(RecordType.NS))
        {
            if (Same(zone, servers, zone.Name, RecordType.NS, out var why) is not { } set)
            {
                return Outcome.Refused(why);
            }

            var wanted = new OrderedSet<DomainName>();
            foreach (var ns in set.All<NsData>())
            {
                wanted.Add(ns.NameServer.ToLower());
            }

            if (wanted.Count == 0)
            {
                return Outcome.Refused("it has no NS records, and a delegation needs some");
            }

            if (!wanted.SetEquals(names))
            {
                changes.Add("set its name servers to " + Prose.List(wanted) + " in place of " + Prose.List(names));
            }

            names = wanted;
        }

        foreach (var name in names)
        {
            if (!name.IsAtOrBelow(zone.Name))
            {
                continue;
            }

            if (Glue(zone, types, servers, name, changes) is { } refused)
            {
                return refused;
            }
        }

        return types.Count == 0 ? Outcome.Nothing("its CSYNC record names no type to be copied")
            : changes.Count == 0 ? Outcome.Nothing("its CSYNC record asks for what the parent has") : Outcome.Accepted(Prose.List(changes));
    }

    private static Outcome? Glue(FollowedZone zone, HashSet<RecordType> types, List<FollowedServer> servers, DomainName name, List<string> changes)
    {
        var before = AddressOrder.Set(zone.View.Parent!.GlueOf(name));
        var after = AddressOrder.Set(before);
        foreach (var (type, family) in new[] { (RecordType.A, AddressFamily.InterNetwork), (RecordType.AAAA, AddressFamily.InterNetworkV6) })
        {
            if (!types.Contains(type))
            {
                continue;
            }

            if (Same(zone, servers, name, type, out var why) is not { } set)
            {
                return Outcome.Refused(why);
            }

            after.RemoveWhere(address => address.AddressFamily == family);
            foreach (var data in set.All<AddressData>())
            {
                after.Add(data.Address);
            }
        }

        if (after.Count == 0)
        {
            return Outcome.Refused(name + " would have no glue");
        }

        if (!after.SetEquals(before))
        {
            changes.Add("set the glue of " + name + " to " + Prose.List((IEnumerable<IPAddress>)after));
        }

        return null;
    }

    /// <summary>A set that all servers give alike, and signed.</summary>
    private static SignedSet? Same(FollowedZone zone, List<FollowedServer> servers, DomainName owner, RecordType type, out string why)
    {
        SignedSet? set = null;
        foreach (var server in servers)
        {
            if (server.Set(owner, type) is not { } one)
            {
                why = "the " + type.ToText() + " records of " + owner + " are not known at " + server.Address;
                return null;
            }

            if (set is not null && !one.HasSameData(set))
            {
                why = FollowedZone.Differ("the " + type.ToText() + " records of " + owner, servers[0], server);
                return null;
            }

            if (!one.IsEmpty && one.WhyNotSigned(zone.Name, server.ZoneKeys(), zone.NotChecked) is { } unsigned)
            {
                why = "the " + type.ToText() + " records of " + owner + " at " + server.Address + " " + unsigned;
                return null;
            }

            set = one;
        }

        why = string.Empty;
        return set;
    }
}
