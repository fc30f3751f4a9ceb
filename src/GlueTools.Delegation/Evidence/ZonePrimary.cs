using System;
using System.Collections.Generic;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Evidence;

/// <summary>The server that a zone's SOA record names as its primary (MNAME), and for how long those that transfer the zone from it go on without it. Immutable.</summary>
public sealed class ZonePrimary
{
    /// <summary>Takes what a SOA record says.</summary>
    /// <param name="name">The primary.</param>
    /// <param name="expire">Seconds after which a server that cannot refresh its copy stops answering from it.</param>
    public ZonePrimary(DomainName name, uint expire)
    {
        Name = name.ToLower();
        Expire = expire;
    }

    /// <summary>Its name.</summary>
    public DomainName Name { get; }

    /// <summary>Seconds after which a server that cannot refresh its copy stops answering from it (RFC 1035, section 3.3.13).</summary>
    public uint Expire { get; }

    /// <summary>The primaries that the newest copies of a zone name; mostly one.</summary>
    internal static IReadOnlyList<ZonePrimary> Of(ChildSide? child)
    {
        var serials = new List<uint?>();
        foreach (var copy in child?.Reference ?? [])
        {
            serials.Add(copy.Serial);
        }

        var newest = SerialNumber.Newest(serials);
        var primaries = new SortedDictionary<DomainName, uint>();
        foreach (var copy in child?.Reference ?? [])
        {
            // A root for a name stands for none.
            if (copy.Soa is { Primary.IsRoot: false } soa && soa.Serial == newest)
            {
                var name = soa.Primary.ToLower();
                primaries[name] = primaries.TryGetValue(name, out var known) ? Math.Min(known, soa.Expire) : soa.Expire;
            }
        }

        var all = new List<ZonePrimary>();
        foreach (var pair in primaries)
        {
            all.Add(new ZonePrimary(pair.Key, pair.Value));
        }

        return all;
    }
}
