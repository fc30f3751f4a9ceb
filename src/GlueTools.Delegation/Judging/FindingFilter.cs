using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Delegation.Checks;
using GlueTools.Delegation.Findings;

namespace GlueTools.Delegation.Judging;

/// <summary>One fault, one finding: drops what a more telling finding replaces. The table here is the last column of the catalogue, and nothing else.</summary>
internal static class FindingFilter
{
    private const Func<Finding, Finding, bool>? AddressByAddress = null;

    /// <summary>All that is said of what a server at one address does.</summary>
    private static readonly FindingKind[] OfServers = [.. new ServersAnswerWithAuthority().Kinds, .. new ServersBehave().Kinds];

    private static readonly Rule[] Rules =
    [
        new(InDomainGluePresent.GlueMissing, SameName, NameServersAreHostNames.NameServerIsNoHostName, NameServersResolve.NameServerUnresolvable, DependenciesResolve.CircularDependency),
        new(InDomainGluePresent.NameServerHasNoAddress, SameName, NameServerSetsAgree.NameServerOnlyInChild, NameServersAreHostNames.NameServerIsNoHostName),
        new(NameServersResolve.NameServerUnresolvable, SameName, NameServersAreHostNames.NameServerIsNoHostName),
        new(NameServersResolve.NameServerCannotExist, SameName, NameServersAreHostNames.NameServerIsNoHostName),
        new(NameServersAreHostNames.NullNameServer, SameName, NameServersResolve.NameServerUnresolvable, NameServersResolve.NameServerCannotExist),
        new(NameServersAreHostNames.NullNameServer, Always, ZoneIsDelegated.DelegationUnreachable, NameServersSuffice.TooFewNameServers, NameServersSuffice.NoIPv4NameServer, NameServersSuffice.NoIPv6NameServer),
        new(GlueMatchesChild.GlueStale, SameNameAndFamily, GlueMatchesChild.GlueIncomplete),
        new(GlueMatchesChild.GlueDangling, AddressByAddress, [GlueMatchesChild.GlueStale, GlueMatchesChild.GlueNameNotInChild, .. OfServers]),
        new(GlueMatchesChild.GlueDangling, SameNameAndFamily, GlueMatchesChild.GlueIncomplete, InDomainGluePresent.GlueMissingForFamily),
        new(AddressesArePublic.AddressNotPublic, AddressByAddress, [.. CheckCatalog.Kinds]),
        new(AddressesArePublic.AddressOfTransition, AddressByAddress, [GlueMatchesChild.GlueIncomplete, InDomainGluePresent.GlueMissingForFamily, .. OfServers]),
        new(GlueMatchesChild.GlueStale, AddressByAddress, AddressesArePublic.AddressOfTransition),
        new(GlueMatchesChild.GlueDangling, AddressByAddress, AddressesArePublic.AddressOfTransition),
        new(NameServersAreNotAliases.NameServerIsAlias, SameName, GlueMatchesChild.GlueNameNotInChild),
        new(NameServerSetsAgree.NameServerOnlyAtParent, SameName, GlueMatchesChild.GlueNameNotInChild),
        new(NameServerSetsAgree.NameServerSetsDisjoint, Always, GlueMatchesChild.GlueNameNotInChild),
        new(DependenciesResolve.CircularDependency, SameName, NameServersResolve.NameServerUnresolvable),
        new(ReferralIsComplete.ReferralIncompleteWithoutTc, Always, ReferralIsComplete.ReferralOver512),
        new(ReferralIsComplete.ReferralTcpFails, Always, ReferralIsComplete.ReferralOver512),
        new(NameServersResolve.NameServerDomainDoesNotExist, SameName, NameServersResolve.NameServerUnresolvable, NameServersResolve.NameServerIsSacrificial),
        new(ParentZoneIsClean.DsWithoutDelegation, Always, ZoneIsDelegated.NotDelegated),
        new(DsMatchesChild.DsWithoutDnskey, Always, ChildServersAgree.ChildServersDisagreeOnKeys),
        new(DsMatchesChild.DsMatchesNoKey, Always, ChildServersAgree.ChildServersDisagreeOnKeys),
        new(
            NameServerSetsAgree.MoveUnfinished, Always,
            NameServerSetsAgree.NameServerOnlyAtParent, NameServerSetsAgree.NameServerOnlyInChild, NameServerSetsAgree.NameServerSetsDisjoint,
            ChildServersAgree.ChildServersDisagreeOnNameServers, ChildServersAgree.ChildServersDisagreeOnAddresses, ChildServersAgree.SoaSerialsDiffer),
        new(ZoneIsDelegated.NotDelegated, Always, [NameServersSuffice.TooFewNameServers, NameServersSuffice.NoIPv4NameServer, NameServersSuffice.NoIPv6NameServer, .. OfServers]),
        new(RegistrationIsSound.DomainOnHold, Always, ZoneIsDelegated.NameDoesNotExist, ZoneIsDelegated.NotDelegated, RegistryIsPublished.RegistryNameServersNotPublished),
        new(RegistrationIsSound.DomainInRedemption, Always, RegistrationIsSound.DomainOnHold, RegistrationIsSound.RegistrationExpires, ZoneIsDelegated.NameDoesNotExist, ZoneIsDelegated.NotDelegated, RegistryIsPublished.RegistryNameServersNotPublished),
        new(RegistrationIsSound.DomainPendingDelete, Always, RegistrationIsSound.DomainOnHold, RegistrationIsSound.RegistrationExpires, ZoneIsDelegated.NameDoesNotExist, ZoneIsDelegated.NotDelegated, RegistryIsPublished.RegistryNameServersNotPublished),
        new(ZoneIsDelegated.DelegationUnreachable, Always, NameServersSuffice.NoIPv4NameServer, NameServersSuffice.NoIPv6NameServer, AddressesAreDistinct.NameServersSharePrefix),
    ];

    /// <summary>Keeps what nothing replaces, in the order given. What is itself replaced still replaces: the fault is the same one.</summary>
    internal static List<Finding> Apply(IReadOnlyList<Finding> findings)
    {
        var kept = new List<Finding>();
        var replacing = Replacing(findings);
        foreach (var finding in findings)
        {
            if (replacing.Count == 0 || !IsReplaced(finding, replacing))
            {
                kept.Add(finding);
            }
        }

        return kept;
    }

    /// <summary>The findings that may replace others, each with a rule by which it does.</summary>
    private static List<(Finding Other, Rule Rule)> Replacing(IReadOnlyList<Finding> findings)
    {
        var replacing = new List<(Finding, Rule)>();
        foreach (var finding in findings)
        {
            foreach (var rule in Rules)
            {
                if (rule.Kind == finding.Kind)
                {
                    replacing.Add((finding, rule));
                }
            }
        }

        return replacing;
    }

    private static bool IsReplaced(Finding finding, List<(Finding Other, Rule Rule)> replacing)
    {
        // A finding about several addresses stands for those that are left, and is replaced when none is.
        HashSet<IPAddress>? left = null;
        foreach (var (other, rule) in replacing)
        {
            if (!ReferenceEquals(other, finding) && rule.Replaces(finding.Kind))
            {
                if (rule.Applies is { } applies ? applies(other, finding) : Takes(other, left ??= new HashSet<IPAddress>(finding.Addresses), finding))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Always(Finding by, Finding what) => true;

    private static bool SameName(Finding by, Finding what) => by.NameServers.Count > 0 && what.NameServers.Count > 0 && by.NameServers[0] == what.NameServers[0];

    /// <summary>Takes the addresses of one finding from those left of another; true where none is left.</summary>
    private static bool Takes(Finding by, HashSet<IPAddress> left, Finding what)
    {
        // A comparison of servers is about the difference, not about an address: half of it would say nothing.
        if (left.Count == 0 || what.Kind.ComparesServers)
        {
            return false;
        }

        left.ExceptWith(by.Addresses);
        return left.Count == 0;
    }

    private static bool SameNameAndFamily(Finding by, Finding what) =>
        SameName(by, what) && by.Addresses.Count > 0 && what.Addresses.Count > 0 && by.Addresses[0].AddressFamily == what.Addresses[0].AddressFamily;

    private sealed class Rule
    {
        private readonly FindingKind[] _replaced;

        internal Rule(FindingKind kind, Func<Finding, Finding, bool>? applies, params FindingKind[] replaced)
        {
            Kind = kind;
            Applies = applies;
            _replaced = replaced;
        }

        internal FindingKind Kind { get; }

        /// <summary>Whether one finding replaces the other; null where addresses are taken one by one.</summary>
        internal Func<Finding, Finding, bool>? Applies { get; }

        /// <summary>Whether a kind is among those replaced. A finding never replaces its own kind.</summary>
        internal bool Replaces(FindingKind kind) => kind != Kind && _replaced.Contains(kind);
    }
}
