using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Lab.Scenarios;

/// <summary>The way between the audit and the servers.</summary>
public enum LabPath
{
    /// <summary>Every server can be reached.</summary>
    Open,

    /// <summary><c>intercept</c>: a resolver on the way answers whatever address is asked.</summary>
    Intercept,

    /// <summary><c>blackhole</c>: nothing is ever answered.</summary>
    Blackhole,

    /// <summary><c>no-ipv6</c>: there is no route to IPv6 addresses.</summary>
    NoIPv6,

    /// <summary><c>blackhole-ipv6</c>: there is a route to IPv6 addresses, and nothing is answered there.</summary>
    BlackholeIPv6,
}

/// <summary>A root server's name and one address of it.</summary>
public sealed class LabRootHint
{
    /// <summary>Creates a hint.</summary>
    public LabRootHint(DomainName name, IPAddress address)
    {
        Name = name;
        Address = address;
    }

    /// <summary>The root server's name.</summary>
    public DomainName Name { get; }

    /// <summary>One of its addresses.</summary>
    public IPAddress Address { get; }
}

/// <summary>A small internet: zones, servers with their faults, and the audits to run over it.</summary>
public sealed class LabScenario
{
    /// <summary>Creates a scenario.</summary>
    /// <param name="title">One sentence.</param>
    /// <param name="zones">All copies of all zones.</param>
    /// <param name="servers">The servers; an address that only zones name needs no entry.</param>
    /// <param name="path">The way to the servers.</param>
    /// <param name="audits">What to audit, as it is at the start.</param>
    /// <param name="later">What changes while it runs, in the order of time; null for nothing.</param>
    public LabScenario(
        string title, IReadOnlyList<LabZone> zones, IReadOnlyList<LabServer> servers, LabPath path, IReadOnlyList<LabAudit> audits, IReadOnlyList<LabStage>? later = null)
    {
        Title = title;
        Zones = zones;
        Later = later ?? [];
        Servers = AllServers(zones, servers, Later);
        Path = path;
        Audits = audits;
        RootHints = FindRootHints(zones);
    }

    /// <summary>One sentence.</summary>
    public string Title { get; }

    /// <summary>All copies of all zones.</summary>
    public IReadOnlyList<LabZone> Zones { get; }

    /// <summary>One entry for every address at which something lives.</summary>
    public IReadOnlyList<LabServer> Servers { get; }

    /// <summary>What changes while it runs: what is there from each moment on, in the order of time.</summary>
    public IReadOnlyList<LabStage> Later { get; }

    /// <summary>The way to the servers.</summary>
    public LabPath Path { get; }

    /// <summary>What to audit.</summary>
    public IReadOnlyList<LabAudit> Audits { get; }

    /// <summary>When it was read: signatures and the registry's times are reckoned from then.</summary>
    public DateTime ReadUtc { get; internal init; }

    /// <summary>What the registry holds, where that is said; of other domains it holds what the zones that delegate them serve.</summary>
    public IReadOnlyList<LabRegistration> Registrations { get; internal init; } = [];

    /// <summary>Names and addresses of the root servers, as the root zone holds them; empty without a root zone.</summary>
    public IReadOnlyList<LabRootHint> RootHints { get; }

    /// <summary>Characters of a scenario's text: whoever reads it from a file stops there.</summary>
    public const int LongestText = 1 << 22;

    /// <summary>Reads a scenario.</summary>
    /// <exception cref="FormatException">The text is no scenario; the message names the line.</exception>
    public static LabScenario Parse(string text) => Parse(text, DateTime.UtcNow);

    /// <summary>Reads a scenario.</summary>
    /// <param name="text">The scenario.</param>
    /// <param name="now">The time that its signatures are made at.</param>
    /// <exception cref="FormatException">The text is no scenario; the message names the line.</exception>
    public static LabScenario Parse(string text, DateTime now) => ScenarioParser.Parse(text, now);

    private static List<LabServer> AllServers(IReadOnlyList<LabZone> zones, IReadOnlyList<LabServer> servers, IReadOnlyList<LabStage> later)
    {
        var all = new List<LabServer>(servers);
        var known = new HashSet<IPAddress>();
        foreach (var server in servers)
        {
            known.Add(server.Address);
        }

        void Add(IEnumerable<IPAddress> addresses)
        {
            foreach (var address in addresses)
            {
                if (known.Add(address))
                {
                    all.Add(new LabServer(address, []));
                }
            }
        }

        foreach (var zone in zones)
        {
            Add(zone.Addresses);
        }

        foreach (var stage in later)
        {
            foreach (var zone in stage.Zones)
            {
                Add(zone.Addresses);
            }

            foreach (var server in stage.Servers)
            {
                Add([server.Address]);
            }
        }

        return all;
    }

    private static List<LabRootHint> FindRootHints(IReadOnlyList<LabZone> zones)
    {
        var hints = new List<LabRootHint>();
        var seen = new HashSet<(DomainName, IPAddress)>();
        foreach (var zone in zones)
        {
            if (!zone.Name.IsRoot)
            {
                continue;
            }

            var names = new HashSet<DomainName>();
            foreach (var record in zone.Records)
            {
                if (record.Owner.IsRoot && record.Data is NsData server)
                {
                    names.Add(server.NameServer);
                }
            }

            foreach (var record in zone.Records)
            {
                if (record.Data is AddressData data && names.Contains(record.Owner) && seen.Add((record.Owner, data.Address)))
                {
                    hints.Add(new LabRootHint(record.Owner, data.Address));
                }
            }
        }

        return hints;
    }
}
