using System.Collections.Generic;
using System.Net;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Answers;

/// <summary>An address record that came along with name servers.</summary>
public sealed class GlueAddress
{
    /// <summary>By name, then by address.</summary>
    public static System.Comparison<GlueAddress> Order { get; } = (left, right) =>
    {
        var order = left.Name.CompareTo(right.Name);
        return order != 0 ? order : AddressOrder.Instance.Compare(left.Address, right.Address);
    };

    /// <summary>Creates the pair.</summary>
    public GlueAddress(DomainName name, IPAddress address, uint? ttl)
    {
        Name = name;
        Address = address;
        Ttl = ttl;
    }

    /// <summary>The name server.</summary>
    public DomainName Name { get; }

    /// <summary>Its address.</summary>
    public IPAddress Address { get; }

    /// <summary>Seconds that the record may be kept; null where nobody has said yet.</summary>
    public uint? Ttl { get; }
}

/// <summary>Name servers of a zone as one source names them, with the addresses and DS records beside them (RFC 1034, section 4.2.1).</summary>
public sealed class Referral
{
    private Referral(DomainName zone, IReadOnlyList<DomainName> nameServers, uint? ttl, IReadOnlyList<GlueAddress> glue, IReadOnlyList<DsData> ds)
    {
        Zone = zone;
        NameServers = nameServers;
        Ttl = ttl;
        Glue = glue;
        Ds = ds;
    }

    /// <summary>Name servers as they are given outside of any message.</summary>
    /// <param name="zone">The zone that they serve.</param>
    /// <param name="nameServers">Their names.</param>
    /// <param name="ttl">Seconds that the NS records may be kept; null where nobody has said yet.</param>
    /// <param name="glue">The addresses beside them; what is given twice counts once.</param>
    /// <param name="ds">The zone's DS records.</param>
    public static Referral Of(DomainName zone, IEnumerable<DomainName> nameServers, uint? ttl, IEnumerable<GlueAddress> glue, IReadOnlyList<DsData> ds)
    {
        var names = new OrderedSet<DomainName>();
        foreach (var name in nameServers)
        {
            names.Add(name.ToLower());
        }

        var distinct = new List<GlueAddress>();
        foreach (var address in glue)
        {
            if (!Has(distinct, address.Name, address.Address))
            {
                distinct.Add(new GlueAddress(address.Name.ToLower(), address.Address, address.Ttl));
            }
        }

        distinct.Sort(GlueAddress.Order);
        return new Referral(zone.ToLower(), names, ttl, distinct, ds);
    }

    /// <summary>The zone that the name servers serve.</summary>
    public DomainName Zone { get; }

    /// <summary>Distinct names, in canonical order.</summary>
    public IReadOnlyList<DomainName> NameServers { get; }

    /// <summary>Seconds that the NS records may be kept: the smallest of them; null where nobody has said yet.</summary>
    public uint? Ttl { get; }

    /// <summary>Distinct address records of those names, in the order of name and address: servers rotate records, and that is no difference.</summary>
    public IReadOnlyList<GlueAddress> Glue { get; }

    /// <summary>DS records of the zone.</summary>
    public IReadOnlyList<DsData> Ds { get; }

    /// <summary>The referral to <paramref name="cut"/> in a message; some servers put its NS set into the answer section.</summary>
    public static Referral To(DomainName cut, Message message)
    {
        var referral = Read(message, message.Authority, cut);
        return referral.NameServers.Count > 0 ? referral : Read(message, message.Answer, cut);
    }

    /// <summary>Reads the name servers of <paramref name="zone"/> from a section and their addresses from the additional section.</summary>
    public static Referral Read(Message message, IReadOnlyList<ResourceRecord> section, DomainName zone)
    {
        var names = ReadNames(section, zone, out var ttl);
        var glue = new List<GlueAddress>(message.Additional.Count);
        for (var i = 0; i < message.Additional.Count; i++)
        {
            var record = message.Additional[i];
            if (record.Data is AddressData data && record.Class == ResourceRecord.InternetClass && names.Contains(record.Owner)
                && !Has(glue, record.Owner, data.Address))
            {
                glue.Add(new GlueAddress(record.Owner.ToLower(), data.Address, record.Ttl));
            }
        }

        glue.Sort(GlueAddress.Order);
        List<DsData>? ds = null;
        foreach (var record in Message.Select(message.Authority, zone, RecordType.DS))
        {
            (ds ??= new List<DsData>()).Add((DsData)record.Data);
        }

        return new Referral(zone.ToLower(), names, ttl, glue, (IReadOnlyList<DsData>?)ds ?? System.Array.Empty<DsData>());
    }

    /// <summary>The name servers alone, distinct and in canonical order.</summary>
    public static IReadOnlyList<DomainName> NamesIn(IReadOnlyList<ResourceRecord> section, DomainName zone) => ReadNames(section, zone, out _);

    private static OrderedSet<DomainName> ReadNames(IReadOnlyList<ResourceRecord> section, DomainName zone, out uint ttl)
    {
        var names = new OrderedSet<DomainName>();
        ttl = uint.MaxValue;
        foreach (var record in Message.Select(section, zone, RecordType.NS))
        {
            names.Add(((NsData)record.Data).NameServer.ToLower());
            ttl = System.Math.Min(ttl, record.Ttl);
        }

        return names;
    }

    // A referral has a handful of addresses; a set would cost more than it saves.
    private static bool Has(List<GlueAddress> glue, DomainName name, IPAddress address)
    {
        foreach (var known in glue)
        {
            if (known.Name == name && known.Address.Equals(address))
            {
                return true;
            }
        }

        return false;
    }
}
