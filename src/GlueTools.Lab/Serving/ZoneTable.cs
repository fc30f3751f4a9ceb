using System.Collections.Generic;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Lab.Serving;

/// <summary>Zones of one server, or of the whole lab.</summary>
internal sealed class ZoneTable
{
    private readonly Dictionary<DomainName, ZoneIndex> _zones = new();

    /// <summary>Of several copies the first counts.</summary>
    internal ZoneTable(IEnumerable<ZoneIndex> zones)
    {
        foreach (var zone in zones)
        {
            if (!_zones.ContainsKey(zone.Name))
            {
                _zones.Add(zone.Name, zone);
            }
        }
    }

    /// <summary>The most specific zone that answers the question. DS belongs to the parent side where that is served (RFC 4035, section 3.1.4.1).</summary>
    internal ZoneIndex? Find(Question question)
    {
        if (question.Type != RecordType.DS || question.Name.IsRoot)
        {
            return FindAbove(question.Name);
        }

        return FindAbove(question.Name.Parent) ?? FindAbove(question.Name);
    }

    private ZoneIndex? FindAbove(DomainName name)
    {
        for (; ; name = name.Parent)
        {
            if (_zones.TryGetValue(name, out var zone))
            {
                return zone;
            }

            if (name.IsRoot)
            {
                return null;
            }
        }
    }
}
