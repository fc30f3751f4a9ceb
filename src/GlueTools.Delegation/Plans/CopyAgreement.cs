using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Plans;

/// <summary>
/// Where the servers of a zone hold different copies, which of them prevails decides what remains to be done: a registry does not hold what only a server that
/// lags behind shows. What all copies say of a name stands whichever it is.
/// </summary>
internal sealed partial class CopyAgreement
{
    private readonly DelegationView _view;
    private readonly Dictionary<IReadOnlyList<Change>, DomainName?> _open = new();
    private readonly bool _parentsDiffer;
    private readonly bool _serversDiffer;

    internal CopyAgreement(DelegationReport report)
    {
        _view = report.View;
        foreach (var finding in report.Findings)
        {
            // Also where no server is to take another's copy, since something would break then.
            _serversDiffer |= finding.Kind.ComparesServers;
            foreach (var change in finding.Advice.Alternatives.Count > 0 ? finding.Advice.Alternatives[0] : [])
            {
                _parentsDiffer |= change.Place == ChangePlace.ParentServer && change.IsSameCopy();
                _serversDiffer |= change.Place == ChangePlace.Server && change.IsSameCopy();
            }
        }
    }

    /// <summary>Whether the copies that differ are gone with the servers that nothing leads to any more.</summary>
    /// <param name="servers">Those that are to hold the same.</param>
    /// <param name="used">The addresses to which something leads in the end.</param>
    /// <param name="names">The name servers in the end; what copies say of others matters no more.</param>
    internal bool IsSettledWithout(IReadOnlyList<Witness> servers, OrderedSet<IPAddress> used, IReadOnlyList<DomainName> names)
    {
        used = WithFurther(used, names);
        string? first = null;
        foreach (var server in servers)
        {
            if (used.Contains(server.Address) && (_view.Child?.ServerAt(server.Address)?.Copy is not { } copy || (first ??= Text(copy, names)) != Text(copy, names)))
            {
                return false;
            }
        }

        return first is not null;
    }

    /// <summary>Whether the copies that differ are gone with servers that nobody has to bring up to date first, so that what is changed in the zone reaches all others.</summary>
    internal bool IsSettledWithoutOutcasts(IReadOnlyList<Witness> servers, OrderedSet<IPAddress> used)
    {
        var isAny = false;
        foreach (var server in servers)
        {
            if (used.Contains(server.Address))
            {
                continue;
            }

            isAny = true;
            if (_view.Child?.ServerAt(server.Address)?.Copy is not { } copy || !_view.Child.IsOutcast(copy))
            {
                return false;
            }
        }

        return isAny && IsSettledWithout(servers, used, _view.NameServers);
    }

    /// <summary>Those addresses, and all to which the copies lead that are found there.</summary>
    private OrderedSet<IPAddress> WithFurther(OrderedSet<IPAddress> used, IReadOnlyList<DomainName> names)
    {
        var all = AddressOrder.Set(used);
        for (var before = -1; before != all.Count;)
        {
            before = all.Count;
            foreach (var server in _view.Child?.Servers ?? [])
            {
                foreach (var name in all.Contains(server.Address) && server.Copy is not null ? names : [])
                {
                    foreach (var family in Families.Both)
                    {
                        all.UnionWith(server.Copy!.AddressesOf(name, family, null)?.Addresses ?? []);
                    }
                }
            }
        }

        return all;
    }

    /// <summary>
    /// A name server that nobody could find any more if all servers took the newest copy: it has no address for it, and there is no glue. Where several copies are as new, any of them may be the one.
    /// Null where there is none.
    /// </summary>
    internal DomainName? LostByNewest()
    {
        var copies = _view.Child?.Copies ?? [];
        var newest = SerialNumber.Newest(copies.Select(copy => copy.Serial));
        foreach (var name in _serversDiffer ? _view.NameServers : [])
        {
            if (_view.RelationOf(name) != NameServerRelation.InDomain || _view.Parent?.GlueOf(name).Count > 0)
            {
                continue;
            }

            // Of several that none is newer than, any may be the one that all take.
            var hasAny = copies.Any(copy => Families.Both.Any(family => copy.AddressesOf(name, family, null)?.Addresses.Count > 0));
            if (hasAny && copies.Any(copy => copy.Serial == newest && Families.Both.All(family => copy.AddressesOf(name, family, null) is { Addresses.Count: 0 })))
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>What of a copy can differ.</summary>
    private static string Text(ZoneCopy copy, IReadOnlyList<DomainName> names)
    {
        var parts = new List<string> { copy.Serial?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? string.Empty, string.Join(" ", new OrderedSet<DomainName>(copy.NameServers ?? [])) };
        foreach (var name in names)
        {
            foreach (var family in Families.Both)
            {
                parts.Add(copy.AddressesOf(name, family, null) is { } statement ? string.Join(" ", AddressOrder.Set(statement.Addresses)) : string.Empty);
            }
        }

        return string.Join(";", parts);
    }

    /// <summary>The zone whose servers have to hold the same copy before it shows whether changes are to be made; null where nothing hangs on that.</summary>
    internal DomainName? WhyOpen(IReadOnlyList<Change> changes)
    {
        // A plan is tried without one repair after the other, and this stays the same.
        if (!_open.TryGetValue(changes, out var known))
        {
            _open.Add(changes, known = FindWhyOpen(changes));
        }

        return known;
    }

    private DomainName? FindWhyOpen(IReadOnlyList<Change> changes)
    {
        foreach (var change in changes)
        {
            if (change.Place == ChangePlace.Server && !change.IsSameCopy() && WhyOpen(change.Servers) is { } zone)
            {
                return zone;
            }

            if (_parentsDiffer && HangsOnParents(change))
            {
                return _view.Parent!.Zone;
            }

            if (change.Record is not (ChangedRecord.NameServer or ChangedRecord.Address or ChangedRecord.Ds))
            {
                continue;
            }

            if (_parentsDiffer && change.Place is ChangePlace.Delegation or ChangePlace.HostRegistration && !DoParentsAgree(change))
            {
                return _view.Parent!.Zone;
            }

            if (_parentsDiffer && change is { Place: ChangePlace.Zone, Record: ChangedRecord.NameServer } && !DoParentsAgreeOnNames([.. change.OldNameServers, .. change.NewNameServers]))
            {
                return _view.Parent!.Zone;
            }

            if (_serversDiffer && !DoServersAgree(change))
            {
                return _view.DomainName;
            }
        }

        return null;
    }

    /// <summary>The same of servers: whether they are the zone's at all may hang on a copy.</summary>
    private DomainName? WhyOpen(IReadOnlyList<Witness> servers)
    {
        foreach (var server in servers)
        {
            foreach (var name in server.Names)
            {
                if (_parentsDiffer && !(DoParentsAgreeOnNames([name]) && DoParentsAgreeOnGlue(name)))
                {
                    return _view.Parent!.Zone;
                }

                if (_serversDiffer && !(DoServersAgreeOnNames([name]) && DoServersAgreeOnAddresses(name)))
                {
                    return _view.DomainName;
                }
            }
        }

        return null;
    }

    private bool DoServersAgree(Change change) => change.Record switch
    {
        ChangedRecord.Ds => true,
        ChangedRecord.Address => DoServersAgreeOnAddresses(change.Name!.Value),
        _ => DoServersAgreeOnNames(change.Place == ChangePlace.Zone ? null : [.. change.OldNameServers, .. change.NewNameServers]),
    };

    private bool DoServersAgreeOnAddresses(DomainName name) => _view.Child is not { } child || CopyDifferences.AreNone(child, name);

    /// <summary>Whether all copies say the same of some name servers; null stands for the whole set.</summary>
    private bool DoServersAgreeOnNames(IReadOnlyList<DomainName>? names) => _view.Child is not { } child || CopyDifferences.AreNone(child, names);

    /// <summary>Those of some name servers that a set has.</summary>
    private static OrderedSet<string> Members(IReadOnlyList<DomainName> set, IReadOnlyList<DomainName> names)
    {
        var members = new OrderedSet<string>(StringComparer.Ordinal);
        foreach (var name in set)
        {
            if (names.Includes(name))
            {
                members.Add(name.ToLower().Text);
            }
        }

        return members;
    }

    private static bool IsSame(ref OrderedSet<string>? first, OrderedSet<string> other)
    {
        first ??= other;
        return first.SetEquals(other);
    }

    private static IEnumerable<string> Texts<T>(IEnumerable<T> values)
    {
        foreach (var value in values)
        {
            yield return value!.ToString()!;
        }
    }
}
