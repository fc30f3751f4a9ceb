using System.Linq;
using System.Text;
using GlueTools.Dns.Names;
using GlueTools.Registry.Objects;
using GlueTools.Registry.Whois;

namespace GlueTools.Registry.Tests;

public sealed class WhoisReaderTests
{
    private static readonly DomainName Quarry = DomainName.Parse("quarry.example");

    public static TheoryData<string> Layouts => new(Fixture.Names("whois"));

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_layout_is_read(string name)
    {
        var fixture = Fixture.Load(name);
        var answer = WhoisReader.Read(fixture.Octets, fixture.Domain);

        Assert.Equal(WhoisAnswerKind.Domain, answer.Kind);
        Described.AssertIs(fixture, answer.Domain!);
    }

    [Fact]
    public void Twenty_layouts_have_addresses_and_each_says_where_it_was_seen()
    {
        var fixtures = Fixture.Names("whois").Select(Fixture.Load).ToArray();

        Assert.True(fixtures.Count(fixture => fixture["host"].Any(host => host.Contains(' '))) >= 20);
        Assert.All(fixtures, fixture => Assert.Contains("whois.", fixture.Layout));
        Assert.Equal(fixtures.Length, fixtures.Select(fixture => fixture.Layout.Split(' ')[0]).Distinct().Count());
    }

    [Theory]
    [InlineData("No match for \"QUARRY.EXAMPLE\".")]
    [InlineData("% No entries found in the database.")]
    [InlineData("quarry.example is free")]
    [InlineData("Domain: quarry.example\nStatus: free")]
    [InlineData("Domain name:           quarry.example\nDomain status:         available")]
    [InlineData("Domain Name: quarry.example\nDomain Status: No Object Found")]
    [InlineData("NO OBJECT FOUND!")]
    [InlineData("[Domain] quarry.example\nNo match!!")]
    [InlineData("domain \"quarry.example\" not found.")]
    public void That_there_is_no_such_domain_is_an_answer(string text) => Assert.Equal(WhoisAnswerKind.NotRegistered, Read(text).Kind);

    [Theory]
    [InlineData("request limit exceeded for 127.0.0.1")]
    [InlineData("% Error: 55000000002 Connection refused; access control limit reached.")]
    [InlineData("%% Too many requests...")]
    [InlineData("    The WHOIS query quota for 127.0.0.1 has been exceeded\n    and will be replenished in 25 seconds.")]
    [InlineData("Your connection limit exceeded. Please slow down and try again later.")]
    [InlineData("You have exceeded your quota of queries.")]
    public void That_too_much_was_asked_is_no_answer_about_the_domain(string text) => Assert.Equal(WhoisAnswerKind.Limited, Read(text).Kind);

    [Theory]
    [InlineData("")]
    [InlineData("Welcome to this server.\nIt is down for maintenance.")]
    [InlineData("Domain: other.example\nStatus: active")]
    [InlineData("\u0001\u0002\u0003")]
    public void What_is_not_recognised_is_not_guessed_at(string text) => Assert.Equal(WhoisAnswerKind.NotUnderstood, Read(text).Kind);

    [Fact]
    public void A_domain_without_name_servers_is_there_all_the_same()
    {
        var answer = Read("Domain Name: quarry.example\nRegistrar: Harbour Names\nDomain Status: inactive\n\nThese terms speak of limits that must not be exceeded.\nhave exceeded\n");

        Assert.Equal(WhoisAnswerKind.Domain, answer.Kind);
        Assert.Empty(answer.Domain!.Hosts);
        Assert.Equal(["inactive"], answer.Domain.Statuses);
    }

    [Theory]
    [InlineData("refer:        whois.registry.test\n\ndomain:       EXAMPLE\n", "whois.registry.test")]
    [InlineData("ReferralServer: whois://whois.registry.test:4343\n", "whois://whois.registry.test:4343")]
    public void A_referral_names_the_next_server(string text, string expected)
    {
        var answer = Read(text);

        Assert.Equal(WhoisAnswerKind.Referral, answer.Kind);
        Assert.Equal(expected, answer.Referral);
    }

    [Fact]
    public void The_registrar_s_server_is_no_referral() =>
        Assert.Equal(WhoisAnswerKind.Domain, Read("Domain Name: QUARRY.EXAMPLE\nRegistrar WHOIS Server: whois.harbour.test\nWhois Server: whois.harbour.test\nName Server: NS1.QUARRY.EXAMPLE\n").Kind);

    [Fact]
    public void More_name_servers_than_a_registry_has_are_cut_and_said_so()
    {
        var text = string.Concat(Enumerable.Range(0, 1000).Select(i => "nserver: ns" + i + ".quarry.example 192.0.2.1\n"));
        var domain = Read(text).Domain!;

        Assert.Equal(RegisteredDomain.MostHosts, domain.Hosts.Count);
        Assert.Equal(["name servers beyond the first 64 of the registry"], domain.Limits);
    }

    [Fact]
    public void Texts_are_cleaned_on_reading()
    {
        var domain = Read("domain: quarry.example\nnserver: ns1.quarry.example\nregistrar: a\u202eb\u001b[31m" + new string('x', 5000) + "\nstatus: \u0007ok").Domain!;

        Assert.StartsWith(@"a\226\128\174b\027[31mxxx", domain.Registrar);
        Assert.True(domain.Registrar.Length < 250);
        Assert.Equal([@"\007ok"], domain.Statuses);
    }

    [Fact]
    public void An_answer_in_latin_letters_of_the_old_kind_is_read()
    {
        var octets = Encoding.Latin1.GetBytes("domain: quarry.example\nnserver: ns1.quarry.example\nregistrar: Caf\u00e9\n");

        Assert.Equal("Caf\u00e9", WhoisReader.Read(octets, Quarry).Domain!.Registrar);
    }

    private static WhoisAnswer Read(string text) => WhoisReader.Read(Encoding.UTF8.GetBytes(text), Quarry);
}
