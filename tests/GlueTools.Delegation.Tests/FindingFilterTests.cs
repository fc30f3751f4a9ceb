using System.Collections.Generic;
using System.Linq;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;

namespace GlueTools.Delegation.Tests;

/// <summary>The last column of the catalogue: which finding replaces which, for the same name, family or address only.</summary>
public sealed class FindingFilterTests
{
    /// <summary>Findings as <c>Code name addresses</c>, joined by <c>|</c>; <c>-</c> is no name. Those that must go have a <c>!</c> before them.</summary>
    [Theory]
    [InlineData("GlueMissing ns1 45.1.1.1 | !NameServerUnresolvable ns1 | NameServerUnresolvable ns2")]
    [InlineData("GlueMissing ns1 | !CircularDependency ns1 | CircularDependency ns2")]
    [InlineData("GlueStale ns1 45.1.1.1 | !GlueIncomplete ns1 45.1.1.2 | GlueIncomplete ns1 2a10::1 | GlueIncomplete ns2 45.1.1.2")]
    [InlineData("GlueDangling ns1 45.1.1.1 | !GlueStale ns1 45.1.1.1 | GlueStale ns1 45.1.1.2")]
    [InlineData("GlueDangling ns1 45.1.1.1 | !ServerUnresponsive ns1 45.1.1.1 | ServerUnresponsive ns1 45.1.1.2")]
    [InlineData("GlueDangling ns1 45.1.1.1 | !ServerRefuses ns1 45.1.1.1 | !ServerTcpUnavailable ns1 45.1.1.1 | !ServerWithoutEdns ns1 45.1.1.1")]
    [InlineData("GlueDangling ns1 45.1.1.1 | !GlueIncomplete ns1 45.1.1.2 | GlueIncomplete ns1 2a10::1 | !GlueMissingForFamily ns1 45.1.1.3 | GlueMissingForFamily ns1 2a10::1")]
    [InlineData("GlueDangling ns1 45.1.1.1 | GlueNameNotInChild ns1 45.1.1.1 45.1.1.2")]
    [InlineData("GlueDangling ns1 45.1.1.1 | GlueDangling ns1 45.1.1.2 | !GlueNameNotInChild ns1 45.1.1.1 45.1.1.2")]
    [InlineData("GlueDangling ns1 45.1.1.1 | AddressNotPublic ns1 10.1.1.1 | !GlueNameNotInChild ns1 45.1.1.1 10.1.1.1")]
    [InlineData("GlueDangling ns1 45.1.1.1 | ParentServerUnresponsive a 45.1.1.1 | NameServersShareAddress ns1 45.1.1.1 | GlueMissing ns2 45.1.1.1")]
    [InlineData("AddressNotPublic ns1 10.1.1.1 | !GlueStale ns1 10.1.1.1 | !GlueDangling ns1 10.1.1.1 | !ServerUnresponsive ns1 10.1.1.1 | !GlueMissing ns1 10.1.1.1")]
    [InlineData("AddressNotPublic ns1 10.1.1.1 | GlueMissing ns1 10.1.1.1 45.1.1.1 | NameServerOnlyAtParent ns1 | DelegationUnreachable -")]
    [InlineData("AddressNotPublic ns1 10.1.1.1 | AddressNotPublic ns2 10.1.1.1")]
    [InlineData("AddressNotPublic ns1 10.1.1.1 | ParentServersDisagreeOnGlue ns1 10.1.1.1 | ParentServersDisagreeOnGlue ns1 45.1.1.1 | ChildServersDisagreeOnAddresses ns1 10.1.1.1")]
    [InlineData("NameServerIsAlias ns1 | !GlueNameNotInChild ns1 45.1.1.1 | GlueNameNotInChild ns2 45.1.1.1 | GlueDangling ns1 45.1.1.9")]
    [InlineData("NameServerOnlyAtParent ns1 | !GlueNameNotInChild ns1 45.1.1.1 | GlueNameNotInChild ns2 45.1.1.1 | GlueStale ns1 45.1.1.9")]
    [InlineData("NameServerSetsDisjoint - | !GlueNameNotInChild ns1 45.1.1.1 | GlueStale ns1 45.1.1.9")]
    [InlineData("CircularDependency ns1 | !NameServerUnresolvable ns1 | NameServerUnresolvable ns2")]
    [InlineData("NameServerDomainDoesNotExist ns1 | !NameServerUnresolvable ns1 | NameServerUnresolvable ns2")]
    [InlineData("NameServerDomainDoesNotExist ns1 | !NameServerIsSacrificial ns1 | NameServerIsSacrificial ns2")]
    [InlineData("DsWithoutDelegation - | !NotDelegated - | RecordsHidden -")]
    [InlineData("DelegationUnreachable - | !NoIPv4NameServer - | !NoIPv6NameServer - | !NameServersSharePrefix - 45.1.1.1 45.1.1.2 | TooFewNameServers -")]
    [InlineData("ReferralIncompleteWithoutTc a 37.1.1.1 | !ReferralOver512 -")]
    [InlineData("ReferralTcpFails a 37.1.1.1 | !ReferralOver512 -")]
    [InlineData("ParentServersDisagreeOnGlue ns1 45.1.1.1 | GlueStale ns1 45.1.1.1 | ServerRefuses ns1 45.1.1.1")]
    [InlineData("ServerUnresponsive ns1 45.1.1.1 | ServerUnresponsive ns1 45.1.1.1")]
    [InlineData("GlueMissing - | NameServerUnresolvable ns1")]
    [InlineData("GlueMissing ns1 | NameServerUnresolvable -")]
    [InlineData("GlueStale ns1 | GlueIncomplete ns1 45.1.1.2")]
    [InlineData("GlueStale ns1 45.1.1.1 | GlueIncomplete ns1")]
    public void What_a_more_telling_finding_replaces_is_dropped_and_nothing_else(string findings)
    {
        var all = findings.Split(" | ");
        var made = all.Select(Made).ToList();
        var expected = all.Where(text => text[0] != '!').ToList();

        Assert.Equal(expected, FindingFilter.Apply(made).Select(kept => all[made.IndexOf(kept)]));
        made.Reverse();
        Assert.Equal(Enumerable.Reverse(expected), FindingFilter.Apply(made).Select(kept => all[all.Length - 1 - made.IndexOf(kept)]));
    }

    [Fact]
    public void What_is_replaced_still_replaces()
    {
        // The dangling address is not public, so AddressNotPublic stands for it; the further address is still the same fault.
        var kept = FindingFilter.Apply(new[] { "AddressNotPublic ns1 10.1.1.1", "GlueDangling ns1 10.1.1.1", "GlueIncomplete ns1 45.1.1.1" }.Select(Made).ToList());

        Assert.Equal(["AddressNotPublic"], kept.Select(finding => finding.Code));
    }

    private static Findings.Finding Made(string text)
    {
        var words = text.TrimStart('!').Split(' ');
        var kind = CheckCatalog.Kinds.Single(kind => kind.Code == words[0]);
        List<Dns.Names.DomainName> names = words[1] == "-" ? [] : [HandMade.Name(words[1])];
        return new Findings.Finding(kind, HandMade.Child, names, HandMade.Addresses(string.Join(' ', words.Skip(2))), [], $"Wrong.", Advice.None($"Mend it."));
    }
}
