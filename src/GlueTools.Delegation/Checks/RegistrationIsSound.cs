using System;
using System.Collections.Generic;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;

namespace GlueTools.Delegation.Checks;

/// <summary>The registration lasts, and nothing in it keeps the delegation out of the parent zone or from being changed. Looks only where a registry was asked.</summary>
internal sealed class RegistrationIsSound : ICheck
{
    internal static readonly FindingKind DomainOnHold = Kind(
        nameof(DomainOnHold), Severity.Critical, "RFC 5731, section 2.3", "The registry has the domain on hold, so its delegation is not to be published.");

    internal static readonly FindingKind DomainInRedemption = Kind(
        nameof(DomainInRedemption), Severity.Critical, "RFC 3915, section 3.1", "The domain was deleted, and can be restored for a while.");

    internal static readonly FindingKind DomainPendingDelete = Kind(
        nameof(DomainPendingDelete), Severity.Critical, "RFC 5731, section 2.3; RFC 3915, section 3.1", "The domain is about to be deleted.");

    internal static readonly FindingKind RegistrationExpires = Kind(
        nameof(RegistrationExpires), Severity.Warning, "RFC 5731, section 2.5", "The registration ends soon, or has ended.");

    internal static readonly FindingKind DomainNotRegistered = Kind(
        nameof(DomainNotRegistered), Severity.Notice, "RFC 7480, section 5.3", "The registry says that there is no such domain, while the parent delegates it.");

    internal static readonly FindingKind DomainLockedByRegistry = Kind(
        nameof(DomainLockedByRegistry), Severity.Notice, "RFC 5731, section 2.3", "The registry refuses changes of the domain's name servers and DS records.");

    internal static readonly FindingKind HostLockedByRegistry = Kind(
        nameof(HostLockedByRegistry), Severity.Notice, "RFC 5732, section 2.3", "The registry refuses new addresses of a name server.");

    internal static readonly FindingKind UpdateProhibitedByRegistrar = Kind(
        nameof(UpdateProhibitedByRegistrar), Severity.Info, "RFC 5731, section 2.3; RFC 5732, section 2.3", "The registrar has closed the domain or a name server to changes, and can open it.");

    /// <summary>Days ahead beyond which nobody can want to hear of the end of a registration.</summary>
    internal const int MostDays = 366;

    public IReadOnlyList<FindingKind> Kinds { get; } =
        [DomainOnHold, DomainInRedemption, DomainPendingDelete, RegistrationExpires, DomainNotRegistered, DomainLockedByRegistry, HostLockedByRegistry, UpdateProhibitedByRegistrar];

    public IEnumerable<Finding> Run(DelegationView view) => view switch
    {
        { Registry: { State: RegistryState.Registered } registry, Parent: { } parent } => OfRegistered(view, registry, parent),
        { Registry.State: RegistryState.NotRegistered, Parent: { HasReferral: true } parent } when Registries.IsRegistry(parent.Zone) =>
        [
            DomainNotRegistered.Finding(
                view,
                [],
                [],
                $"The registry of {Prose.Name(parent.Zone)} ({view.Registry.By}) says that there is no domain {view.DomainName}, while {Wording.TheParent(view)} delegates it.",
                Advice.None($"Ask the registrar whether {view.DomainName} is registered; registries also delegate names that they do not show, as their own.")),
        ],
        _ => [],
    };

    /// <summary>Whole days that a registration still lasts, as seen when the registry was asked; negative where it has ended, null where nobody says.</summary>
    internal static int? DaysLeft(DelegationView view) =>
        view.Registry is { State: RegistryState.Registered, ExpiresUtc: { } end } registry ? (int)Math.Floor((end - registry.AskedUtc).TotalDays) : null;

    private static IEnumerable<Finding> OfRegistered(DelegationView view, RegistrySide registry, ParentSide parent)
    {
        var holds = new List<string>();
        foreach (var status in new[] { "clientHold", "serverHold" })
        {
            if (registry.Has(status))
            {
                holds.Add(status);
            }
        }

        if (holds.Count > 0)
        {
            yield return DomainOnHold.Finding(
                view,
                [],
                [],
                $"The registry has {view.DomainName} on hold ({holds}), so it is not to be in {Prose.Zone(parent.Zone)}; {Presence(view, parent)}.",
                Advice.None($"Ask the registrar of {view.DomainName} why, and have the hold lifted{(!registry.Has("serverHold") ? string.Empty : holds.Count == 1 ? " by the registry, which has set it" : ", that of the registry (serverHold) as well")}."));
        }

        if (registry.Has("redemptionPeriod"))
        {
            yield return DomainInRedemption.Finding(
                view, [], [], $"{view.DomainName} was deleted, and can still be restored (redemptionPeriod); {Presence(view, parent)}.", Advice.None($"Have the registrar of {view.DomainName} restore it before the period ends: 30 days after the deletion in most generic top-level domains."));
        }
        else if (registry.Has("pendingDelete") && !registry.Has("pendingRestore"))
        {
            yield return DomainPendingDelete.Finding(
                view, [], [], $"The registry is about to delete {view.DomainName} (pendingDelete), and anybody can register it then; {Presence(view, parent)}.", Advice.None($"Ask the registrar of {view.DomainName} at once whether the deletion can still be stopped; else take name servers whose names lie in it out of the delegations of other domains, before somebody else registers it."));
        }

        if (DaysLeft(view) is { } days and <= MostDays)
        {
            yield return RegistrationExpires.Finding(
                view,
                [],
                [],
                $"The registration of {view.DomainName} {(days >= 0 ? "ends" : "ended")} on {RegistryLegs.Day(registry.ExpiresUtc!.Value)}{In(days)}.",
                Advice.None($"Renew {view.DomainName}{(registry.Registrar.Length > 0 ? " at " + registry.Registrar : " at its registrar")}, or make sure there that it renews itself and is paid for."));
        }

        foreach (var finding in OfLocks(view, registry))
        {
            yield return finding;
        }
    }

    private static IEnumerable<Finding> OfLocks(DelegationView view, RegistrySide registry)
    {
        if (registry.Has("serverUpdateProhibited"))
        {
            yield return DomainLockedByRegistry.Finding(
                view,
                [],
                [],
                $"The registry refuses changes of {view.DomainName} (serverUpdateProhibited, as a registry lock sets it): name servers and DS records can only be changed once it unlocks the domain.",
                Advice.None($"Before a change, have the registrar of {view.DomainName} ask the registry to unlock it, and to lock it again after."));
        }

        if (registry.Has("clientUpdateProhibited"))
        {
            yield return UpdateProhibitedByRegistrar.Finding(
                view, [], [], $"The registrar has closed {view.DomainName} to changes (clientUpdateProhibited), and opens it itself.", Advice.None($"Before a change, have the registrar of {view.DomainName} lift it."));
        }

        foreach (var host in registry.Hosts)
        {
            if (view.RelationOf(host.Name) == NameServerRelation.Unrelated)
            {
                continue;
            }

            if (host.Has("serverUpdateProhibited"))
            {
                yield return HostLockedByRegistry.Finding(
                    view, host.Name, [], [], $"The registry refuses new addresses for {host.Name} (serverUpdateProhibited).", Advice.None($"Before its addresses change, have the registrar of the domain that {host.Name} lies in ask the registry to lift it."));
            }

            if (host.Has("clientUpdateProhibited"))
            {
                yield return UpdateProhibitedByRegistrar.Finding(
                    view, host.Name, [], [], $"The registrar has closed {host.Name} to changes (clientUpdateProhibited), and opens it itself.", Advice.None($"Before its addresses change, have the registrar of the domain that {host.Name} lies in lift it."));
            }
        }
    }

    private static FindingKind Kind(string code, Severity severity, string reference, string summary) => new(nameof(RegistrationIsSound), code, severity, reference, summary);

    private static string Presence(DelegationView view, ParentSide parent) => parent.HasReferral
        ? Wording.TheParent(view) + " still delegates it"
        : parent.IsHiddenByChild ? "whether it is delegated cannot be seen" : Wording.TheParent(view) + " does not delegate it";

    private static string In(int days) => days switch
    {
        0 => ", within a day of when the registry was asked",
        1 => ", in a day from when the registry was asked",
        > 1 => ", " + Prose.Number(days) + " days from when the registry was asked",
        _ => ", and the registry still shows it",
    };
}
