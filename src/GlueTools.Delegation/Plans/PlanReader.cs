using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Plans;

/// <summary>Where a plan begins, read from what was seen of a delegation. Of TTLs that differ the longest counts: it was seen, so somebody may have it.</summary>
public static class PlanReader
{
    /// <summary>Reads a view.</summary>
    /// <param name="view">What was seen.</param>
    /// <returns>The start; null where no delegation was seen.</returns>
    public static PlanStart? Read(DelegationView view)
    {
        if (view.Parent is not { HasReferral: true } parent)
        {
            return null;
        }

        var foreign = new List<DomainName>();
        var published = new List<KeyValuePair<DomainName, IReadOnlyList<IPAddress>>>();
        var addressTtls = new Dictionary<DomainName, uint>();
        foreach (var name in view.NameServers)
        {
            var addresses = AddressOrder.Set();
            // What a wildcard has is no record of the name, so there is nothing to be changed or taken away.
            var isWildcard = NameServerVerdict.IsOfWildcard(view, name);
            foreach (var family in Families.Both)
            {
                addresses.UnionWith(isWildcard ? [] : view.Child?.Published(name, family).Addresses ?? []);
            }

            published.Add(new KeyValuePair<DomainName, IReadOnlyList<IPAddress>>(name, addresses));
            if (view.Child?.ResolutionOf(name) is not null)
            {
                foreign.Add(name);
            }

            foreach (var copy in view.Child?.Copies ?? [])
            {
                foreach (var ttl in copy.AddressTtls(name))
                {
                    Longest(addressTtls, name, ttl);
                }
            }
        }

        var serving = new List<IPAddress>();
        uint? nsTtl = null;
        foreach (var server in view.Child?.Servers ?? [])
        {
            if (server.IsAuthoritative)
            {
                serving.Add(server.Address);
            }
        }

        foreach (var copy in view.Child?.Copies ?? [])
        {
            foreach (var ttl in copy.NameServerTtls)
            {
                nsTtl = Math.Max(nsTtl ?? 0, ttl);
            }
        }

        return new PlanStart(view.DomainName, parent.Zone, Delegation(view, parent), new PlanSide(view.Child?.NameServers ?? [], published, nsTtl, addressTtls), serving, foreign)
        {
            ParentServers = AddressesOf(parent),
            Ds = DsOf(parent),
            DsTtl = DsTtl(parent),
            KeyTtl = KeyTtl(view),
            Primaries = ZonePrimary.Of(view.Child),
            CopiesDiffer = Differ(view),
            NamedAt = NamedAt(view),
            IsPrivate = view.Conditions.IsPrivateAudit,
        };
    }

    private static PlanSide Delegation(DelegationView view, ParentSide parent)
    {
        uint? nsTtl = null;
        var glue = new List<KeyValuePair<DomainName, IReadOnlyList<IPAddress>>>();
        var ttls = new Dictionary<DomainName, uint>();
        foreach (var name in parent.NameServers)
        {
            if (view.RelationOf(name) != NameServerRelation.Unrelated)
            {
                glue.Add(new KeyValuePair<DomainName, IReadOnlyList<IPAddress>>(name, parent.GlueOf(name)));
            }
        }

        foreach (var statement in parent.Statements)
        {
            nsTtl = statement.Delegation.Ttl is { } seen ? Math.Max(nsTtl ?? 0, seen) : nsTtl;
            foreach (var address in statement.Delegation.Glue)
            {
                if (address.Ttl is { } ttl)
                {
                    Longest(ttls, address.Name, ttl);
                }
            }
        }

        return new PlanSide(parent.NameServers, glue, nsTtl, ttls);
    }

    private static Dictionary<IPAddress, IReadOnlyList<DomainName>> NamedAt(DelegationView view)
    {
        var named = new Dictionary<IPAddress, IReadOnlyList<DomainName>>();
        foreach (var server in view.Child?.Servers ?? [])
        {
            if (server.IsAuthoritative && server.Copy?.NameServers is { } names)
            {
                named[server.Address] = names;
            }
        }

        return named;
    }

    private static bool Differ(DelegationView view)
    {
        IReadOnlyList<DomainName>? first = null;
        foreach (var copy in view.Child?.Copies ?? [])
        {
            if (copy.NameServers is { } names && !view.Child!.IsOutcast(copy))
            {
                if (first is not null && !new OrderedSet<DomainName>(first).SetEquals(new OrderedSet<DomainName>(names)))
                {
                    return true;
                }

                first = names;
            }
        }

        foreach (var name in view.NameServers)
        {
            foreach (var family in Families.Both)
            {
                if (view.Child?.Published(name, family).IsOpen == true)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static void Longest(Dictionary<DomainName, uint> ttls, DomainName name, uint ttl) => ttls[name] = ttls.TryGetValue(name, out var known) ? Math.Max(known, ttl) : ttl;

    private static OrderedSet<IPAddress> AddressesOf(ParentSide parent)
    {
        var addresses = AddressOrder.Set();
        foreach (var server in parent.Servers)
        {
            addresses.Add(server.Server.Address);
        }

        return addresses;
    }

    private static List<DsData> DsOf(ParentSide parent)
    {
        var all = new List<DsData>();
        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var statement in parent.Statements)
        {
            foreach (var ds in statement.Delegation.Ds)
            {
                if (texts.Add(ds.ToString()!))
                {
                    all.Add(ds);
                }
            }
        }

        return all;
    }

    private static uint? DsTtl(ParentSide parent)
    {
        uint? longest = null;
        foreach (var server in parent.Referring)
        {
            foreach (var record in Message.Select(server.Answers?.Delegation.Message?.Authority ?? [], parent.Child, RecordType.DS))
            {
                longest = Math.Max(longest ?? 0, record.Ttl);
            }
        }

        return longest;
    }

    private static uint? KeyTtl(DelegationView view)
    {
        uint? longest = null;
        foreach (var server in view.Child?.Servers ?? [])
        {
            foreach (var record in Message.Select(server.Answers.Dnskey?.Message?.Answer ?? [], view.DomainName, RecordType.DNSKEY))
            {
                longest = Math.Max(longest ?? 0, record.Ttl);
            }
        }

        return longest;
    }
}
