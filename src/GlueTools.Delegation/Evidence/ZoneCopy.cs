using System.Collections.Generic;
using System.Net.Sockets;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Evidence;

/// <summary>What one source says, with authority, of the child zone: its copy of the zone, as far as it was looked at. Immutable.</summary>
public abstract class ZoneCopy
{
    /// <summary>Takes the source.</summary>
    /// <param name="source">Whose copy it is.</param>
    protected ZoneCopy(Source source) => Source = source;

    /// <summary>Whose copy it is.</summary>
    public Source Source { get; }

    /// <summary>The zone's serial; null where it is not known.</summary>
    public abstract uint? Serial { get; }

    /// <summary>The zone's SOA record; null where it is not known.</summary>
    public virtual SoaData? Soa => null;

    /// <summary>The zone's NS set; null where it is not known.</summary>
    public abstract IReadOnlyList<DomainName>? NameServers { get; }

    /// <summary>Seconds that the zone's NS records may be kept.</summary>
    public IReadOnlyList<uint> NameServerTtls
    {
        get
        {
            var ttls = new OrderedSet<uint>();
            AddNameServerTtls(ttls, null);
            return ttls;
        }
    }

    /// <summary>The zone's keys, with the signatures that came beside them; null where they are not known.</summary>
    public abstract KeySet? KeySet { get; }

    /// <summary>The zone's keys; null where they are not known.</summary>
    public IReadOnlyList<DnskeyData>? Keys => KeySet?.Keys;

    /// <summary>What the zone asks its parent to copy (RFC 7477); null where it asks nothing, or that is not known.</summary>
    public abstract CsyncData? Csync { get; }

    /// <summary>Whether it is the named name server's own copy.</summary>
    public abstract bool IsOf(DomainName nameServer);

    /// <summary>Seconds that a name server's addresses may be kept.</summary>
    public IReadOnlyList<uint> AddressTtls(DomainName nameServer)
    {
        var ttls = new OrderedSet<uint>();
        AddAddressTtls(nameServer, ttls, null);
        return ttls;
    }

    /// <summary>Whether it says itself that a name lies at or below a further zone cut, so that another zone knows about it.</summary>
    public virtual bool IsDelegated(DomainName name) => false;

    /// <summary>A zone below a further cut that the source turned out to answer from when it was asked for a name server's addresses; null where nothing shows one.</summary>
    internal virtual DomainName? InnerZoneOf(DomainName nameServer) => null;

    /// <summary>Puts the seconds that the zone's NS records may be kept to those of other copies.</summary>
    /// <param name="ttls">What others have put there.</param>
    /// <param name="last">One of these; null where it is the first.</param>
    internal abstract void AddNameServerTtls(OrderedSet<uint> ttls, ZoneCopy? last);

    /// <summary>Puts the seconds that a name server's addresses may be kept to those of other copies.</summary>
    /// <param name="nameServer">The name server.</param>
    /// <param name="ttls">What others have put there.</param>
    /// <param name="last">One of these; null where it is the first.</param>
    internal abstract void AddAddressTtls(DomainName nameServer, OrderedSet<uint> ttls, ZoneCopy? last);

    /// <summary>What it says of a name server's addresses of one family; null where it says nothing.</summary>
    /// <param name="nameServer">The name server.</param>
    /// <param name="family">IPv4 or IPv6.</param>
    /// <param name="last">What the copy before said of them; null where it is the first.</param>
    internal abstract AddressStatement? AddressesOf(DomainName nameServer, AddressFamily family, AddressStatement? last);
}

/// <summary>What one copy of a zone says about one name server's addresses of one family.</summary>
internal sealed class AddressStatement
{
    internal AddressStatement(ZoneCopy copy, OrderedSet<System.Net.IPAddress> addresses, bool isAlias)
    {
        Copy = copy;
        Addresses = addresses;
        IsAlias = isAlias;
    }

    internal ZoneCopy Copy { get; }

    internal OrderedSet<System.Net.IPAddress> Addresses { get; }

    internal bool IsAlias { get; }

    /// <summary>Whether the other says the same.</summary>
    internal bool IsSameAs(AddressStatement other) =>
        IsAlias == other.IsAlias && (ReferenceEquals(Addresses, other.Addresses) || Addresses.SetEquals(other.Addresses));
}
