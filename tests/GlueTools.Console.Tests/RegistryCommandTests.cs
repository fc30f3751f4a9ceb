using System;
using System.IO;
using System.Linq;
using System.Reflection;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Console.Tests;

public sealed class RegistryCommandTests : IDisposable
{
    private readonly LabRegistry _registry = LabRegistry.Start(LabSamples.Load("sample"));
    private readonly TextFile _bootstrap;

    public RegistryCommandTests() => _bootstrap = new TextFile(_registry.Bootstrap);

    public void Dispose()
    {
        _bootstrap.Dispose();
        _registry.Dispose();
    }

    [Fact]
    public void What_the_registry_holds_is_a_row_for_each_name_server_in_every_format()
    {
        var rows = Run("stale.example", "--format", "jsonl").JsonLines;
        var csv = Run("stale.example", "--format", "csv").Out.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var names = typeof(RegistryDelegation).GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(property => property.MetadataToken).Select(property => property.Name).ToArray();

        Assert.Equal(["ns1.stale.example", "ns2.stale.example"], rows.Select(row => row.GetProperty("NameServer").GetString()));
        Assert.Equal(["45.10.4.1", "2a10:10:2::1"], rows[1].GetProperty("IPAddress").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal("Held", rows[1].GetProperty("AddressStatus").GetString());
        Assert.All(rows, row => Assert.Equal(names, row.EnumerateObject().Select(property => property.Name)));
        Assert.Equal(string.Join(',', names), csv[0]);
        Assert.Equal(3, csv.Length);
    }

    [Fact]
    public void The_table_fits_80_columns_and_says_what_is_not_there()
    {
        var result = GlueResult.Of(Arguments("stale.example", "nonexistent.example", "nowhere.test"), TextReader.Null, width: 80);

        Assert.All(result.Out.Split('\n'), line => Assert.True(line.TrimEnd('\r').Length <= 80, line));
        Assert.Contains("45.10.4.1", result.Out);
        Assert.Contains("NotRegistered", result.Out);
        Assert.Equal(0, result.Exit);
    }

    [Fact]
    public void What_is_no_name_or_could_not_be_asked_is_a_row_and_the_list_goes_on()
    {
        _registry.Dispose();
        var result = Run("a..b", "example", "stale.example", "--format", "jsonl");

        Assert.Equal(["Invalid", "Skipped", "Unknown"], result.JsonLines.Select(row => row.GetProperty("Status").GetString()));
        Assert.Equal(2, result.Exit);
    }

    [Fact]
    public void Where_there_is_no_RDAP_the_WHOIS_server_is_asked()
    {
        using var none = new TextFile("{\"services\":[]}");
        var row = GlueResult.Of("registry", "stale.example", "--bootstrap", none.Path, "--whois-server", $"127.0.0.1:{_registry.Port}", "--allow-special-address", "--format", "jsonl").JsonLines[0];

        Assert.Equal($"127.0.0.1:{_registry.Port}", row.GetProperty("Source").GetString());
        Assert.Equal("Lab Registrar", row.GetProperty("Registrar").GetString());
    }

    [Theory]
    [InlineData("--bootstrap nowhere.json", "--bootstrap: there is no file 'nowhere.json'.")]
    [InlineData("--whois-server a/b", "--whois-server takes HOST or HOST:PORT, not 'a/b'.")]
    [InlineData("--proxy socks5://p.test", "--proxy: A proxy is given as http://HOST:PORT; a proxy that is itself reached over TLS or SOCKS cannot be used.")]
    [InlineData("--timeout 0", "--timeout takes seconds from 0.5 to 300, not '0'.")]
    [InlineData("--throttle 65", "--throttle takes a whole number from 1 to 64, not '65'.")]
    public void Mistakes_are_told_before_anybody_is_asked(string arguments, string sentence)
    {
        var result = GlueResult.Of(["registry", "stale.example", .. arguments.Split(' ')], TextReader.Null);

        Assert.Equal((2, sentence), (result.Exit, result.ErrorLines.Single()));
    }

    [Fact]
    public void Another_file_is_no_list_and_no_certificate()
    {
        using var file = new TextFile("{}");

        Assert.Equal(
            [
                $"--bootstrap {file.Path}: it has no list of services; the file is the one that IANA publishes as https://data.iana.org/rdap/dns.json.",
                $"--trusted-certificate {file.Path}: it is no certificate in PEM or DER.",
            ],
            GlueResult.Of("registry", "stale.example", "--bootstrap", file.Path, "--trusted-certificate", file.Path).ErrorLines);
    }

    private string[] Arguments(params string[] more) =>
        ["registry", .. more, "--bootstrap", _bootstrap.Path, "--whois-server", $"127.0.0.1:{_registry.Port}", "--allow-http", "--allow-special-address", "--throttle", "1"];

    private GlueResult Run(params string[] more) => GlueResult.Of(Arguments(more), TextReader.Null);
}
