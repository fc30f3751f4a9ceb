using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using GlueTools.Dns.Names;
using GlueTools.ZoneFiles;

namespace GlueTools.Delegation.Tests.ZoneFiles;

/// <summary>Opening zone files: plain, packed, by standard input, with what they include.</summary>
public sealed class ZoneFileTests : IDisposable
{
    private const string Zone = "$ORIGIN example.\n$TTL 60\n@ SOA ns1 host 1 1 1 1 1\n@ NS ns1\nns1 A 37.209.192.10\na NS ns1.a\nns1.a A 45.10.1.1\n";

    private readonly ZoneFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_packed_file_is_read_as_a_plain_one()
    {
        using (var packed = new GZipStream(File.Create(_folder.PathOf("zone.gz")), CompressionLevel.Optimal))
        {
            packed.Write(Encoding.UTF8.GetBytes(Zone));
        }

        var zone = ParentZone.Read(ZoneFile.At(_folder.PathOf("zone.gz")), null, _folder.Tell);

        Assert.Equal(("example", 1), (zone.Name.Text, zone.Delegations().Count()));
        Assert.Empty(_folder.Problems);
    }

    [Fact]
    public void A_text_that_can_be_read_once_is_read_twice_and_leaves_nothing()
    {
        // Others put files there, too, at the same time: ours is the new one that says this.
        var mark = "; " + Guid.NewGuid();
        var before = Directory.GetFiles(Path.GetTempPath(), "*.tmp").ToHashSet();
        using (var file = ZoneFile.Spool(new StringReader(Zone + mark + "\n"), "standard input"))
        {
            Assert.Single(Directory.GetFiles(Path.GetTempPath(), "*.tmp").Except(before), path => Holds(path, mark));
            Assert.Single(ParentZone.Read(file, null, _folder.Tell).Delegations());
            Assert.Null(file.SavedUtc);
        }

        Assert.DoesNotContain(Directory.GetFiles(Path.GetTempPath(), "*.tmp").Except(before), path => Holds(path, mark));
    }

    private static bool Holds(string path, string text)
    {
        try
        {
            return File.ReadAllText(path).Contains(text, StringComparison.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [Fact]
    public void What_is_included_lies_in_the_folder_of_the_file_or_is_not_read()
    {
        _folder.Add("zones/below/hosts", "ns1.a A 45.10.1.1\n");
        _folder.Add("outside", "ns1.a A 45.10.9.9\n");
        var file = _folder.Add("zones/example", Zone.Replace("ns1.a A 45.10.1.1\n", "$INCLUDE below/hosts\n$INCLUDE ../outside\n$INCLUDE none\n", StringComparison.Ordinal));

        var side = ParentZone.Read(file, null, _folder.Tell).Delegations().Single();

        Assert.Equal("45.10.1.1", side.GlueOf(DomainName.Parse("ns1.a.example")).Single().ToString());
        var path = Path.Combine("zones", "example");
        Assert.Equal(
            [
                path + ", line 8: '../outside' lies outside the folder of " + path + ", and nothing outside is read.",
                path + ", line 9: There is no file 'none' in the folder of " + path + ".",
            ],
            _folder.Problems);
    }

    [Fact]
    public void What_lies_outside_is_read_where_that_is_allowed()
    {
        _folder.Add("outside", "ns1.a A 45.10.9.9\n");
        _folder.Add("zones/example", Zone.Replace("ns1.a A 45.10.1.1\n", "$INCLUDE ../outside\n", StringComparison.Ordinal));

        var side = ParentZone.Read(ZoneFile.At(_folder.PathOf("zones/example"), includesAnything: true), null, _folder.Tell).Delegations().Single();

        Assert.Equal("45.10.9.9", side.GlueOf(DomainName.Parse("ns1.a.example")).Single().ToString());
        Assert.Empty(_folder.Problems);
    }

    [Theory]
    [InlineData("a 60 NS b", "There is no SOA record in ")]
    [InlineData("@ 60 SOA a b 1 1 1 1 1\n", "The names in ")]
    [InlineData("@ 60 SOA a b 1 1 1 1 1\na.example. 60 NS b.example.\n", "The names in ")]
    public void A_file_that_does_not_say_which_zone_it_holds_is_refused(string text, string sentence)
    {
        Assert.StartsWith(sentence, Assert.Throws<ZoneFileException>(() => _folder.Parent(text)).Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Problems);
    }

    [Fact]
    public void A_file_that_is_not_there_is_told_of() =>
        Assert.Equal("There is no file 'no\\027such'.", Assert.ThrowsAny<IOException>(() => ZoneFile.At("no\u001bsuch")).Message);
}
