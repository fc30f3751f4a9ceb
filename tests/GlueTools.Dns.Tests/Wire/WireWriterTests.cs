using System;
using System.Linq;
using GlueTools.Dns.Names;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Tests.Wire;

public class WireWriterTests
{
    private static string Written(params string[] names)
    {
        var writer = new WireWriter();
        foreach (var name in names)
        {
            writer.WriteCompressedName(DomainName.Parse(name));
        }

        return Convert.ToHexString(writer.ToArray());
    }

    [Fact]
    public void Numbers_are_big_endian_and_can_be_patched()
    {
        var writer = new WireWriter();
        writer.WriteByte(1);
        writer.WriteUInt16(0x0203);
        writer.WriteUInt32(0xFEDCBA98);
        writer.PatchUInt16(1, 0xABCD);
        Assert.Equal("01ABCDFEDCBA98", Convert.ToHexString(writer.ToArray()));
        Assert.Equal(7, writer.Length);
    }

    [Fact]
    public void A_name_points_to_the_longest_suffix_written_before()
    {
        Assert.Equal("016100" + "C000", Written("a", "a"));
        Assert.Equal("0162016100" + "C002" + "0163C000" + "0163C002", Written("b.a", "a", "c.b.a", "c.a"));
        Assert.Equal("016100" + "C000", Written("a", "A"));
        Assert.Equal("00" + "00", Written(".", "."));
    }

    [Fact]
    public void A_suffix_is_one_of_whole_labels()
    {
        Assert.Equal("026161016200" + "0161C003", Written("aa.b", "a.b"));
        Assert.Equal("03612E6200" + "0161016200", Written(@"a\.b", "a.b"));
    }

    [Fact]
    public void A_plain_name_is_neither_compressed_nor_remembered()
    {
        var writer = new WireWriter();
        writer.WriteName(DomainName.Parse("a"));
        writer.WriteCompressedName(DomainName.Parse("a"));
        writer.WriteName(DomainName.Parse("a"));
        Assert.Equal("016100016100016100", Convert.ToHexString(writer.ToArray()));
    }

    [Fact]
    public void Truncating_forgets_the_names_that_were_cut_off_and_only_those()
    {
        var writer = new WireWriter();
        writer.WriteCompressedName(DomainName.Parse("a"));
        writer.WriteCompressedName(DomainName.Parse("b.a"));
        writer.Truncate(3);
        writer.WriteCompressedName(DomainName.Parse("c.b.a"));
        Assert.Equal("016100" + "01630162C000", Convert.ToHexString(writer.ToArray()));
    }

    [Fact]
    public void No_pointer_leads_beyond_its_14_bits()
    {
        var writer = new WireWriter();
        writer.WriteBytes(new byte[0x3FFD]);
        writer.WriteCompressedName(DomainName.Parse("ab.last")); // "ab" at 3FFD can be pointed to, "last" at 4000 cannot
        var before = writer.Length;
        writer.WriteCompressedName(DomainName.Parse("last"));
        Assert.Equal(before + 6, writer.Length);
        writer.WriteCompressedName(DomainName.Parse("ab.last"));
        Assert.Equal("FFFD", Convert.ToHexString(writer.ToArray().Skip(before + 6).ToArray()));
    }
}
