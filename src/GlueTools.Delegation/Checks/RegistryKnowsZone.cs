using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;

namespace GlueTools.Delegation.Checks;

/// <summary>The registry holds what the zone says of itself. Looks only where a registry was asked.</summary>
internal sealed class RegistryKnowsZone : ICheck
{
    internal static readonly FindingKind RegistryNameServersOutdated = new(
        nameof(RegistryKnowsZone), nameof(RegistryNameServersOutdated), Severity.Warning, "RFC 1034, section 4.2.2; RFC 9083, section 5.3", "The registry holds other name servers than the zone names.")
    { Aspect = FindingAspect.RegistryDiffers };

    internal static readonly FindingKind RegistryGlueOutdated = new(
        nameof(RegistryKnowsZone), nameof(RegistryGlueOutdated), Severity.Warning, "RFC 1034, section 4.2.2; RFC 9083, section 5.2", "The registry holds other addresses of a name server in the zone than the zone publishes.")
    { Aspect = FindingAspect.RegistryDiffers };

    internal static readonly FindingKind RegistryHostWithoutAddress = new(
        nameof(RegistryKnowsZone), nameof(RegistryHostWithoutAddress), Severity.Error, "RFC 5732, section 3.2.1; RFC 1034, section 4.2.1", "The registry shows the host object of a name server in the zone, and holds no address for it.")
    { Aspect = FindingAspect.RegistryDiffers };

    public IReadOnlyList<FindingKind> Kinds { get; } = [RegistryNameServersOutdated, RegistryGlueOutdated, RegistryHostWithoutAddress];

    public IEnumerable<Finding> Run(DelegationView view)
    {
        if (RegistryLegs.Of(view) is not { } legs)
        {
            yield break;
        }

        if (legs.SaysNames && legs.ZoneNames is { Count: > 0 } zone && !RegistryLegs.AreSame(legs.Names, zone))
        {
            yield return RegistryNameServersOutdated.Finding(
                view,
                RegistryLegs.Difference(legs.Names, zone),
                [],
                [],
                $"The registry holds {(legs.Names.Count == 0 ? "no name server" : Prose.List(legs.Names))} for {view.DomainName}{RegistryLegs.Changed("domain", legs.Registry.ChangedUtc)}, while the zone names {zone}{NamesElsewhere(view, legs)}.",
                Told(view, IsAsZone(legs)));
        }

        foreach (var host in legs.InDomain(HeldAddresses.NoAddress))
        {
            if (WithoutAddress(view, legs, host) is { } without)
            {
                yield return without;
            }
        }

        foreach (var host in legs.InDomain(HeldAddresses.Held))
        {
            if (legs.ZoneAddresses(host.Name) is { Count: > 0 } published && RegistryLegs.Difference(host.Addresses, published) is { Count: > 0 } differing)
            {
                yield return RegistryGlueOutdated.Finding(
                    view,
                    host.Name,
                    new List<IPAddress>(differing),
                    [],
                    $"The registry holds {host.Addresses} for {host.Name}{RegistryLegs.Changed("host object", host.ChangedUtc)}, while {view.DomainName} publishes {published} for it{GlueElsewhere(view, legs, host, published)}.",
                    Told(view, IsServed(legs, host, published)));
            }
        }
    }

    private static Finding? WithoutAddress(DelegationView view, RegistryLegs legs, RegistryHost host)
    {
        var published = legs.ZoneAddresses(host.Name);
        if (published is { Count: 0 })
        {
            // Nobody has one; the checks of the zone say so.
            return null;
        }

        var sound = Untested.Without(view, published ?? AddressOrder.Set());
        return RegistryHostWithoutAddress.Finding(
            view,
            host.Name,
            published is null ? [] : new List<IPAddress>(published),
            [],
            $"The registry shows {host.Name}{RegistryLegs.Changed("host object", host.ChangedUtc)} and holds no address for it, while the name lies in {view.DomainName} and cannot be found without one.",
            (sound.Count == 0 ? Untested.Awaited(view, published ?? AddressOrder.Set()) : null) ?? Advice.None(sound.Count > 0
                ? (System.FormattableString)$"At the registrar of {view.DomainName}, set {sound} for {host.Name}."
                : $"Give {host.Name} an address at which {view.DomainName} is served, in the zone and at the registrar."));
    }

    private static bool IsAsZone(RegistryLegs legs)
    {
        foreach (var statement in legs.Parent.Statements)
        {
            if (!RegistryLegs.AreSame(legs.ZoneNames!, statement.Delegation.NameServers))
            {
                return false;
            }
        }

        return legs.Parent.HasReferral;
    }

    private static bool IsServed(RegistryLegs legs, RegistryHost host, IReadOnlyCollection<IPAddress> addresses)
    {
        foreach (var statement in legs.Parent.Statements)
        {
            if (RegistryLegs.Difference(RegistryLegs.GlueIn(statement, host.Name), addresses).Count > 0)
            {
                return false;
            }
        }

        return legs.Parent.HasReferral;
    }

    private static string NamesElsewhere(DelegationView view, RegistryLegs legs)
    {
        var isServed = legs.Parent.HasReferral;
        foreach (var statement in legs.Parent.Statements)
        {
            isServed &= RegistryLegs.AreSame(legs.Names, statement.Delegation.NameServers);
        }

        return Leg(view, isServed, IsAsZone(legs));
    }

    private static string GlueElsewhere(DelegationView view, RegistryLegs legs, RegistryHost host, IReadOnlyCollection<IPAddress> published) =>
        Leg(view, IsServed(legs, host, host.Addresses), IsServed(legs, host, published));

    /// <summary>Which leg is behind, where that shows.</summary>
    private static string Leg(DelegationView view, bool isAsRegistry, bool isAsZone) =>
        isAsRegistry ? "; " + Wording.TheParent(view) + " has what the registry holds, so the registry was not told of what the zone says"
        : isAsZone ? "; " + Wording.TheParent(view) + " has what the zone says, so what the registry shows is older, or not published yet"
        : string.Empty;

    private static Advice Told(DelegationView view, bool isAsZone) => Advice.None(isAsZone
        ? (System.FormattableString)$"Ask the registrar of {view.DomainName} what it has on record, and have the registry's entry set right where that is not what the zone says; else a later update of {Prose.Name(view.Parent!.Zone)} may bring it back."
        : $"At the registrar of {view.DomainName}, change what the findings about the delegation say, and ask the registry again; where there are none, find out which of the two is meant.");
}
