using System;
using System.Collections.Generic;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Addresses;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Network.Options;

namespace GlueTools;

/// <summary>A lab that runs in this process: a small internet on loopback. It is given to <c>-RootHint</c> as it is.</summary>
public sealed class GlueLab
{
    private readonly LabNetwork _network;
    private readonly object _lock = new();
    private LabRegistry? _registry;

    internal GlueLab(string name, LabScenario scenario)
    {
        Name = name;
        Title = scenario.Title;
        var domains = new List<string>();
        foreach (var audit in scenario.Audits)
        {
            if (!domains.Contains(audit.DomainName.Text))
            {
                domains.Add(audit.DomainName.Text);
            }
        }

        Domains = new TextList(domains);
        var servers = new List<string>();
        foreach (var server in scenario.Servers)
        {
            servers.Add(server.Address.ToString());
        }

        ServerAddresses = servers;
        var hints = new List<ServerAddress>();
        foreach (var hint in scenario.RootHints)
        {
            hints.Add(new ServerAddress(hint.Name, hint.Address));
        }

        Hints = hints;
        _network = LabNetwork.Start(scenario);
        IsRunning = true;
    }

    /// <summary>The scenario's name.</summary>
    public string Name { get; }

    /// <summary>What it shows, in one sentence.</summary>
    public string Title { get; }

    /// <summary>Domains worth auditing.</summary>
    public TextList Domains { get; }

    /// <summary>The root servers, as name/address. They exist within the lab only, so <c>-RootHint</c> takes the lab and not these.</summary>
    public TextList RootServers => TextList.Of(Hints);

    /// <summary>Addresses at which a server lives.</summary>
    public int ServerCount => ServerAddresses.Count;

    /// <summary>Whether it still runs.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>Questions that the servers have received.</summary>
    public long QueryCount => _network.QueryCount;

    internal IReadOnlyList<string> ServerAddresses { get; }

    internal IReadOnlyList<ServerAddress> Hints { get; }

    internal AddressMap Map => _network.Map;

    /// <summary>The lab's registry, which starts when it is wanted for the first time.</summary>
    internal LabRegistry Registry
    {
        get
        {
            lock (_lock)
            {
                return _registry ??= LabRegistry.Start(_network.Scenario);
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => "GlueLab " + Name;

    /// <summary>Why it runs no more, in a sentence.</summary>
    internal string WhyStopped { get; private set; } = string.Empty;

    /// <summary>Ends it.</summary>
    /// <param name="by">What ended it, as the end of a sentence.</param>
    internal void Stop(string by)
    {
        if (IsRunning)
        {
            WhyStopped = "The lab '" + Name + "' has been stopped" + by + ".";
        }

        IsRunning = false;
        lock (_lock)
        {
            _registry?.Dispose();
        }

        _network.Dispose();
    }
}
