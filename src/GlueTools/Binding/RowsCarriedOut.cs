using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;

namespace GlueTools.Binding;

/// <summary>A delegation as it would be once rows of Compare-GlueToZone were carried out: what no row speaks of stays as it was when it was compared.</summary>
internal static class RowsCarriedOut
{
    /// <summary>Completes what the rows say.</summary>
    /// <param name="proposed">What they say together.</param>
    /// <param name="parts">What it was read from.</param>
    internal static ProposedDelegation On(ProposedDelegation proposed, IReadOnlyList<ProposalPart> parts)
    {
        ProposedDelegation? before = null;
        var whole = new HashSet<DomainName>();
        var single = new HashSet<(DomainName, string)>();
        foreach (var part in parts)
        {
            if (part.Row is not { } row || !DomainNameInput.TryRead(row.NameServer, out var name, out _, out _))
            {
                continue;
            }

            before ??= row.Delegated();
            if (row.OneAddress() is { } address)
            {
                single.Add((name, address));
            }
            else
            {
                whole.Add(name);
            }
        }

        if (before is null)
        {
            return proposed;
        }

        var servers = new List<KeyValuePair<DomainName, IReadOnlyList<IPAddress>>>();
        foreach (var name in proposed.NameServers)
        {
            servers.Add(new KeyValuePair<DomainName, IReadOnlyList<IPAddress>>(name, proposed.AddressesOf(name)));
        }

        foreach (var name in before.NameServers)
        {
            if (!whole.Contains(name))
            {
                var kept = new List<IPAddress>(before.AddressesOf(name));
                kept.RemoveAll(address => single.Contains((name, address.ToString())));
                servers.Add(new KeyValuePair<DomainName, IReadOnlyList<IPAddress>>(name, kept));
            }
        }

        return new ProposedDelegation(servers, proposed.Ds.Count > 0 ? proposed.Ds : before.Ds);
    }

    /// <summary>The name servers of the zone that rows from elsewhere do not speak of; none where the rows know the rest of the delegation, or are none.</summary>
    internal static IReadOnlyList<DomainName> NotSpokenOf(DelegationView view, ProposedDelegation proposed, IReadOnlyList<ProposalPart> parts)
    {
        var missing = new List<DomainName>();
        var isLoose = false;
        foreach (var part in parts)
        {
            isLoose |= part.IsLooseRow;
        }

        if (!isLoose)
        {
            return missing;
        }

        var named = new HashSet<DomainName>(proposed.NameServers);
        foreach (var name in view.Child?.NameServers ?? [])
        {
            if (!named.Contains(name))
            {
                missing.Add(name);
            }
        }

        return missing;
    }
}
