using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Checks;

/// <summary>The parent's servers serve what the registry holds. Looks only where a registry was asked.</summary>
internal sealed class RegistryIsPublished : ICheck
{
    internal static readonly FindingKind RegistryNameServersNotPublished = new(
        nameof(RegistryIsPublished), nameof(RegistryNameServersNotPublished), Severity.Warning, "RFC 5731, section 1.1; RFC 9083, section 5.3", "The registry holds other name servers than the parent's servers serve.")
    { ComparesServers = true, Aspect = FindingAspect.RegistryDiffers };

    internal static readonly FindingKind RegistryGlueNotPublished = new(
        nameof(RegistryIsPublished), nameof(RegistryGlueNotPublished), Severity.Warning, "RFC 5732, section 2.5; RFC 9083, section 5.2", "The registry holds other addresses of a name server than the parent's servers serve.")
    { ComparesServers = true, Aspect = FindingAspect.RegistryDiffers };

    internal static readonly FindingKind RegistryDsNotPublished = new(
        nameof(RegistryIsPublished), nameof(RegistryDsNotPublished), Severity.Warning, "RFC 5910, section 4; RFC 9083, section 5.3", "The registry holds other DS records than the parent's servers serve.")
    { ComparesServers = true, Aspect = FindingAspect.RegistryDiffers };

    public IReadOnlyList<FindingKind> Kinds { get; } = [RegistryNameServersNotPublished, RegistryGlueNotPublished, RegistryDsNotPublished];

    public IEnumerable<Finding> Run(DelegationView view)
    {
        if (RegistryLegs.Of(view) is not { } legs)
        {
            yield break;
        }

        if (OfNames(view, legs) is { } names)
        {
            yield return names;
        }

        foreach (var host in legs.Registry.Hosts)
        {
            if (OfGlue(view, legs, host) is { } glue)
            {
                yield return glue;
            }
        }

        if (OfDs(view, legs) is { } ds)
        {
            yield return ds;
        }
    }

    private static Finding? OfNames(DelegationView view, RegistryLegs legs)
    {
        if (!legs.SaysNames)
        {
            return null;
        }

        var behind = new List<ServerAddress>();
        var instead = new List<string>();
        var served = new OrderedSet<DomainName>();
        int others = 0, asZone = 0;
        foreach (var statement in legs.Parent.Statements)
        {
            served.UnionWith(statement.Delegation.NameServers);
            asZone += legs.ZoneNames is { } zone && RegistryLegs.AreSame(zone, statement.Delegation.NameServers) ? 1 : 0;
            if (!RegistryLegs.AreSame(legs.Names, statement.Delegation.NameServers))
            {
                others++;
                Add(behind, statement);
                RegistryLegs.AddOnce(instead, Prose.List(statement.Delegation.NameServers));
            }
        }

        if (legs.Names.Count > 0 && legs.Voices > legs.Parent.Statements.Count)
        {
            others += legs.Voices - legs.Parent.Statements.Count;
            behind.AddRange(legs.Denying);
            instead.Add("no delegation of it");
        }

        // Where parent and zone agree it is the registry that says something else, and so does the check of that leg.
        return others == 0 || asZone == legs.Voices ? null : RegistryNameServersNotPublished.Finding(
            view,
            RegistryLegs.Difference(legs.Names, served),
            [],
            Wording.OfParent(behind),
            $"The registry holds {(legs.Names.Count == 0 ? "no name server" : Prose.List(legs.Names))} for {view.DomainName}{RegistryLegs.Changed("domain", legs.Registry.ChangedUtc)}; {legs.Shown(others, instead)}.",
            Later(view));
    }

    private static Finding? OfGlue(DelegationView view, RegistryLegs legs, RegistryHost host)
    {
        var relation = view.RelationOf(host.Name);
        if (host.State != HeldAddresses.Held || relation == NameServerRelation.Unrelated)
        {
            return null;
        }

        var behind = new List<ServerAddress>();
        var instead = new List<string>();
        var differing = AddressOrder.Set();
        int naming = 0, others = 0, asZone = 0;
        var zone = relation == NameServerRelation.InDomain ? legs.ZoneAddresses(host.Name) : null;
        foreach (var statement in legs.Parent.Statements)
        {
            if (!statement.Names(host.Name))
            {
                continue;
            }

            naming++;
            var glue = RegistryLegs.GlueIn(statement, host.Name);
            asZone += zone is not null && RegistryLegs.Difference(zone, glue).Count == 0 ? 1 : 0;
            var difference = AddressOrder.Set(glue);
            difference.ExceptWith(AddressOrder.Set(host.Addresses));
            if (relation == NameServerRelation.InDomain && statement.IsComplete)
            {
                // Addresses of other name servers may be left out of a referral; these may not.
                difference = RegistryLegs.Difference(host.Addresses, glue);
            }

            if (difference.Count > 0)
            {
                others++;
                Add(behind, statement);
                differing.UnionWith(difference);
                RegistryLegs.AddOnce(instead, glue.Count == 0 ? "no address" : Prose.List(glue));
            }
        }

        return others == 0 || asZone == naming ? null : RegistryGlueNotPublished.Finding(
            view,
            host.Name,
            new List<IPAddress>(differing),
            Wording.OfParent(behind),
            $"The registry holds {host.Addresses} for {host.Name}{RegistryLegs.Changed("host object", host.ChangedUtc)}; {legs.Shown(others + legs.Voices - naming, others + legs.Voices - naming == others ? instead : [.. instead, "no such name server"])}.",
            Later(view));
    }

    private static Finding? OfDs(DelegationView view, RegistryLegs legs)
    {
        if (!legs.Registry.ShowsDs)
        {
            return null;
        }

        var held = legs.Registry.Statement.Delegation.Ds;
        var behind = new List<ServerAddress>();
        var instead = new List<string>();
        int others = 0, showing = 0;
        foreach (var statement in legs.Parent.Statements)
        {
            showing += statement.ShowsDs ? 1 : 0;
            if (statement.ShowsDs && !RegistryLegs.AreSame(held, statement.Delegation.Ds))
            {
                others++;
                Add(behind, statement);
                RegistryLegs.AddOnce(instead, KeyWording.Records(statement.Delegation.Ds));
            }
        }

        return others == 0 ? null : RegistryDsNotPublished.Finding(
            view,
            [],
            Wording.OfParent(behind),
            $"The registry holds {KeyWording.Records(held)} for {view.DomainName}{RegistryLegs.Changed("domain", legs.Registry.ChangedUtc)}; {(showing == legs.Voices ? legs.Shown(others, instead) : Prose.Number(others) + " of " + Prose.Number(showing) + " parent servers that show DS records " + (others == 1 ? "has " : "have ") + string.Join(" or ", instead))}.",
            Later(view));
    }

    private static void Add(List<ServerAddress> behind, ParentStatement statement)
    {
        if (statement.Source.Server is { } server)
        {
            behind.Add(server);
        }
    }

    private static Advice Later(DelegationView view) => Advice.None(view.Parent!.Origin == SourceKind.Server
        ? (System.FormattableString)$"Wait until the registry has published {Prose.Name(view.Parent.Zone)} anew, and ask again; where that takes longer than an hour, let the registrar of {view.DomainName} take it up with the registry."
        : $"Find out which of the two is older; where it is the zone file, have it written anew.");
}
