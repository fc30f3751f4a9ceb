using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using GlueTools.Dns.Names;
using GlueTools.Reports.Runs;

namespace GlueTools.Reports.Pictures;

/// <summary>What an earlier run saw at the parent, as a box beside what the parent says now.</summary>
internal static class EarlierBox
{
    /// <summary>Adds the earlier run where it tells of the parent.</summary>
    internal static void AddTo(DelegationPicture picture, SeenDelegation? earlier)
    {
        if (earlier is null || (earlier.Known & (Topic.ParentNameServer | Topic.Glue)) == 0)
        {
            return;
        }

        var node = new ParentNode { Speaker = Speaker.EarlierRun, Says = SaysOf(earlier) };
        if (earlier.SeenUtc.Length > 0)
        {
            node.Sources.Add(WhenOf(earlier));
        }

        picture.Parents.Add(node);
    }

    /// <summary>When it was, as people read it.</summary>
    internal static string WhenOf(SeenDelegation earlier) => earlier.SeenUtc.Replace('T', ' ').Replace("Z", " UTC");

    /// <summary>Says of a name server and its addresses whether the earlier run had them.</summary>
    internal static void Mark(DelegationPicture picture, NameServerNode node, DomainName name, SeenDelegation? earlier)
    {
        var place = picture.Parents.FindIndex(one => one.Speaker == Speaker.EarlierRun);
        if (place < 0)
        {
            return;
        }

        if (NamesOf(earlier!).Contains(name))
        {
            node.Beside.Add(place);
        }

        if (KnowsGlue(earlier))
        {
            var glue = new HashSet<string>(GlueOf(earlier, name).Select(address => address.ToString()));
            foreach (var row in node.Rows)
            {
                row.WasGlue = glue.Contains(row.Address);
            }
        }
    }

    /// <summary>Whether the run tells which addresses the parent gave.</summary>
    internal static bool KnowsGlue(SeenDelegation? earlier) => ((earlier?.Known ?? Topic.None) & Topic.Glue) != 0;

    /// <summary>The name servers that the parent named then.</summary>
    internal static IEnumerable<DomainName> NamesOf(SeenDelegation? earlier)
    {
        var given = new HashSet<DomainName>();
        foreach (var fact in earlier?.Facts ?? [])
        {
            // A run is a file that anybody may have written.
            if (fact.Topic is Topic.ParentNameServer or Topic.Glue && DomainName.TryParse(fact.Name, out var name) && given.Add(name))
            {
                yield return name;
            }
        }
    }

    /// <summary>The addresses that the parent gave for a name server then.</summary>
    internal static IEnumerable<IPAddress> GlueOf(SeenDelegation? earlier, DomainName name)
    {
        foreach (var fact in earlier?.Facts ?? [])
        {
            if (fact.Topic == Topic.Glue && DomainName.TryParse(fact.Name, out var its) && its == name)
            {
                foreach (var value in fact.Values)
                {
                    if (IPAddress.TryParse(value, out var address))
                    {
                        yield return address;
                    }
                }
            }
        }
    }

    private static string SaysOf(SeenDelegation earlier)
    {
        var names = NamesOf(earlier).ToList();
        var glue = names.Sum(name => GlueOf(earlier, name).Count());
        var says = Count(names.Count, "name server", "name servers");
        return KnowsGlue(earlier) ? says + ", " + (glue == 0 ? "no glue" : Count(glue, "address", "addresses") + " as glue") : says;
    }

    private static string Count(int count, string one, string many) => (count == 0 ? "no" : count.ToString(CultureInfo.InvariantCulture)) + " " + (count == 1 ? one : many);
}
