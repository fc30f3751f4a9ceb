using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Sockets;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Checks;

/// <summary>Parent and child let resolvers keep the same data for the same time.</summary>
internal sealed class TtlsAgree : ICheck
{
    internal static readonly FindingKind NsTtlDiffers = new(
        nameof(TtlsAgree), nameof(NsTtlDiffers), Severity.Info, "RFC 2181, section 5.4.1; RFC 9199, section 3.6", "The TTLs of the NS records differ between parent and child.");

    internal static readonly FindingKind GlueTtlDiffers = new(
        nameof(TtlsAgree), nameof(GlueTtlDiffers), Severity.Info, "RFC 2181, section 5.4.1; RFC 9199, section 3.6", "The TTLs of a name server's addresses differ between glue and child.");

    private const uint Week = 604800;

    public IReadOnlyList<FindingKind> Kinds { get; } = [NsTtlDiffers, GlueTtlDiffers];

    public IEnumerable<Finding> Run(DelegationView view)
    {
        if (view.Parent is not { HasReferral: true } parent || view.Child is not { } child)
        {
            yield break;
        }

        var atParent = new OrderedSet<uint>();
        var delegations = Delegations(parent);
        foreach (var delegation in delegations)
        {
            Add(atParent, delegation.Ttl);
        }

        var inChild = new OrderedSet<uint>();
        ZoneCopy? last = null;
        foreach (var copy in child.Reference)
        {
            copy.AddNameServerTtls(inChild, last);
            last = copy;
        }

        if (Differ(atParent, inChild))
        {
            yield return NsTtlDiffers.Finding(
                view,
                [],
                [],
                $"The NS records of {view.DomainName} have a TTL of {Text(atParent)} at the parent and {Text(inChild)} in the zone; after a change resolvers may go on using the old name servers for up to {Duration(Math.Max(atParent.Last, inChild.Last))}{Unkept(atParent, inChild)}.",
                Advice.None($"Nothing need be changed; before moving name servers, lower the zone's TTL and wait for the longer of the two."));
        }

        foreach (var name in view.InDomainNameServers)
        {
            var (glue, own) = AddressTtls(delegations, child, name);
            if (Differ(glue, own))
            {
                yield return GlueTtlDiffers.Finding(
                    view,
                    name,
                    [],
                    [],
                    $"The addresses of {name} have a TTL of {Text(glue)} as glue and {Text(own)} in the zone; after a change resolvers may go on using the old addresses for up to {Duration(Math.Max(glue.Last, own.Last))}{Unkept(glue, own)}.",
                    Advice.None($"Nothing need be changed; before moving {name}, lower the zone's TTL and wait for the longer of the two."));
            }
        }
    }

    private static (OrderedSet<uint> Glue, OrderedSet<uint> Own) AddressTtls(List<Referral> delegations, ChildSide child, DomainName name)
    {
        OrderedSet<uint> glue = new(), own = new();
        foreach (var delegation in delegations)
        {
            foreach (var address in delegation.Glue)
            {
                if (address.Name == name)
                {
                    Add(glue, address.Ttl);
                }
            }
        }

        ZoneCopy? last = null;
        foreach (var copy in child.Reference)
        {
            copy.AddAddressTtls(name, own, last);
            last = copy;
        }

        return (glue, own);
    }

    /// <summary>What the parent's servers say, once where several say the same: mostly they all do.</summary>
    private static List<Referral> Delegations(ParentSide parent)
    {
        var delegations = new List<Referral>(1);
        foreach (var statement in parent.Statements)
        {
            if (delegations.Count == 0 || !ReferenceEquals(delegations[delegations.Count - 1], statement.Delegation))
            {
                delegations.Add(statement.Delegation);
            }
        }

        return delegations;
    }

    // A delegation that is only proposed has no TTLs of its own.
    private static void Add(OrderedSet<uint> ttls, uint? ttl)
    {
        if (ttl is { } seconds)
        {
            ttls.Add(seconds);
        }
    }

    private static bool Differ(OrderedSet<uint> left, OrderedSet<uint> right) => left.Count > 0 && right.Count > 0 && !left.SetEquals(right);

    private static string Text(OrderedSet<uint> ttls)
    {
        var texts = new List<string>();
        foreach (var ttl in ttls)
        {
            texts.Add(ttl.ToString(CultureInfo.InvariantCulture) + " s");
        }

        return Prose.List(texts);
    }

    /// <summary>What resolvers make of times that are none: nothing is kept with 0 (RFC 1035, section 3.2.1), and hardly anything for longer than a week.</summary>
    private static string Unkept(OrderedSet<uint> one, OrderedSet<uint> other) =>
        Math.Max(one.Last, other.Last) > Week ? ", unless they keep nothing longer than a week, as RFC 8767, section 4, recommends"
        : one.Contains(0) || other.Contains(0) ? "; with a TTL of 0 they keep nothing and ask each time"
        : string.Empty;

    private static string Duration(uint seconds) => seconds switch
    {
        >= 172800 => (seconds / 86400.0).ToString("0.#", CultureInfo.InvariantCulture) + " days",
        >= 7200 => (seconds / 3600.0).ToString("0.#", CultureInfo.InvariantCulture) + " hours",
        >= 120 => (seconds / 60.0).ToString("0.#", CultureInfo.InvariantCulture) + " minutes",
        _ => seconds.ToString(CultureInfo.InvariantCulture) + " seconds",
    };
}
