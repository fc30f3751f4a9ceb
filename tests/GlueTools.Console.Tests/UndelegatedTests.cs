using System;
using System.Linq;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Console.Tests;

/// <summary>Zones that their servers have and the parent does not know yet, tested as they are to be delegated.</summary>
public sealed class UndelegatedTests(UndelegatedTests.NewZones lab) : IClassFixture<UndelegatedTests.NewZones>
{
    private const string Ns1 = "--ns ns1.signed.example/45.10.1.1,2a10:10:1::1", Ns2 = "--ns ns2.signed.example/45.10.2.1,2a10:10:2::1";

    private const string Key = "This is a DNSKEY record (flags, protocol 3, algorithm, key), not a DS record; the DS record of a key is made by dnssec-dsfromkey, ldns-key2ds or whatever signs the zone.";

    [Theory]
    [InlineData("signed.example " + Ns1 + " " + Ns2, "DsMissing")]
    [InlineData("signed.example --ns ns1.signed.example/45.10.1.1 --ns ns1.signed.example/2a10:10:1::1,45.10.1.1 --ns NS2.signed.example./45.10.2.1,2A10:10:2:0::1", "DsMissing")]
    [InlineData("signed.example --ns ns1.signed.example " + Ns2, "GlueMissing ns1.signed.example 45.10.1.1;2a10:10:1::1,DsMissing")]
    [InlineData("signed.example --ns ns1.signed.example/45.10.1.1 " + Ns2, "GlueMissingForFamily ns1.signed.example 2a10:10:1::1,DsMissing")]
    [InlineData("signed.example --ns ns1.signed.example/45.10.9.9,2a10:10:1::1 " + Ns2, "GlueDangling ns1.signed.example 45.10.9.9,DsMissing")]
    [InlineData("signed.example " + Ns2, "TooFewNameServers,NameServerOnlyInChild ns1.signed.example,DsMissing")]
    [InlineData("sibling.example --ns ns1.helper.example --ns ns2.helper.example", "")]
    [InlineData("sibling.example --ns ns1.helper.example --ns ns2.helper.example --ns ns3.helper.example", "NameServerOnlyAtParent ns3.helper.example,NameServerUnresolvable ns3.helper.example")]
    [InlineData("sibling.example --ns ns1.helper.example --ns ns2.helper.example --ns ns3.free.test/45.10.1.1", "NameServerOnlyAtParent ns3.free.test,NameServerDomainDoesNotExist ns3.free.test,GlueUnneeded ns3.free.test 45.10.1.1")]
    [InlineData("sibling.example --ns ns1.helper.example --ns ns2.helper.example --ns ns3.corp.lan/45.10.1.1", "NameServerOnlyAtParent ns3.corp.lan,NameServerCannotExist ns3.corp.lan,GlueUnneeded ns3.corp.lan 45.10.1.1")]
    public void A_delegation_is_judged_before_it_is_given_to_the_registrar(string arguments, string findings)
    {
        var result = lab.Run(["test", .. arguments.Split(' '), "--format", "jsonl"]);

        var row = Assert.Single(result.JsonLines);
        var found = row.GetProperty("Findings").EnumerateArray().Select(one => string.Join(
            " ",
            new[] { one.GetProperty("Code").GetString()!, one.GetProperty("NameServer").GetString()!, string.Join(";", one.GetProperty("IPAddress").EnumerateArray()) }
                .Where(part => part.Length > 0)));
        Assert.Equal(findings.Split(',', StringSplitOptions.RemoveEmptyEntries).Order(), found.Order());
        Assert.Equal("example", row.GetProperty("ParentZone").GetString());
        Assert.DoesNotContain("255.255.255.255", result.Out);
        Assert.Empty(result.Error);
    }

    [Fact]
    public void Missing_glue_is_an_error_that_names_the_server()
    {
        var result = lab.Run("test", "signed.example", "--ns", "ns1.signed.example", "--ns", "ns2.signed.example/45.10.2.1,2a10:10:2::1", "--check", "GlueMissing", "--format", "jsonl");

        var finding = Assert.Single(Assert.Single(result.JsonLines).GetProperty("Findings").EnumerateArray());
        Assert.Equal(1, result.Exit);
        Assert.Equal("Error", finding.GetProperty("Severity").GetString());
        Assert.Equal(
            "The proposed delegation delegates signed.example to ns1.signed.example without giving an address for it, so nobody can find it.",
            finding.GetProperty("Message").GetString());
        Assert.Equal("At the registrar of signed.example, add 45.10.1.1 and 2a10:10:1::1 as glue for ns1.signed.example.", finding.GetProperty("Remedy").GetString());
        Assert.Empty(finding.GetProperty("Servers").EnumerateArray());
    }

    [Fact]
    public void What_the_child_asks_its_parent_to_change_stands_in_the_table()
    {
        var text = lab.Run("test", "helper.example", "--depth", "full").Out;

        Assert.Contains("CSYNC", text);
        Assert.DoesNotContain("CSYNC", lab.Run("test", "helper.example").Out);
    }

    [Theory]
    [InlineData("2098 13 2 2811dbcecf2d066e4bb2703176b2c6b65c02abfd0c9f76bee177f9ca928b5d57", "DnskeyNotSignedByDsKey")]
    [InlineData("2098 13 2 2811DBCECF2D066E4BB2703176B2C6B6 5C02ABFD0C9F76BEE177F9CA928B5D57", "DnskeyNotSignedByDsKey")]
    [InlineData("2099 13 2 2811dbcecf2d066e4bb2703176b2c6b65c02abfd0c9f76bee177f9ca928b5d57", "DsMatchesNoKey")]
    public void A_proposed_ds_record_is_held_against_the_keys(string ds, string findings)
    {
        var row = Assert.Single(lab.Run(["test", "signed.example", .. Ns1.Split(' '), .. Ns2.Split(' '), "--ds", ds, "--format", "jsonl"]).JsonLines);

        Assert.Equal(findings, string.Join(",", row.GetProperty("Findings").EnumerateArray().Select(one => one.GetProperty("Code").GetString())));
    }

    [Theory]
    [InlineData("2098 13 2 2811dbce", "A digest of type 2 (SHA-256) has 64 hexadecimal digits, and this one has 8.")]
    [InlineData("257 3 13 mdsswUyr3DPW132mOi8V9xESWE8jTo0dxCjjnopKl+GqJxpVXckHAeF+KkxLbxILfDLUT0rAK9iUzy1L53eKGQ==", Key)]
    [InlineData("256 3 8 AwEAAaGhbGVmdCBvZmY", Key)]
    [InlineData("signed.example. 3600 IN DNSKEY 257 3 13 mdsswUyr3DPW132mOi8V9xESWE8jTo0dxCjjnopKl+GqJxpVXckHAeF+KkxLbxIL fDLUT0rAK9iUzy1L53eKGQ==", Key)]
    [InlineData("257 3 1 xyz", "The digest of a DS record is hexadecimal, and 'x' is no hexadecimal digit.")]
    [InlineData("2098 13 2", "A DS record is four fields, key tag, algorithm, digest type and digest in hexadecimal, not '2098 13 2'.")]
    public void A_malformed_ds_record_gets_a_sentence(string ds, string sentence)
    {
        var result = GlueResult.Of("test", "a", "--ns", "ns1.a", "--ds", ds);

        Assert.Equal(2, result.Exit);
        Assert.Equal("--ds: " + sentence, Assert.Single(result.ErrorLines));
    }

    public sealed class NewZones() : RunningLab(LabScenario.Parse(
        """
        base
        zone signed.example. at 45.10.1.1 2a10:10:1::1 45.10.2.1 2a10:10:2::1
          @      NS    ns1
          @      NS    ns2
          ns1    A     45.10.1.1
          ns1    AAAA  2a10:10:1::1
          ns2    A     45.10.2.1
          ns2    AAAA  2a10:10:2::1
          @ DNSKEY 257 3 13 AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAhIiMkJSYnKCkqKywtLi8wMTIzNDU2Nzg5Ojs8PT4/QA==
        zone sibling.example. at 45.10.1.1 2a10:10:1::1 45.10.2.1 2a10:10:2::1
          @      NS    ns1.helper.example.
          @      NS    ns2.helper.example.
        in example.
          helper     NS    ns1.helper
          helper     NS    ns2.helper
          ns1.helper A     45.10.1.1
          ns1.helper AAAA  2a10:10:1::1
          ns2.helper A     45.10.2.1
          ns2.helper AAAA  2a10:10:2::1
        zone helper.example. at 45.10.1.1 2a10:10:1::1 45.10.2.1 2a10:10:2::1
          @      NS    ns1
          @      NS    ns2
          ns1    A     45.10.1.1
          ns1    AAAA  2a10:10:1::1
          ns2    A     45.10.2.1
          ns2    AAAA  2a10:10:2::1
          @      CSYNC \# 12 000000010001000460000008
        audit helper.example.
        """));
}
