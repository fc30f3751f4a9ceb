using System;
using System.IO;
using System.Linq;
using System.Text;
using GlueTools.Dns.Names;
using GlueTools.Registry.Objects;
using GlueTools.Registry.Rdap;

namespace GlueTools.Registry.Tests;

public sealed class BootstrapTests
{
    [Theory]
    [InlineData("afnic.fr", "https://rdap.nic.fr/", "fr")]
    [InlineData("ns1.a.b.example.com", "https://rdap.verisign.com/com/v1/", "com")]
    [InlineData("example.xn--mgbcpq6gpa1a", null, "")]
    [InlineData("example.uz", "http://cctld.uz:9000/", "uz")]
    public void The_list_that_it_comes_with_is_IANA_s_of_its_day(string name, string? server, string zone)
    {
        var list = Bootstrap.BuiltIn();
        var servers = list.ServersFor(DomainName.Parse(name), out var found);

        Assert.Equal("2024-02-07T04:00:02Z", list.Publication);
        Assert.Equal(1165, list.Count);
        Assert.Equal(server, servers.Count == 0 ? null : servers[0].AbsoluteUri);
        Assert.Equal(zone.Length == 0 ? "." : zone, found.Text);
    }

    [Fact]
    public void The_longest_zone_counts_and_https_comes_first()
    {
        var list = Read("""{"version":"1.0","publication":"2026","services":[[["EXAMPLE"],["http://a.test/x","https://b.test"]],[["co.example"],["https://c.test/"]]]}""");

        Assert.Equal(["https://b.test/", "http://a.test/x/"], list.ServersFor(DomainName.Parse("a.example"), out _).Select(uri => uri.AbsoluteUri));
        Assert.Equal("https://c.test/", list.ServersFor(DomainName.Parse("a.co.example"), out _).Single().AbsoluteUri);
        Assert.Equal("https://c.test/", list.ServersFor(DomainName.Parse("co.example"), out _).Single().AbsoluteUri);
        Assert.Empty(list.ServersFor(DomainName.Parse("a.test"), out _));
    }

    [Theory]
    [InlineData("""{"services":[[["example"],["ftp://a.test/","https://user:secret@a.test/","not a url"]]]}""")]
    [InlineData("""{"services":[[["example"],["https://a.test/x?y","https://a.test/x#y"]]]}""")]
    [InlineData("""{"services":[[["exa mple"],["https://a.test/"]]]}""")]
    [InlineData("{\"version\":\"1.0\",\"publication\":\"\",\"services\":[[[\"x\"],[\"https://a\\u202Eb.test\",\"https://a\\u202Eb.test/x\"]]]}")]
    public void What_cannot_be_asked_is_left_out(string json) => Assert.Equal(0, Read(json).Count);

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""{"services":[[["example"]]]}""")]
    [InlineData("""{"services":5}""")]
    public void Another_file_is_refused(string json) => Assert.Throws<RegistryFormatException>(() => Read(json));

    private static Bootstrap Read(string json) => Bootstrap.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)));
}
