using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Dnssec;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Checks;

/// <summary>What all servers would serve once they have transferred the zone, where their serials differ: the newest copy, right or wrong.</summary>
internal static class NewestCopy
{
    /// <summary>Whether one of some servers has it, while others have older ones: they cannot transfer what is right from anybody.</summary>
    internal static bool IsAt(ChildSide? child, IEnumerable<ServerAddress> servers)
    {
        var newest = SerialOf(child);
        foreach (var server in servers)
        {
            foreach (var copy in child?.Copies ?? [])
            {
                if (newest is not null && copy.Serial == newest && copy.Source.Server is { } own && own.Address.Equals(server.Address))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The advice to keep it from the other servers, where something would break if they took it; null where nothing is seen that would.</summary>
    internal static Advice? Keep(DelegationView view) =>
        WhatBreaks(view) is { } broken ? Advice.None($"Do not let the others transfer the newest copy as it is: {broken}. Put that right at the primary first, and give the zone a serial beyond {SerialOf(view.Child)}, that copy's.") : null;

    /// <summary>What would break if all servers took it, as the reason not to; null where nothing is seen that would.</summary>
    internal static FormattableString? WhatBreaks(DelegationView view)
    {
        if (BreaksLink(view))
        {
            return $"its keys are not what the DS records lead to";
        }

        var newest = SerialOf(view.Child);
        var servers = (view.Child?.Servers ?? []).Where(server => newest is not null && server.Copy?.Serial == newest).ToList();
        if (servers.Count == 0)
        {
            return null;
        }

        return servers.TrueForAll(server => server.NamesNoServers) ? $"it has no NS records" : WhoIsLost(view, servers);
    }

    /// <summary>A name server that is found now, and that no address in the newest copy leads to.</summary>
    private static FormattableString? WhoIsLost(DelegationView view, List<ChildServer> newest)
    {
        foreach (var name in view.NameServers)
        {
            if (view.RelationOf(name) != NameServerRelation.InDomain)
            {
                continue;
            }

            var there = AddressOrder.Set();
            newest.ForEach(server => there.UnionWith(AddressesIn(server.Copy!, name)));
            if (there.Count == 0 || there.Any(address => view.Child!.ServerAt(address) is not { NotAsked: NotAskedReason.None, IsAuthoritative: false }))
            {
                continue;
            }

            var elsewhere = AddressOrder.Set(view.Parent?.GlueOf(name) ?? []);
            view.Child!.Copies.ToList().ForEach(copy => elsewhere.UnionWith(AddressesIn(copy, name)));
            if (elsewhere.FirstOrDefault(address => view.Child!.ServerAt(address)?.IsAuthoritative == true) is { } good)
            {
                return $"{there}, which it has for {name}, {(there.Count == 1 ? "leads" : "lead")} to no server of the zone, while {good} does";
            }
        }

        return null;
    }

    private static IEnumerable<IPAddress> AddressesIn(ZoneCopy copy, DomainName name) => Families.Both.SelectMany(family => (IEnumerable<IPAddress>?)copy.AddressesOf(name, family, null)?.Addresses ?? []);

    /// <summary>Whether its keys are not what the DS records lead to, while those of other copies are.</summary>
    private static bool BreaksLink(DelegationView view)
    {
        if (view.Parent is not { HasReferral: true } || KeyLinks.Of(view) is not { } links || links.Ds.Effective.Count == 0)
        {
            return false;
        }

        var broken = new List<ServerAddress>();
        var holds = false;
        foreach (var link in links.ToSignatures())
        {
            // What this machine cannot judge may well hold.
            if (link.State is LinkState.Linked or LinkState.NotJudged)
            {
                holds = true;
            }
            else if (link.Server is { } server)
            {
                broken.Add(server);
            }
        }

        return holds && IsAt(view.Child, broken);
    }

    private static uint? SerialOf(ChildSide? child)
    {
        var newest = SerialNumber.Newest((child?.Copies ?? []).Select(copy => copy.Serial));
        return child?.Copies.Any(copy => copy.Serial is { } serial && serial != newest) == true ? newest : null;
    }
}
