using System.Collections.Generic;
using System.Net.Sockets;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Evidence;

/// <summary>A copy of the zone that is given by its records, as the zone would answer with them.</summary>
public sealed class RecordCopy : ZoneCopy
{
    private readonly DomainName _zone;
    private readonly List<DomainName> _nameServers = new();

    /// <summary>Takes the records.</summary>
    /// <param name="source">Whose copy it is.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="records">The records at the apex, those of name servers, and the NS records of further cuts.</param>
    public RecordCopy(Source source, DomainName zone, IReadOnlyList<ResourceRecord> records)
        : base(source)
    {
        _zone = zone;
        Records = records;
        foreach (var record in records)
        {
            if (record.Owner != zone)
            {
                continue;
            }

            switch (record.Data)
            {
                case SoaData soa:
                    Soa = soa;
                    break;
                case NsData ns when !_nameServers.Contains(ns.NameServer):
                    _nameServers.Add(ns.NameServer.ToLower());
                    break;
                case CsyncData csync:
                    Csync = csync;
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>The records.</summary>
    public IReadOnlyList<ResourceRecord> Records { get; }

    /// <inheritdoc/>
    public override uint? Serial => Soa?.Serial;

    /// <inheritdoc/>
    public override SoaData? Soa { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<DomainName>? NameServers => _nameServers.Count == 0 ? null : _nameServers;

    /// <inheritdoc/>
    public override KeySet? KeySet
    {
        get
        {
            var keys = new List<DnskeyData>();
            var signatures = new List<RrsigData>();
            foreach (var record in Records)
            {
                if (record.Owner == _zone && record.Data is DnskeyData key)
                {
                    keys.Add(key);
                }
                else if (record.Owner == _zone && record.Data is RrsigData { Covered: RecordType.DNSKEY } signature)
                {
                    signatures.Add(signature);
                }
            }

            // Records without any signature are mostly signed where they are served. Signatures are judged at the time when they were written down.
            return new KeySet(keys, signatures, Source.SaidUtc ?? default, signatures.Count > 0 && Source.SaidUtc is not null);
        }
    }

    /// <inheritdoc/>
    public override CsyncData? Csync { get; }

    /// <inheritdoc/>
    public override bool IsOf(DomainName nameServer) => false;

    /// <inheritdoc/>
    internal override void AddNameServerTtls(OrderedSet<uint> ttls, ZoneCopy? last) => AddTtls(ttls, _zone, RecordType.NS);

    /// <inheritdoc/>
    internal override void AddAddressTtls(DomainName nameServer, OrderedSet<uint> ttls, ZoneCopy? last)
    {
        if (IsDelegated(nameServer))
        {
            return;
        }

        foreach (var family in Families.Both)
        {
            AddTtls(ttls, nameServer, TypeOf(family));
        }
    }

    /// <inheritdoc/>
    public override bool IsDelegated(DomainName name)
    {
        foreach (var record in Records)
        {
            if (record.Type == RecordType.NS && record.Owner != _zone && name.IsAtOrBelow(record.Owner))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    internal override AddressStatement? AddressesOf(DomainName nameServer, AddressFamily family, AddressStatement? last)
    {
        if (!nameServer.IsAtOrBelow(_zone) || IsDelegated(nameServer))
        {
            return null;
        }

        var addresses = AddressOrder.Set();
        var isAlias = false;
        foreach (var record in Records)
        {
            isAlias |= (record.Type == RecordType.CNAME && record.Owner == nameServer) || (record.Type == RecordType.DNAME && nameServer.IsBelow(record.Owner));
            if (record.Type == TypeOf(family) && record.Owner == nameServer)
            {
                addresses.Add(((AddressData)record.Data).Address);
            }
        }

        return new AddressStatement(this, addresses, isAlias);
    }

    private static RecordType TypeOf(AddressFamily family) => family == AddressFamily.InterNetworkV6 ? RecordType.AAAA : RecordType.A;

    private void AddTtls(OrderedSet<uint> ttls, DomainName owner, RecordType type)
    {
        foreach (var record in Records)
        {
            if (record.Owner == owner && record.Type == type)
            {
                ttls.Add(record.Ttl);
            }
        }
    }
}
