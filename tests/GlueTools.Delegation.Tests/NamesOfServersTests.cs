using System.Net;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Tests;

/// <summary>What a name server's name shows by its letters alone, and where people can register.</summary>
public sealed class NamesOfServersTests
{
    [Theory]
    [InlineData("ns1.host.test", null)]
    [InlineData("n-1.host.test", null)]
    [InlineData("NS1.Host.TEST", null)]
    [InlineData("_ns.host.test", "has an underscore in the label _ns")]
    [InlineData("ns1\\,ns2.host.test", "has a comma in the label ns1,ns2")]
    [InlineData("ns1:53.host.test", "has a colon in the label ns1:53")]
    [InlineData("a/b.host.test", "has a slash in the label a/b")]
    [InlineData("root\\@host.test", "has an at sign in the label root\\@host")]
    [InlineData("ns1\\.a.host.test", "has a dot in the label ns1\\.a")]
    [InlineData("*.host.test", "has an asterisk in the label *")]
    [InlineData("ns\\0321.host.test", "has a blank in the label ns\\0321")]
    [InlineData("ns\\2281.host.test", "has a letter beyond ASCII in the label ns\\2281")]
    [InlineData("ns\\0091.host.test", "has a control character in the label ns\\0091")]
    [InlineData("ns!.host.test", "has the character ! in the label ns!")]
    [InlineData("-ns.host.test", "has the label \\045ns, which begins with a hyphen")]
    [InlineData("ns-.host.test", "has the label ns-, which ends with a hyphen")]
    public void What_no_host_name_has_is_named(string name, string? oddity) => Assert.Equal(oddity, HostNames.Oddity(DomainName.Parse(name)));

    [Theory]
    [InlineData("45.10.2.1", "45.10.2.1")]
    [InlineData("45.10.2.1.shop.example", "45.10.2.1")]
    [InlineData("2a10:10::1", "2a10:10::1")]
    [InlineData("2a10:10::1.shop.example", "2a10:10::1")]
    [InlineData("45.10.2", null)]
    [InlineData("45.10.2.1.other.example", null)]
    [InlineData("045.10.2.1", null)]
    [InlineData("45.10.2.256", null)]
    [InlineData("ns1:53", null)]
    [InlineData("1", null)]
    public void An_address_is_recognized_where_a_whole_one_was_written_as_a_name(string name, string? address) =>
        Assert.Equal(address is null ? null : IPAddress.Parse(address), HostNames.SpelledAddress(DomainName.Parse(name), DomainName.Parse("shop.example")));

    [Theory]
    [InlineData("alt", "names outside the DNS (RFC 9476)")]
    [InlineData("EXAMPLE", "documentation (RFC 6761)")]
    [InlineData("internal", "private use")]
    [InlineData("invalid", "names that are to be invalid (RFC 6761)")]
    [InlineData("local", "multicast DNS (RFC 6762)")]
    [InlineData("localhost", "the machine itself (RFC 6761)")]
    [InlineData("onion", "Tor (RFC 7686)")]
    [InlineData("test", "tests (RFC 6761)")]
    [InlineData("lan", null)]
    [InlineData("com", null)]
    public void Reserved_top_level_domains_say_what_for(string name, string? what) => Assert.Equal(what, Registries.ReservedFor(DomainName.Parse(name)));

    [Theory]
    [InlineData("com", "gone.com", true)]
    [InlineData("arpa", "gone.arpa", false)]
    [InlineData("edu", "gone.edu", false)]
    [InlineData("gov", "gone.gov", false)]
    [InlineData("int", "gone.int", false)]
    [InlineData("mil", "gone.mil", false)]
    [InlineData("bd", "gone.bd", false)]
    [InlineData("za", "gone.za", false)]
    [InlineData("com", "deep.gone.com", false)]
    [InlineData(".", "gone", false)]
    public void A_domain_is_said_to_be_for_anybody_only_where_the_public_registers(string zone, string denied, bool isOpen)
    {
        var name = DomainName.Parse(denied);
        var resolved = new NameServerAddresses(DomainName.Parse("ns1").Join(name), ResolutionStatus.NameDoesNotExist, zone: DomainName.Parse(zone), denied: name);

        Assert.Equal(isOpen ? name : (DomainName?)null, Registries.Registrable(resolved));
    }

    [Theory]
    [InlineData("ns1.dummyns.com", "*.dummyns.com")]
    [InlineData("lamedelegation.org", "*.lamedelegation.org")]
    [InlineData("a.b.LameDelegationServers.com", "*.lamedelegationservers.com")]
    [InlineData("x.empty.as112.arpa", "*.empty.as112.arpa")]
    [InlineData("ns.notaplaceto.be", "*.notaplaceto.be")]
    [InlineData("ns.dropthishost-1a2b.biz", "dropthishost*")]
    [InlineData("PleaseDropThisHost5.ns1.biz", "pleasedropthishost*")]
    [InlineData("dropthishost.biz", null)]
    [InlineData("dropthishosting.biz", null)]
    [InlineData("ns1.notdummyns.com", null)]
    [InlineData("ns1.host.test", null)]
    [InlineData("com", null)]
    public void Names_that_registrars_made_up_follow_a_pattern(string name, string? pattern) => Assert.Equal(pattern, SacrificialNames.Pattern(DomainName.Parse(name)));
}
