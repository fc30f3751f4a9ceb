using System;
using System.IO;
using System.Linq;

namespace GlueTools.Console.Tests;

public sealed class FindTests(SampleLab lab) : IClassFixture<SampleLab>
{
    private const string Zone = "$ORIGIN com.\n@ 3600 IN SOA a b 1 2 3 4 5\na 3600 IN NS ns1.a\nns1.a 3600 IN A 192.0.2.1\nb 3600 IN NS ns1.b\nns1.b 3600 IN A 192.0.2.2\n  3600 IN AAAA 2001:db8::2\n";

    [Theory]
    [InlineData("45.10.4.1", "ns2.stale.example/45.10.4.1")]
    [InlineData("45.10.4.0/24,2a10:0010:0002:0:0:0:0:1", "ns2.healthy1.example/2a10:10:2::1 ns2.stale.example/2a10:10:2::1 ns2.stale.example/45.10.4.1")]
    [InlineData("192.0.2.1", "")]
    public void An_address_is_found_among_the_delegations_of_a_list(string address, string found)
    {
        var result = lab.Run(["find", address, "-i", "-", "--format", "jsonl"], new StringReader("stale.example\nhealthy1.example\n"));

        Assert.Equal((0, string.Empty), (result.Exit, result.Error));
        Assert.Equal(found, string.Join(" ", result.JsonLines.Select(row => row.GetProperty("Name").GetString() + "/" + row.GetProperty("IPAddress").GetString()).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_name_of_which_nobody_can_say_has_a_row_and_the_exit_status_says_so()
    {
        var result = lab.Run(["find", "192.0.2.1", "-i", "-", "--format", "jsonl"], new StringReader("a..b\nhealthy1.example\n"));

        Assert.Equal(2, result.Exit);
        Assert.Equal("Invalid", Assert.Single(result.JsonLines).GetProperty("Status").GetString());
    }

    [Fact]
    public void It_is_found_in_a_zone_file_and_in_saved_evidence()
    {
        using var zone = new TextFile(Zone);
        using var saved = new TextFile(lab.Run("collect", "stale.example", "healthy1.example").Out);

        var inZone = GlueResult.Of("find", "192.0.2.2", "2001:DB8::/32", "--parent-zone", zone.Path, "--format", "jsonl");
        Assert.Equal(["b.com 192.0.2.2", "b.com 2001:db8::2"], inZone.JsonLines.Select(row => row.GetProperty("DomainName").GetString() + " " + row.GetProperty("IPAddress").GetString()));
        Assert.Equal("ns2.stale.example", Assert.Single(GlueResult.Of("find", "45.10.4.1", "--from", saved.Path, "--format", "jsonl").JsonLines).GetProperty("Name").GetString());
    }

    [Theory]
    [InlineData("find 192.0.2.1", "Give a list of domain names with -i FILE, or where else to look.")]
    [InlineData("find 192.0.2 -i -", "ADDRESS takes addresses and ranges such as 192.0.2.0/24; '192.0.2' is neither.")]
    public void A_mistake_gets_one_sentence(string arguments, string sentence)
    {
        var result = GlueResult.Of(arguments.Split(' '));

        Assert.Equal((2, sentence), (result.Exit, Assert.Single(result.ErrorLines)));
    }
}
