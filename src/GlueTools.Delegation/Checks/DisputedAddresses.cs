using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Sockets;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Checks;

/// <summary>
/// What copies of a zone say of a name server's addresses whose word does not count, as no server vouches for itself, and that are no older than those whose word
/// does: then the zone as a whole says neither.
/// </summary>
internal static class DisputedAddresses
{
    /// <summary>What such copies say otherwise than what counts; empty where the zone speaks with one voice, or only older copies differ.</summary>
    internal static List<AddressStatement> Of(ChildSide child, DomainName name, IEnumerable<KeyValuePair<AddressFamily, PublishedAddresses>> published)
    {
        var disputed = new List<AddressStatement>();
        foreach (var pair in published)
        {
            var own = pair.Value;
            if (!own.ServersDiffer || own.Copies.Count == 0 || child.HasGivenServers)
            {
                continue;
            }

            disputed.AddRange(child.Statements(name, pair.Key).Where(statement =>
                !own.Copies.Contains(statement.Copy) && !statement.Addresses.SetEquals(AddressOrder.Set(own.Addresses)) && own.Copies.All(copy => !IsNewer(copy, statement.Copy))));
        }

        return disputed;
    }

    /// <summary><c>, while ns2.x.example/45.10.2.1 (serial 7) publishes 45.10.1.1 for it, and ns1.x.example/45.10.3.1 (serial 8) has 45.10.3.1</c>.</summary>
    internal static string Text(PublishedAddresses published, List<AddressStatement> disputed)
    {
        var copies = published.Copies.ToList();
        var others = disputed.Select(statement => statement.Copy).Distinct().ToList();
        var said = AddressOrder.Set();
        disputed.ForEach(statement => said.UnionWith(statement.Addresses));
        return ", while " + Who(copies) + (copies.Count == 1 ? " publishes " : " publish ") + Prose.List(published.Addresses) + " for it, and " + Who(others) + (others.Count == 1 ? " has " : " have ")
            + (said.Count == 0 ? "no address" : Prose.List(said));
    }

    private static bool IsNewer(ZoneCopy one, ZoneCopy other) => one.Serial is { } newer && other.Serial is { } older && SerialNumber.IsNewer(newer, older);

    private static string Who(List<ZoneCopy> copies)
    {
        var serials = new OrderedSet<uint>();
        copies.ForEach(copy => serials.UnionWith(copy.Serial is { } serial ? [serial] : []));
        return Prose.List(copies.ConvertAll(copy => copy.Source))
            + (serials.Count == 0 ? string.Empty : serials.Count == 1 ? " (serial " + serials.Last.ToString(CultureInfo.InvariantCulture) + ")" : " (serials " + Prose.List(serials) + ")");
    }
}
