using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Lab.Scenarios;

/// <summary>What the registry of a scenario holds of a domain, where that is not just what the zone above it serves.</summary>
public sealed class LabRegistration
{
    private readonly List<LabHostObject> _hosts = new();
    private readonly List<DsData> _ds = new();

    internal LabRegistration(DomainName name) => DomainName = name;

    /// <summary>The domain.</summary>
    public DomainName DomainName { get; }

    /// <summary>Whether the registry says that there is no such domain.</summary>
    public bool IsUnregistered { get; internal set; }

    /// <summary>Whether the registry does not answer about it.</summary>
    public bool IsUnreachable { get; internal set; }

    /// <summary>Whether it shows DS records, or that there are none.</summary>
    public bool ShowsDs { get; internal set; }

    /// <summary>Its statuses, in the words of EPP.</summary>
    public IReadOnlyList<string> Statuses { get; internal set; } = [];

    /// <summary>When it was last changed; null where the registry does not say.</summary>
    public DateTime? ChangedUtc { get; internal set; }

    /// <summary>When the registration ends; null where the registry does not say.</summary>
    public DateTime? ExpiresUtc { get; internal set; }

    /// <summary>Its name servers.</summary>
    public IReadOnlyList<LabHostObject> Hosts => _hosts;

    /// <summary>Its DS records.</summary>
    public IReadOnlyList<DsData> Ds => _ds;

    internal void AddHost(LabHostObject host) => _hosts.Add(host);

    internal void AddDs(DsData ds) => _ds.Add(ds);
}

/// <summary>What the registry of a scenario says of a host's addresses.</summary>
public enum LabHostState
{
    /// <summary>These are they.</summary>
    Held,

    /// <summary>The host object has none.</summary>
    NoAddress,

    /// <summary>There is no host object to be seen.</summary>
    Hidden,

    /// <summary>The registry does not answer.</summary>
    Unreachable,
}

/// <summary>A name server as the registry of a scenario holds it.</summary>
public sealed class LabHostObject
{
    internal LabHostObject(DomainName name, IReadOnlyList<IPAddress> addresses)
    {
        Name = name;
        Addresses = addresses;
    }

    /// <summary>Its name.</summary>
    public DomainName Name { get; }

    /// <summary>Its addresses.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; }

    /// <summary>What is said of them.</summary>
    public LabHostState State { get; internal set; }

    /// <summary>Its statuses, in the words of EPP.</summary>
    public IReadOnlyList<string> Statuses { get; internal set; } = [];

    /// <summary>When it was last changed; null where the registry does not say.</summary>
    public DateTime? ChangedUtc { get; internal set; }
}
