using System.Collections.Generic;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;

namespace GlueTools.Delegation.Plans;

/// <summary>A change that stands by itself, and the findings that ask for it. Immutable but for its codes.</summary>
internal sealed class FurtherChange
{
    private FurtherChange(Change change, string code)
    {
        Change = change;
        Codes.Add(code);
    }

    internal Change Change { get; }

    internal OrderedSet<string> Codes { get; } = new(System.StringComparer.Ordinal);

    /// <summary>What two findings ask for is done once; and the servers of a zone take one copy together.</summary>
    internal static void Add(List<FurtherChange> all, Change change, string code)
    {
        var at = all.FindIndex(other => other.Change.ToString() == change.ToString() || (change.IsSameCopy() && other.Change.IsSameCopy() && other.Change.Place == change.Place && other.Change.Zone == change.Zone));
        if (at < 0)
        {
            all.Add(new FurtherChange(change, code));
        }
        else
        {
            var joined = new FurtherChange(change.IsSameCopy() ? Joined(all[at].Change, change) : change, code);
            joined.Codes.UnionWith(all[at].Codes);
            all[at] = joined;
        }
    }

    private static Change Joined(Change one, Change other)
    {
        var servers = new List<Witness>(one.Servers);
        var known = AddressOrder.Set();
        foreach (var server in one.Servers)
        {
            known.Add(server.Address);
        }

        foreach (var server in other.Servers)
        {
            if (known.Add(server.Address))
            {
                servers.Add(server);
            }
        }

        return new Change(one.Place, one.Zone, one.Action, one.Record)
        {
            Servers = servers,
            Setting = one.Setting == ServerSetting.ServeNewestCopy || other.Setting == ServerSetting.ServeNewestCopy ? ServerSetting.ServeNewestCopy : ServerSetting.ServeSameCopy,
        };
    }
}

/// <summary>What changes of servers are about.</summary>
internal static class FurtherWords
{
    /// <summary>Whether servers are to hold the same copy of a zone.</summary>
    internal static bool IsSameCopy(this Change change) => change.Setting is ServerSetting.ServeSameCopy or ServerSetting.ServeNewestCopy;
}
