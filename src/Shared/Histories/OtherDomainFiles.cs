using System;
using System.Collections.Generic;
using GlueTools.Delegation.Plans;
using GlueTools.Dns.Names;
using GlueTools.Dns.Zones;
using GlueTools.Reports.Runs;
using GlueTools.ZoneFiles;

namespace GlueTools.Shared.Histories;

/// <summary>Which name servers other domains have, from files; nobody is asked.</summary>
internal static class OtherDomainFiles
{
    /// <summary>The delegations in the file of a parent zone.</summary>
    /// <exception cref="ZoneFileException">Nothing can be said from it.</exception>
    /// <exception cref="System.IO.IOException">It cannot be read.</exception>
    internal static List<OtherDomain> OfZone(ZoneFile file, Action<MasterFileException> problem)
    {
        var others = new List<OtherDomain>();
        foreach (var side in ParentZone.Read(file, null, problem).Delegations())
        {
            others.Add(new OtherDomain(side.Child, side.NameServers));
        }

        return others;
    }

    /// <summary>The domains that a history remembers, with the name servers of either side as they were seen last.</summary>
    /// <exception cref="FormatException">It is no history, or damaged; the message is a sentence.</exception>
    /// <exception cref="System.IO.IOException">It cannot be read.</exception>
    internal static List<OtherDomain> OfHistory(string path)
    {
        var others = new List<OtherDomain>();
        foreach (var history in StateFile.ReadAll(path))
        {
            var names = new List<DomainName>();
            foreach (var item in history.Items.Values)
            {
                if (item.About.Topic is Topic.ParentNameServer or Topic.ZoneNameServer && (item.IsOtherwise ? item.Next : item.Settled) is { } seen && DomainName.TryParse(seen.Name, out var name) && !names.Contains(name))
                {
                    names.Add(name);
                }
            }

            if (DomainName.TryParse(history.DomainName, out var domain))
            {
                others.Add(new OtherDomain(domain, names.Count > 0 ? names : null));
            }
        }

        return others;
    }
}
