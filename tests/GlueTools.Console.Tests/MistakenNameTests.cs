using System;
using System.Linq;

namespace GlueTools.Console.Tests;

/// <summary>What is given for a domain and is something else; glue asked for by its address.</summary>
public sealed class MistakenNameTests(SampleLab lab) : IClassFixture<SampleLab>
{
    [Theory]
    [InlineData("192.0.2.1", "'192.0.2.1' is an address; a domain name is wanted here. Its reverse zone would be 2.0.192.in-addr.arpa, and a name server with its address is written ns1.example.com/192.0.2.1.")]
    [InlineData("https://example.com/", "'https://example.com/' is a URL; give the domain name in it, example.com.")]
    [InlineData("jane@example.com", "'jane@example.com' is an e-mail address; give the domain name in it, example.com.")]
    [InlineData("./names.txt", "'./names.txt' has an empty label; remove the extra dot. Did you mean -i './names.txt'?")]
    public void The_sentence_says_what_was_probably_meant(string text, string sentence)
    {
        var row = Assert.Single(lab.Run("test", text, "--format", "jsonl").JsonLines);

        Assert.Equal(("Invalid", sentence), (row.GetProperty("Status").GetString(), row.GetProperty("FirstProblem").GetString()));
    }

    [Fact]
    public void An_address_is_no_name_server()
    {
        var result = lab.Run("test", "stale.example", "--ns", "192.0.2.1");

        Assert.Equal(2, result.Exit);
        Assert.Equal("--ns: It is an address; give the name that has it as well, as in ns1.example.com/192.0.2.1.", result.ErrorLines[0]);
    }

    [Theory]
    [InlineData("2A10:0010:0002:0000::1", "2a10:10:2::1")]
    [InlineData("45.10.0.0/21", "45.10.1.1,45.10.4.1")]
    [InlineData("45.10.1.1,2a10:10:1::/48", "2a10:10:1::1,45.10.1.1")]
    [InlineData("192.0.2.1", "")]
    public void Glue_is_found_by_address_in_any_spelling(string wanted, string found)
    {
        var rows = lab.Run("get", "stale.example", "--ip-address", wanted, "--format", "jsonl").JsonLines;

        Assert.Equal(found, string.Join(",", rows.Select(row => row.GetProperty("IPAddress").GetString()!).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void What_is_no_address_is_refused() =>
        Assert.Equal("--ip-address takes addresses and ranges such as 192.0.2.0/24; '45.10' is neither.", lab.Run("get", "stale.example", "--ip-address", "45.10").ErrorLines[0]);
}
