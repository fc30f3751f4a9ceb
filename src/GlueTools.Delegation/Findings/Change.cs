using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Findings;

/// <summary>Where something is changed, and so by whom.</summary>
public enum ChangePlace
{
    /// <summary>The delegation: at the registrar of the domain, or in the parent zone.</summary>
    Delegation,

    /// <summary>The zone that is delegated.</summary>
    Zone,

    /// <summary>The zone that a name server's name lies in.</summary>
    HostZone,

    /// <summary>The registration of the domain that a name server's name lies in: its host object.</summary>
    HostRegistration,

    /// <summary>A server of the zone, by its operator.</summary>
    Server,

    /// <summary>A server of the parent zone, by its operator.</summary>
    ParentServer,
}

/// <summary>What is done.</summary>
public enum ChangeAction
{
    /// <summary>What was not there is put there.</summary>
    Add,

    /// <summary>What was there is taken away.</summary>
    Remove,

    /// <summary>One thing is put in place of another.</summary>
    Replace,

    /// <summary>A server is made to do something.</summary>
    Set,
}

/// <summary>What is changed.</summary>
public enum ChangedRecord
{
    /// <summary>NS records.</summary>
    NameServer,

    /// <summary>Addresses of a name: glue in the delegation, A and AAAA records in a zone.</summary>
    Address,

    /// <summary>DS records.</summary>
    Ds,

    /// <summary>A name's alias.</summary>
    Alias,

    /// <summary>The registration of a domain.</summary>
    Registration,

    /// <summary>What a server does.</summary>
    Server,

    /// <summary>How long the addresses of a name may be kept.</summary>
    Ttl,

    /// <summary>How long the NS records of a delegation may be kept.</summary>
    NameServerTtl,
}

/// <summary>What to set where: one change. Immutable.</summary>
public sealed class Change
{
    internal Change(ChangePlace place, DomainName zone, ChangeAction action, ChangedRecord record)
    {
        Place = place;
        Zone = zone;
        Action = action;
        Record = record;
    }

    /// <summary>Where it is changed.</summary>
    public ChangePlace Place { get; }

    /// <summary>The zone whose records are changed: of a delegation the zone that delegates, of a server the zone that it is to serve.</summary>
    public DomainName Zone { get; }

    /// <summary>What is done.</summary>
    public ChangeAction Action { get; }

    /// <summary>What is changed.</summary>
    public ChangedRecord Record { get; }

    /// <summary>The owner of the records: the domain, for addresses the name server; null where a server is changed.</summary>
    public DomainName? Name { get; internal init; }

    /// <summary>Name servers to be taken away.</summary>
    public IReadOnlyList<DomainName> OldNameServers { get; internal init; } = Array.Empty<DomainName>();

    /// <summary>Name servers to be put there; empty where it is not known which.</summary>
    public IReadOnlyList<DomainName> NewNameServers { get; internal init; } = Array.Empty<DomainName>();

    /// <summary>Families in which none of the others answers, so that the name server to be put there needs an address of each; only where it is not known which.</summary>
    internal IReadOnlyList<AddressFamily> NeededFamilies { get; init; } = Array.Empty<AddressFamily>();

    /// <summary>Addresses to be taken away.</summary>
    public IReadOnlyList<IPAddress> OldAddresses { get; internal init; } = Array.Empty<IPAddress>();

    /// <summary>Addresses to be put there; empty where it is not known which.</summary>
    public IReadOnlyList<IPAddress> NewAddresses { get; internal init; } = Array.Empty<IPAddress>();

    /// <summary>DS records to be taken away.</summary>
    public IReadOnlyList<DsData> OldDs { get; internal init; } = Array.Empty<DsData>();

    /// <summary>DS records to be put there.</summary>
    public IReadOnlyList<DsData> NewDs { get; internal init; } = Array.Empty<DsData>();

    /// <summary>Seconds that the records may be kept from now on; only where that is what is changed.</summary>
    public uint? Ttl { get; internal init; }

    /// <summary>The zone file that it is changed in; null where what is changed was not given as one.</summary>
    public string? File { get; internal init; }

    /// <summary>Whether it is in a network of its own, where nobody registers anything.</summary>
    internal bool IsOfOwnNetwork { get; init; }

    /// <summary>What the server is to do; only of a server.</summary>
    public ServerSetting Setting { get; internal init; }

    /// <summary>The servers that are to do so; only of a server.</summary>
    public IReadOnlyList<Witness> Servers { get; internal init; } = Array.Empty<Witness>();

    /// <summary>
    /// Whether all who have a say agree on what is to be put there, so that it may be set without a person looking further: the values are known, public and
    /// undisputed.
    /// </summary>
    public bool IsUndisputed { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => ChangeText.Of(this);
}
