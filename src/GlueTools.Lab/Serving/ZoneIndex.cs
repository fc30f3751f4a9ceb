using System.Collections.Generic;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Lab.Serving;

/// <summary>The record sets of one name; none at an empty non-terminal.</summary>
internal sealed class ZoneNode
{
    internal List<List<ResourceRecord>> Sets { get; } = new();

    internal List<ResourceRecord>? Find(RecordType type)
    {
        foreach (var set in Sets)
        {
            if (set[0].Type == type)
            {
                return set;
            }
        }

        return null;
    }
}

/// <summary>A zone copy, its records found by name.</summary>
internal sealed class ZoneIndex
{
    private readonly Dictionary<DomainName, ZoneNode> _nodes = new();

    internal ZoneIndex(LabZone zone)
    {
        Name = zone.Name;
        Depth = zone.Name.LabelCount;
        foreach (var record in zone.Records)
        {
            var node = NodeFor(record.Owner);
            if (node.Find(record.Type) is { } set)
            {
                set.Add(record);
            }
            else
            {
                node.Sets.Add([record]);
            }
        }

        Soa = NodeFor(Name).Find(RecordType.SOA)![0];
    }

    internal DomainName Name { get; }

    /// <summary>Labels of the zone's name.</summary>
    internal int Depth { get; }

    internal ResourceRecord Soa { get; }

    internal ZoneNode? Find(DomainName name) => _nodes.TryGetValue(name, out var node) ? node : null;

    // A name makes its ancestors exist up to the apex (RFC 4592, section 2.2.2).
    private ZoneNode NodeFor(DomainName name)
    {
        if (!_nodes.TryGetValue(name, out var node))
        {
            _nodes.Add(name, node = new ZoneNode());
            if (name.IsBelow(Name))
            {
                NodeFor(name.Parent);
            }
        }

        return node;
    }
}
