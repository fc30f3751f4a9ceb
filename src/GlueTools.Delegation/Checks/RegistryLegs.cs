using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using GlueTools.Delegation.Arrivals;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Checks;

/// <summary>What a registry holds beside what the parent's side and the zone say: the two legs of a delegation before anybody asks a server.</summary>
internal sealed class RegistryLegs
{
    private readonly DelegationView _view;

    private RegistryLegs(DelegationView view, RegistrySide registry, ParentSide parent)
    {
        _view = view;
        Registry = registry;
        Parent = parent;
        foreach (var server in parent.Servers)
        {
            if (server.DeniesDelegation)
            {
                Denying.Add(server.Server);
            }
        }
    }

    internal RegistrySide Registry { get; }

    internal ParentSide Parent { get; }

    /// <summary>The parent's servers that say that there is no delegation.</summary>
    internal List<Answers.ServerAddress> Denying { get; } = [];

    internal IReadOnlyList<DomainName> Names => Registry.Statement.Delegation.NameServers;

    /// <summary>Sources of the parent's side that say what there is, or that there is nothing.</summary>
    internal int Voices => Parent.Statements.Count + Denying.Count + (Parent.Denial is null ? 0 : 1);

    /// <summary>
    /// Whether the registry says which name servers there are. One that shows none need not hold none, unless it says so; and what was cut off on reading says nothing.
    /// </summary>
    internal bool SaysNames => Registry.Limits.Count == 0 && (Names.Count > 0 || Registry.Has("inactive"));

    /// <summary>Both legs of a delegation; null where there is nothing to lay beside one another.</summary>
    internal static RegistryLegs? Of(DelegationView view) =>
        view is { Registry: { State: RegistryState.Registered } registry, Parent: { Origin: SourceKind.Server or SourceKind.ZoneFile } parent } ? new RegistryLegs(view, registry, parent) : null;

    /// <summary>The name servers in the domain that the registry holds, and whose addresses it shows.</summary>
    internal IEnumerable<RegistryHost> InDomain(HeldAddresses state)
    {
        foreach (var host in Registry.Hosts)
        {
            if (host.State == state && _view.RelationOf(host.Name) == NameServerRelation.InDomain)
            {
                yield return host;
            }
        }
    }

    /// <summary>The zone's own name servers; null where nobody with authority names them.</summary>
    internal IReadOnlyList<DomainName>? ZoneNames => _view.Child is { HasNameServers: true } child ? child.NameServers : null;

    /// <summary>The addresses that the zone publishes for a name server; null where that is not known of both families.</summary>
    internal OrderedSet<IPAddress>? ZoneAddresses(DomainName name)
    {
        var all = AddressOrder.Set();
        foreach (var family in Families.Both)
        {
            if (_view.Child?.Published(name, family) is not { IsKnown: true } published)
            {
                return null;
            }

            all.UnionWith(published.Addresses);
        }

        return all;
    }

    /// <summary>The addresses that a statement gives for a name server.</summary>
    internal static OrderedSet<IPAddress> GlueIn(ParentStatement statement, DomainName name)
    {
        var addresses = AddressOrder.Set();
        foreach (var glue in statement.Delegation.Glue)
        {
            if (glue.Name == name)
            {
                addresses.Add(glue.Address);
            }
        }

        return addresses;
    }

    /// <summary>Where two sets differ.</summary>
    internal static OrderedSet<IPAddress> Difference(IEnumerable<IPAddress> one, IEnumerable<IPAddress> other)
    {
        OrderedSet<IPAddress> left = AddressOrder.Set(one), right = AddressOrder.Set(other);
        left.ExceptWith(AddressOrder.Set(other));
        right.ExceptWith(AddressOrder.Set(one));
        left.UnionWith(right);
        return left;
    }

    /// <summary>The names that are in one of two sets alone, in canonical order.</summary>
    internal static IReadOnlyList<DomainName> Difference(IReadOnlyList<DomainName> one, IReadOnlyList<DomainName> other)
    {
        OrderedSet<DomainName> left = new(one), right = new(other);
        left.ExceptWith(other);
        right.ExceptWith(one);
        left.UnionWith(right);
        return left;
    }

    internal static bool AreSame(IReadOnlyList<DomainName> one, IReadOnlyList<DomainName> other)
    {
        var names = new HashSet<DomainName>(one);
        return names.SetEquals(other);
    }

    internal static bool AreSame(IReadOnlyList<DsData> one, IReadOnlyList<DsData> other)
    {
        var records = new HashSet<string>();
        foreach (var record in one)
        {
            records.Add(record.ToString());
        }

        var others = new HashSet<string>();
        foreach (var record in other)
        {
            others.Add(record.ToString());
        }

        return records.SetEquals(others);
    }

    /// <summary>How many of the parent's sources have what the registry holds, and what the rest have instead.</summary>
    /// <param name="behind">How many have something else.</param>
    /// <param name="instead">What these have, each in words.</param>
    internal string Shown(int behind, IReadOnlyList<string> instead)
    {
        var other = string.Join(" or ", instead);
        if (Parent.Origin != SourceKind.Server)
        {
            return Wording.TheParent(_view) + " has " + other;
        }

        var same = Voices - behind;
        return Voices == 1 ? "the parent server that answers has " + other
            : same == 0 ? "none of " + Prose.Number(Voices) + " parent servers serves that: they have " + other
            : Prose.Number(same) + " of " + Prose.Number(Voices) + " parent servers " + (same == 1 ? "serves" : "serve") + " that, and the rest " + (behind == 1 ? "has " : "have ") + other;
    }

    /// <summary><c> (host object last changed at 2026-01-01T00:00:00Z)</c>; empty where the registry does not say.</summary>
    internal static string Changed(string what, DateTime? time) => time is { } changed ? " (" + what + " last changed at " + Times.Iso(changed) + ")" : string.Empty;

    /// <summary>Adds a text once.</summary>
    internal static void AddOnce(List<string> texts, string text)
    {
        if (!texts.Contains(text))
        {
            texts.Add(text);
        }
    }

    internal static string Day(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
