using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Plans;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Plans.Tests.Model;

/// <summary>The servers of a parent zone and of a zone, and what each of them holds at one moment.</summary>
internal sealed class World
{
    /// <summary>Moments in a second: what is asked in the last moment before a change, asked again in the last moment before that runs out, is off by less than one.</summary>
    internal const int Ticks = 4;

    /// <summary>The keys of a zone, and those of servers to which they do not move along.</summary>
    internal const uint OldKey = 1, OtherKey = 2;

    private const int Most = 32;

    private readonly List<DomainName> _names = [];
    private readonly List<IPAddress> _addresses = [];

    private World()
    {
    }

    /// <summary>The parent zone's servers.</summary>
    internal Copy[] Parents { get; private init; } = [];

    /// <summary>By address: the copy from which its server answers for the zone; null where none does.</summary>
    internal Copy?[] Servers { get; private init; } = [];

    /// <summary>What the zone's primary holds.</summary>
    internal Copy Master { get; set; } = new();

    /// <summary>What the parent zone's primary holds.</summary>
    internal Copy ParentMaster { get; set; } = new();

    /// <summary>By number: whether a server of the parent zone takes no newer copy.</summary>
    internal bool[] IsParentStuck { get; private init; } = [];

    /// <summary>By address: whether its server takes no newer copy.</summary>
    internal bool[] IsStuck { get; private init; } = [];

    /// <summary>By address: the keys by which its server signs.</summary>
    internal uint[] Keys { get; private init; } = [];

    /// <summary>The keys by which the zone's primary signs.</summary>
    internal uint MasterKeys { get; set; }

    /// <summary>By key tag: the key, as one bit.</summary>
    internal Dictionary<int, uint> KeyTags { get; private init; } = new() { [1] = OldKey };

    /// <summary>Seconds that DNSKEY records may be kept.</summary>
    internal uint KeyTtl { get; private set; }

    /// <summary>Names that lead to a server that answers, or that nobody knows yet.</summary>
    internal uint Useful { get; private set; }

    /// <summary>By name: the addresses of names in other zones, which nobody here changes.</summary>
    internal uint[] Elsewhere { get; private init; } = [];

    /// <summary>Names whose addresses are the zone's own records.</summary>
    internal uint Own { get; private set; }

    internal uint IPv4 { get; private set; }

    internal int NameCount => _names.Count;

    internal int AddressCount => _addresses.Count;

    /// <summary>The addresses at which servers answer for the zone.</summary>
    internal uint Serving
    {
        get
        {
            var serving = 0u;
            for (var i = 0; i < AddressCount; i++)
            {
                serving |= Servers[i] is null ? 0 : 1u << i;
            }

            return serving;
        }
    }

    /// <summary>The addresses to which anything has led so far.</summary>
    internal uint Known { get; private set; }

    /// <summary>The addresses to which the parent zone leads, and the copies of the zone that are found there. What else serves the zone nobody asks.</summary>
    internal uint Led => LedFrom(0);

    private uint LedFrom(uint known)
    {
        uint names = Parents.Aggregate(0u, (mask, parent) => mask | parent.Names), led = known, before;
        do
        {
            before = led;
            var served = Enumerable.Range(0, AddressCount).Where(address => (before & 1u << address) != 0).Select(address => Servers[address]).OfType<Copy>().ToList();
            names |= served.Aggregate(0u, (mask, copy) => mask | copy.Names);
            foreach (var name in Enumerable.Range(0, NameCount).Where(name => (names & 1u << name) != 0))
            {
                led |= Elsewhere[name] | served.Aggregate(0u, (mask, copy) => mask | copy.Addresses[name])
                    | Parents.Where(parent => (parent.Names & 1u << name) != 0).Aggregate(0u, (mask, parent) => mask | parent.Addresses[name]);
            }
        }
        while (led != before);
        return led;
    }

    /// <summary>Remembers to what the parent zone leads now: who has been led there may still ask there later.</summary>
    /// <param name="before">Another world, as this one may have been before.</param>
    internal void KeepKnown(World? before = null) => Known |= before?.Led ?? LedFrom(Known);

    /// <summary>The world that a plan's start describes, where each server holds the same.</summary>
    internal static World Of(PlanStart start, IEnumerable<PlannedServer> servers, int parents, IEnumerable<IPAddress> further)
    {
        var world = new World { Parents = new Copy[parents], Servers = new Copy?[Most], IsParentStuck = new bool[parents], IsStuck = new bool[Most], Keys = new uint[Most], MasterKeys = OldKey, Elsewhere = new uint[Most] };
        var parent = new Copy { NamesTtl = Ticks * start.Parent.NameServerTtl, Addresses = new uint[Most], Ttls = new uint[Most], Ds = start.Ds.Count > 0 ? OldKey : 0, DsTtl = Ticks * (start.DsTtl ?? PlanSide.AssumedTtl) };
        var zone = new Copy { NamesTtl = Ticks * start.Zone.NameServerTtl, Addresses = new uint[Most], Ttls = new uint[Most] };
        foreach (var name in start.Parent.NameServers.Concat(start.Zone.NameServers).Concat(servers.Select(server => server.Name)))
        {
            var at = world.IndexOf(name);
            if (start.IsOwn(name))
            {
                zone.Addresses[at] = world.MaskOf(start.Zone.AddressesOf(name));
            }
            else
            {
                world.Elsewhere[at] = world.MaskOf(start.Zone.AddressesOf(name));
            }

            parent.Addresses[at] = start.NeedsGlue(name) ? world.MaskOf(start.Parent.AddressesOf(name)) : 0;
            (zone.Ttls[at], parent.Ttls[at]) = (Ticks * start.Zone.AddressTtlOf(name), Ticks * start.Parent.AddressTtlOf(name));
        }

        foreach (var server in servers)
        {
            if (!start.IsOwn(server.Name))
            {
                world.Elsewhere[world.IndexOf(server.Name)] |= world.MaskOf(server.Addresses);
            }
        }

        world.MaskOf(further);
        parent.Names = world.MaskOf(start.Parent.NameServers);
        zone.Names = world.MaskOf(start.Zone.NameServers);
        world.Own = world.MaskOf(world._names.Where(start.IsOwn).ToList());
        (world.Master, world.ParentMaster) = (zone, parent);
        Array.Fill(world.Keys, OldKey);
        for (var i = 0; i < parents; i++)
        {
            world.Parents[i] = parent.Clone();
        }

        foreach (var address in start.Serving)
        {
            world.Servers[world.IndexOf(address)] = zone;
        }

        world.KeyTtl = Ticks * (start.KeyTtl ?? PlanSide.AssumedTtl);
        world.FindUseful();
        return world;
    }

    /// <summary>A world that is to be filled.</summary>
    internal static World Empty(int parents, uint keyTtl) => new()
    {
        Parents = new Copy[parents], IsParentStuck = new bool[parents], Servers = new Copy?[Most], IsStuck = new bool[Most], Keys = new uint[Most], Elsewhere = new uint[Most], KeyTtl = Ticks * keyTtl,
        Master = new Copy { Addresses = new uint[Most], Ttls = new uint[Most] }, ParentMaster = new Copy { Addresses = new uint[Most], Ttls = new uint[Most] }, KeyTags = [],
    };

    /// <summary>Says of a name that its addresses are the zone's own records.</summary>
    internal void SetOwn(int name) => Own |= 1u << name;

    /// <summary>Finds out which names lead to a server, once the world is as it is to begin.</summary>
    internal void FindUseful()
    {
        Useful = 0;
        var led = Led;
        var copies = Parents.Concat(Enumerable.Range(0, AddressCount).Where(address => (led & 1u << address) != 0).Select(address => Servers[address]).OfType<Copy>()).Append(Master).ToList();
        for (var name = 0; name < Most; name++)
        {
            var known = Elsewhere[name];
            foreach (var copy in copies)
            {
                known |= copy.Addresses[name];
            }

            Useful |= known == 0 || (known & Serving) != 0 ? 1u << name : 0;
        }
    }

    /// <summary>The keys that DS records name.</summary>
    internal uint MaskOf(IEnumerable<DsData> ds) => ds.Aggregate(0u, (mask, one) => mask | (KeyTags.TryGetValue(one.KeyTag, out var key) ? key : 0));

    internal World Clone()
    {
        var world = new World
        {
            Parents = Parents.Select(parent => parent.Clone()).ToArray(), Servers = (Copy?[])Servers.Clone(), Keys = (uint[])Keys.Clone(), IsStuck = (bool[])IsStuck.Clone(), IsParentStuck = (bool[])IsParentStuck.Clone(), Elsewhere = (uint[])Elsewhere.Clone(),
            Master = Master.Clone(), ParentMaster = ParentMaster.Clone(), MasterKeys = MasterKeys, KeyTags = KeyTags, Own = Own, IPv4 = IPv4, KeyTtl = KeyTtl, Useful = Useful, Known = Known,
        };
        world._names.AddRange(_names);
        world._addresses.AddRange(_addresses);
        return world;
    }

    internal DomainName NameAt(int index) => _names[index];

    internal IPAddress AddressAt(int index) => _addresses[index];

    internal int IndexOf(DomainName name)
    {
        var at = _names.IndexOf(name);
        if (at < 0)
        {
            at = _names.Count;
            _names.Add(name);
        }

        return at;
    }

    internal int IndexOf(IPAddress address)
    {
        var at = _addresses.IndexOf(address);
        if (at < 0)
        {
            at = _addresses.Count;
            _addresses.Add(address);
            IPv4 |= address.AddressFamily == AddressFamily.InterNetwork ? 1u << at : 0;
        }

        return at;
    }

    internal uint MaskOf(IEnumerable<DomainName> names) => names.Aggregate(0u, (mask, name) => mask | 1u << IndexOf(name));

    internal uint MaskOf(IEnumerable<IPAddress> addresses) => addresses.Aggregate(0u, (mask, address) => mask | 1u << IndexOf(address));
}
