using System.Net;
using GlueTools.Dns.Names;

namespace GlueTools.Dns.Tests.Names;

public class AddressPrefixTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("192.0.2.0/24", "192.0.2.255", true)]
    [InlineData("192.0.2.77/24", "192.0.2.1", true)]
    [InlineData("192.0.2.0/25", "192.0.2.128", false)]
    [InlineData("0.0.0.0/0", "203.0.113.9", true)]
    [InlineData("0.0.0.0/0", "2001:db8::1", false)]
    [InlineData("2A10:0010:0002:0000::1", "2a10:10:2::1", true)]
    [InlineData("2a10:10:2::/47", "2a10:10:3::1", true)]
    [InlineData("2a10:10:2::/48", "2a10:10:3::1", false)]
    [InlineData("::/0", "2001:db8::1", true)]
    public void An_address_lies_in_it_or_not(string text, string address, bool expected)
    {
        Assert.True(AddressPrefix.TryParse(text, out var prefix));
        Assert.Equal(expected, prefix.Contains(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("192.0.2")]
    [InlineData("192.0.2.0/33")]
    [InlineData("2001:db8::/129")]
    [InlineData("192.0.2.0/")]
    [InlineData("192.0.2.0/-1")]
    [InlineData("192.0.2.0/+8")]
    [InlineData("0/25.2.0.192.in-addr.arpa")]
    public void What_is_neither_address_nor_range_is_not_read(string? text) => Assert.False(AddressPrefix.TryParse(text, out _));

    [Theory]
    [InlineData("192.0.2.1/24", "2.0.192.in-addr.arpa")]
    [InlineData("192.0.2.1/26", "2.0.192.in-addr.arpa")]
    [InlineData("192.0.2.1", "1.2.0.192.in-addr.arpa")]
    [InlineData("10.0.0.0/8", "10.in-addr.arpa")]
    [InlineData("2001:db8::/32", "8.b.d.0.1.0.0.2.ip6.arpa")]
    public void It_has_a_reverse_zone(string text, string expected)
    {
        Assert.True(AddressPrefix.TryParse(text, out var prefix));
        Assert.Equal(expected, prefix.ReverseZone);
    }
}
