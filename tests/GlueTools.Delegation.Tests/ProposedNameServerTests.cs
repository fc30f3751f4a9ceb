using System.Linq;
using System.Net;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;
using Xunit;

namespace GlueTools.Delegation.Tests;

public class ProposedNameServerTests
{
    [Theory]
    [InlineData("ns1.a.example", "")]
    [InlineData("ns1.a.example/192.0.2.1", "192.0.2.1")]
    [InlineData("NS1.a.example./192.0.2.1,2001:db8::1", "192.0.2.1 2001:db8::1")]
    [InlineData(" ns1.a.example / 192.0.2.1/2001:db8::1, 192.0.2.2", "192.0.2.1 2001:db8::1 192.0.2.2")]
    public void A_name_stands_alone_or_with_addresses(string text, string addresses)
    {
        var server = ProposedNameServer.Read(text);

        Assert.Null(server.NameProblem);
        Assert.Equal(DomainName.Parse("ns1.a.example"), server.Name);
        Assert.Equal(addresses, string.Join(' ', server.Addresses));
        Assert.Empty(server.BadAddresses);
    }

    [Theory]
    [InlineData("a..b/192.0.2.1", false, "")]
    [InlineData("./192.0.2.1", false, "")]
    [InlineData("/192.0.2.1", false, "")]
    [InlineData("ns1.a/", true, "''")]
    [InlineData("ns1.a/192.0.2,010.0.0.1", true, "'192.0.2' '010.0.0.1'")]
    [InlineData("a..b/x", false, "'x'")]
    public void What_cannot_be_read_is_told_part_by_part(string text, bool isName, string badAddresses)
    {
        var server = ProposedNameServer.Read(text);

        Assert.Equal(isName, server.NameProblem is null);
        Assert.Equal(badAddresses, string.Join(' ', server.BadAddresses.Select(bad => "'" + bad + "'")));
    }

    [Fact]
    public void Addresses_of_a_name_server_given_twice_add_up_and_count_once()
    {
        var servers = new[] { "ns1.a/192.0.2.1", "NS1.a/192.0.2.2,192.0.2.1" }.Select(ProposedNameServer.Read);
        var proposal = new ProposedDelegation(servers.Select(one => System.Collections.Generic.KeyValuePair.Create(one.Name, one.Addresses)), []);

        Assert.Equal([IPAddress.Parse("192.0.2.1"), IPAddress.Parse("192.0.2.2")], proposal.AddressesOf(Assert.Single(proposal.NameServers)));
    }
}
