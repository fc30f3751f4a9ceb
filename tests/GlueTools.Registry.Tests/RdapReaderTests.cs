using System;
using System.Linq;
using System.Text;
using GlueTools.Dns.Names;
using GlueTools.Registry.Objects;
using GlueTools.Registry.Rdap;

namespace GlueTools.Registry.Tests;

public sealed class RdapReaderTests
{
    private static readonly DomainName Quarry = DomainName.Parse("quarry.example"), Ns1 = DomainName.Parse("ns1.quarry.example");

    public static TheoryData<string> Styles => new(Fixture.Names("rdap"));

    [Theory]
    [MemberData(nameof(Styles))]
    public void A_style_is_read(string name)
    {
        var fixture = Fixture.Load(name);
        var domain = RdapReader.ReadDomain(fixture.Octets, fixture.Domain);

        Described.AssertIs(fixture, domain);
        Assert.Equal(fixture["notice"], domain.Notices);
        Assert.Equal(fixture["keys"].Any(), domain.HasKeys);
    }

    [Fact]
    public void There_are_eight_styles_and_each_says_where_it_was_seen()
    {
        var layouts = Fixture.Names("rdap").Select(name => Fixture.Load(name).Layout).ToArray();

        Assert.True(layouts.Distinct().Count() >= 8);
    }

    [Fact]
    public void A_host_object_is_read()
    {
        var host = Host("""{"objectClassName":"nameserver","ldhName":"NS1.Quarry.Example","status":["active","server update prohibited"],"ipAddresses":{"v4":["192.0.2.1","192.0.2.1","10"],"v6":"2001:DB8::1"},"events":[{"eventAction":"last changed","eventDate":"2026-05-01T02:00:00+02:00"}]}""");

        Assert.Equal("ns1.quarry.example 192.0.2.1 2001:db8::1", Described.Line(host));
        Assert.Equal(["ok", "serverUpdateProhibited"], host.Statuses);
        Assert.Equal("2026-05-01T00:00:00Z", host.LastChangedUtc);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"objectClassName":"nameserver","ldhName":"ns1.quarry.example"}""")]
    [InlineData("""{"objectClassName":"nameserver","ldhName":"ns1.quarry.example","ipAddresses":{}}""")]
    [InlineData("""{"objectClassName":"nameserver","ldhName":"ns1.quarry.example","ipAddresses":{"v4":[],"v6":null}}""")]
    [InlineData("""{"objectClassName":"nameserver","ldhName":"ns1.quarry.example","ipAddresses":[]}""")]
    public void A_host_object_without_addresses_has_none_and_what_is_no_host_object_is_refused(string json)
    {
        if (json.Contains("nameserver", StringComparison.Ordinal))
        {
            Assert.Empty(Host(json).Addresses);
        }
        else
        {
            Assert.Throws<RegistryFormatException>(() => Host(json));
        }
    }

    [Theory]
    [InlineData("""{"objectClassName":"domain","ldhName":"other.example"}""", "it is about other.example and not about quarry.example")]
    [InlineData("""{"objectClassName":"entity","handle":"X"}""", "it is an object of class 'entity' and not 'domain'")]
    [InlineData("""{"errorCode":404,"title":"Not\u202eFound","ldhName":"quarry.example"}""", @"it is an error of RDAP, '404 Not\226\128\174Found', under a status of success")]
    [InlineData("""{"objectClassName":"domain"}""", "it names no domain")]
    [InlineData("[]", "it is no RDAP object")]
    [InlineData("<html>", "it is not readable as JSON: a value is missing (line 1, character 1)")]
    [InlineData("{nonsense}", "it is not readable as JSON: '\"' is missing (line 1, character 2)")]
    [InlineData("""{"objectClassName":"domain","ldhName":"quarry.example" """, "it is not readable as JSON: it is cut off (line 1, character 56)")]
    [InlineData("""{"ldhName":"quarry.example"}{"a":1}""", "it is not readable as JSON: something stands behind the object (line 1, character 29)")]
    public void What_is_not_what_was_asked_for_is_refused_in_a_sentence(string json, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<RegistryFormatException>(() => RdapReader.ReadDomain(Encoding.UTF8.GetBytes(json), Quarry)).Message);

    [Fact]
    public void Depth_size_and_number_of_values_are_bounded()
    {
        Assert.Contains("nested", Refused("""{"a":""" + string.Concat(Enumerable.Repeat("[", 33)) + "1" + string.Concat(Enumerable.Repeat("]", 33)) + "}"), StringComparison.Ordinal);
        Refused(string.Concat(Enumerable.Repeat("[", 100_000)));
        Assert.Contains("50,000 values", Refused("[" + string.Join(',', Enumerable.Repeat("1", 50_001)) + "]"), StringComparison.Ordinal);
        Assert.Contains("octets", Refused("\"" + new string('x', 1 << 20) + "\""), StringComparison.Ordinal);
        Refused("\"" + new string('x', 70_000) + "\"");
    }

    [Fact]
    public void More_than_a_registry_has_is_cut_and_said_so()
    {
        var servers = string.Join(',', Enumerable.Range(0, 500).Select(i => $$"""{"ldhName":"ns{{i}}.quarry.example"}"""));
        var domain = RdapReader.ReadDomain(Encoding.UTF8.GetBytes($$"""{"ldhName":"quarry.example","nameservers":[{{servers}}]}"""), Quarry);
        var addresses = string.Join(',', Enumerable.Range(0, 200).Select(i => $"\"192.0.2.{i}\""));
        var host = Host($$$"""{"ldhName":"ns1.quarry.example","ipAddresses":{"v4":[{{{addresses}}}]}}""");

        Assert.Equal((64, "name servers beyond the first 64 of the registry"), (domain.Hosts.Count, domain.Limits.Single()));
        Assert.Equal((32, "addresses of ns1.quarry.example beyond the first 32 of the registry"), (host.Addresses.Count, host.Limits.Single()));
    }

    [Fact]
    public void What_cannot_be_read_is_not_taken_for_nothing()
    {
        var part = Host("""{"ldhName":"ns1.quarry.example","ipAddresses":{"v4":["192.0.2.1 ","192.0.2.300"],"v6":["192.0.2.2"]}}""");
        var none = Host("""{"ldhName":"ns1.quarry.example","ipAddresses":{"v4":["192.0.2.1/32"]}}""");
        var domain = RdapReader.ReadDomain(Encoding.UTF8.GetBytes("""{"ldhName":"quarry.example","nameservers":[{"ldhName":"ns1..quarry.example"},{"ldhName":"ns2.quarry.example"}]}"""), Quarry);

        Assert.Equal("ns1.quarry.example 192.0.2.1 192.0.2.2", Described.Line(part));
        Assert.Equal("addresses of ns1.quarry.example that cannot be read", part.Limits.Single());
        Assert.Equal((0, "addresses of ns1.quarry.example that cannot be read"), (none.Addresses.Count, none.Limits.Single()));
        Assert.Equal("name servers whose names cannot be read", domain.Limits.Single());
        Assert.Empty(Host("""{"ldhName":"ns1.quarry.example","ipAddresses":{"v4":["192.0.2.1"]}}""").Limits);
    }

    [Fact]
    public void Texts_are_cleaned_on_reading()
    {
        var domain = RdapReader.ReadDomain(
            Encoding.UTF8.GetBytes("""{"ldhName":"quarry.example","status":["x\u001b[31m","\u202eok"],"entities":[{"roles":["registrar"],"handle":"a\u0000b\ud800"}],"nameservers":[{"ldhName":"ns1\u0007.quarry.example"},{"ldhName":"ns1.quarry.example"}]}"""), Quarry);

        Assert.Equal([@"x\027[31m", @"\226\128\174ok"], domain.Statuses);
        Assert.StartsWith(@"a\000b", domain.Registrar);
        Assert.Equal(["ns1.quarry.example"], domain.Hosts.Select(Described.Line));
    }

    private static RegisteredHost Host(string json) => RdapReader.ReadHost(Encoding.UTF8.GetBytes(json), Ns1);

    private static string Refused(string json) => Assert.Throws<RegistryFormatException>(() => RdapReader.ReadDomain(Encoding.UTF8.GetBytes(json), Quarry)).Message;
}
