using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Checks;

namespace GlueTools.Delegation.Judging;

/// <summary>One fault, one finding: drops what a more telling finding replaces. The table here is the last column of the catalogue, and nothing else.</summary>
internal static class FindingFilter
{
    private const Func<Finding, Finding, bool>? AddressByAddress = null;

    private static readonly Rule[] Rules =
    [
        new(nameof(InDomainGluePresent.GlueMissing), SameName, nameof(NameServersResolve.NameServerUnresolvable), nameof(DependenciesResolve.CircularDependency)),
        new(nameof(GlueMatchesChild.GlueStale), SameNameAndFamily, nameof(GlueMatchesChild.GlueIncomplete)),
        new(nameof(GlueMatchesChild.GlueDangling), AddressByAddress, nameof(GlueMatchesChild.GlueStale), nameof(GlueMatchesChild.GlueNameNotInChild), "Server*"),
        new(nameof(GlueMatchesChild.GlueDangling), SameNameAndFamily, nameof(GlueMatchesChild.GlueIncomplete), nameof(InDomainGluePresent.GlueMissingForFamily)),
        new(nameof(AddressesArePublic.AddressNotPublic), AddressByAddress, "*"),
        new(nameof(NameServersAreNotAliases.NameServerIsAlias), SameName, nameof(GlueMatchesChild.GlueNameNotInChild)),
        new(nameof(DependenciesResolve.CircularDependency), SameName, nameof(NameServersResolve.NameServerUnresolvable)),
        new(nameof(ReferralIsComplete.ReferralIncompleteWithoutTc), Always, nameof(ReferralIsComplete.ReferralOver512)),
        new(nameof(ReferralIsComplete.ReferralTcpFails), Always, nameof(ReferralIsComplete.ReferralOver512)),
        new(nameof(NameServersResolve.NameServerDomainDoesNotExist), SameName, nameof(NameServersResolve.NameServerUnresolvable)),
        new(nameof(ZoneIsDelegated.DelegationUnreachable), Always, nameof(NameServersSuffice.NoIPv4NameServer), nameof(NameServersSuffice.NoIPv6NameServer), nameof(AddressesAreDistinct.NameServersSharePrefix)),
    ];

    /// <summary>Keeps what nothing replaces, in the order given. What is itself replaced still replaces: the fault is the same one.</summary>
    internal static List<Finding> Apply(IReadOnlyList<Finding> findings)
    {
        var kept = new List<Finding>();
        foreach (var finding in findings)
        {
            if (!IsReplaced(finding, findings))
            {
                kept.Add(finding);
            }
        }

        return kept;
    }

    private static bool IsReplaced(Finding finding, IReadOnlyList<Finding> all)
    {
        // A finding about several addresses stands for those that are left, and is replaced when none is.
        var left = new HashSet<IPAddress>(finding.Addresses);
        foreach (var other in all)
        {
            foreach (var rule in Rules)
            {
                if (rule.Code != other.Code || ReferenceEquals(other, finding) || !rule.Names(finding.Code))
                {
                    continue;
                }

                if (rule.Applies is { } applies ? applies(other, finding) : Takes(other, left, finding))
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
        if (left.Count == 0 || what.Code.IndexOf("Disagree", StringComparison.Ordinal) >= 0)
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
        private readonly string[] _replaced;

        internal Rule(string code, Func<Finding, Finding, bool>? applies, params string[] replaced)
        {
            Code = code;
            Applies = applies;
            _replaced = replaced;
        }

        internal string Code { get; }

        /// <summary>Whether one finding replaces the other; null where addresses are taken one by one.</summary>
        internal Func<Finding, Finding, bool>? Applies { get; }

        /// <summary>Whether a code is among those replaced; a star at the end stands for any ending. A finding never replaces its own kind.</summary>
        internal bool Names(string code)
        {
            foreach (var replaced in _replaced)
            {
                if (code != Code && (replaced == code || (replaced.EndsWith("*", StringComparison.Ordinal) && code.StartsWith(replaced.TrimEnd('*'), StringComparison.Ordinal))))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
