using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using GlueTools.Shared;

namespace GlueTools.Module.Tests;

public class AddressTextsTests
{
    [Theory]
    [InlineData("192.0.2.1;2001:db8::1", "192.0.2.1 2001:db8::1")]
    [InlineData("192.0.2.1, 192.0.2.2", "192.0.2.1 192.0.2.2")]
    [InlineData("192.0.2.1;192.0.2.1", "192.0.2.1")]
    [InlineData("dns.example;192.0.2.1", "198.51.100.1 198.51.100.2 192.0.2.1")]
    [InlineData(";", "")]
    public void A_list_in_one_text_is_read(string text, string expected) =>
        Assert.Equal(expected, string.Join(" ", AddressTexts.Read([text], "-Server", Resolve).Select(address => address.ToString())));

    [Theory]
    [InlineData("10.1")]
    [InlineData("010.0.0.1")]
    [InlineData("192.0.2.256")]
    [InlineData("a..b")]
    [InlineData("fe80::1%eth0")]
    public void What_is_neither_address_nor_host_name_is_refused(string text)
    {
        var error = Assert.Throws<ServerTextException>(() => AddressTexts.Read([text], "-Server", _ => [IPAddress.Loopback]));
        Assert.Equal("-Server takes addresses and host names; '" + text + "' is neither.", error.Message);
    }

    [Theory]
    [InlineData(SocketError.HostNotFound, "there is no such host")]
    [InlineData(SocketError.NoData, "it has no address")]
    [InlineData(SocketError.TryAgain, "this machine's resolver gives no answer")]
    public void A_host_name_that_cannot_be_resolved_is_named(SocketError problem, string why)
    {
        var error = Assert.Throws<ServerTextException>(() => AddressTexts.Read(["gone.example"], "-ChildServer", _ => throw new SocketException((int)problem)));
        Assert.Equal("The host name 'gone.example' given to -ChildServer cannot be resolved (" + why + "); give its address.", error.Message);
    }

    private static IPAddress[] Resolve(string name)
    {
        Assert.Equal("dns.example", name);
        return [IPAddress.Parse("198.51.100.1"), IPAddress.Parse("198.51.100.2")];
    }
}
