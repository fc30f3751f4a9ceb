using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Wire;
using GlueTools.Dns.Zones;

namespace GlueTools.Dns.Tests.Records;

/// <summary>Text and octets are two forms of one value, for every type that is understood and for those that are not.</summary>
public sealed class RecordFormatTests
{
    /// <summary>
    /// The fields of each type, written down a second time: digits are octets in a number, n is a name, * one octet or more to the end, t texts, s a salt, h a
    /// hash, T a set of types.
    /// </summary>
    private static readonly Dictionary<RecordType, string> Fields = new()
    {
        [RecordType.A] = "4",
        [RecordType.AAAA] = "4444",
        [RecordType.NS] = "n",
        [RecordType.CNAME] = "n",
        [RecordType.DNAME] = "n",
        [RecordType.PTR] = "n",
        [RecordType.SOA] = "nn44444",
        [RecordType.MX] = "2n",
        [RecordType.TXT] = "t",
        [RecordType.SRV] = "222n",
        [RecordType.DS] = "211*",
        [RecordType.CDS] = "211*",
        [RecordType.DNSKEY] = "211*",
        [RecordType.CDNSKEY] = "211*",
        [RecordType.RRSIG] = "2114442n*",
        [RecordType.NSEC] = "nT",
        [RecordType.NSEC3] = "112shT",
        [RecordType.NSEC3PARAM] = "112s",
        [RecordType.CSYNC] = "42T",
        [RecordType.DSYNC] = "212n",
    };

    private static readonly Gen<byte> Octet = Gen.Choose(0, 255).Select(value => (byte)value);

    public static TheoryData<RecordType> Types => new(Fields.Keys.Append((RecordType)65280));

    [Fact]
    public void Every_type_with_a_name_is_in_the_list_once()
    {
        Assert.Equal(Enum.GetValues<RecordType>().Except([RecordType.OPT, RecordType.ANY]).Order(), RecordFormats.Known.All.Select(format => format.Type).Order());
        Assert.Equal(Fields.Keys.Order(), RecordFormats.Known.All.Select(format => format.Type).Order());
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Octets_become_text_and_the_same_octets_again(RecordType type)
    {
        // A type of its own numbers has octets of any kind.
        var right = Fields.TryGetValue(type, out var fields) ? WireOf(fields) : Gen.ArrayOf(Octet);
        Prop.ForAll(right.ToArbitrary(), wire => IsSameInBothForms(type, wire, isWellFormed: fields is not null)).Check(Config.QuickThrowOnFailure.WithMaxTest(Thorough.Times(150, 300)));
        var damaged = Generators.Mutations([.. right.Sample(20, 50)]);
        Prop.ForAll(Gen.OneOf(damaged, Gen.ArrayOf(Octet)).ToArbitrary(), wire => IsSameInBothForms(type, wire, isWellFormed: false)).Check(Config.QuickThrowOnFailure.WithMaxTest(Thorough.Times(200, 600)));
    }

    /// <summary>Examples of the RFCs that define the types, and corners of their forms.</summary>
    [Theory]
    [InlineData("NSEC host.example.com. ( A MX RRSIG NSEC TYPE1234 )", "04686F7374076578616D706C6503636F6D00000640010000000304" + "1B" + "0000000000000000000000000000000000000000000000000000" + "20", "NSEC host.example.com. A MX RRSIG NSEC TYPE1234")]
    [InlineData("CSYNC 66 3 A NS AAAA", "00000042000300046000" + "0008", "CSYNC 66 3 A NS AAAA")]
    [InlineData("CSYNC 66 3 AAAA NS A NS", "00000042000300046000" + "0008", "CSYNC 66 3 A NS AAAA")]
    [InlineData("CSYNC 66 3", "000000420003", "CSYNC 66 3")]
    [InlineData("DSYNC CDS NOTIFY 5359 Scan", "003B0114EF" + "045363616E076578616D706C6500", "DSYNC CDS NOTIFY 5359 Scan.example.")]
    [InlineData("DSYNC CSYNC 2 53 scan", "003E020035" + "047363616E076578616D706C6500", "DSYNC CSYNC 2 53 scan.example.")]
    [InlineData("CDS 0 0 0 00", "0000000000", "CDS 0 0 0 00")]
    [InlineData("CDNSKEY 0 3 0 AA==", "0000030000", "CDNSKEY 0 3 0 AA==")]
    [InlineData("DNSKEY 257 3 8 AwEA AQ==", "0101030803010001", "DNSKEY 257 3 8 AwEAAQ==")]
    [InlineData("RRSIG A 8 2 1h 20200913000000 1599955200 7 . AQ==", "0001080200000E105F5D61005F5D610000070001", "RRSIG A 8 2 3600 20200913000000 20200913000000 7 . AQ==")]
    [InlineData("RRSIG TYPE65280 8 2 4294967295 21060207062815 19700101000000 7 a. AQ==", "FF000802FFFFFFFFFFFFFFFF0000000000070161" + "0001", "RRSIG TYPE65280 8 2 4294967295 21060207062815 19700101000000 7 a. AQ==")]
    [InlineData("NSEC3 1 1 12 aabbccdd ( 2t7b4g4vsa5smi47k61mv5bv1a22bojr MX DNSKEY NS SOA NSEC3PARAM RRSIG )", "0101000C04AABBCCDD1417" + "4EB2409FE28BCB4887A1836F957F0A8425E27B" + "0007220100000002" + "90", "NSEC3 1 1 12 AABBCCDD 2T7B4G4VSA5SMI47K61MV5BV1A22BOJR NS SOA MX RRSIG DNSKEY NSEC3PARAM")]
    [InlineData("NSEC3PARAM 1 0 0 -", "0100000000", "NSEC3PARAM 1 0 0 -")]
    [InlineData("SRV 0 5 5060 sip", "0000000513C4" + "03736970076578616D706C6500", "SRV 0 5 5060 sip.example.")]
    [InlineData("MX 10 m", "000A016D076578616D706C6500", "MX 10 m.example.")]
    [InlineData("PTR @", "076578616D706C6500", "PTR example.")]
    [InlineData("TXT \"x;y z\" q\\\"\\007 \"\" \u00fc", "05783B79207A0371220700" + "02C3BC", "TXT \"x;y z\" \"q\\\"\\007\" \"\" \"\\195\\188\"")]
    [InlineData("SOA . . 4294967295 4294967295 1h 1w 0", "0000FFFFFFFFFFFFFFFF00000E1000093A8000000000", "SOA . . 4294967295 4294967295 3600 604800 0")]
    [InlineData("DNSKEY \\# 4 01010308", "01010308", "DNSKEY \\# 4 01010308")]
    [InlineData("DS \\# 4 00010802", "00010802", "DS \\# 4 00010802")]
    [InlineData("TXT \\# 0", "", "TXT \\# 0")]
    [InlineData("TXT \\# 2 0561", "0561", "TXT \\# 2 0561")]
    [InlineData("NSEC \\# 4 00000100", "00000100", "NSEC \\# 4 00000100")]
    [InlineData("CSYNC \\# 10 00000042000300020001", "000000420003" + "00020001", "CSYNC 66 3 MX")]
    [InlineData("CSYNC \\# 10 00000042000300024000", "000000420003" + "00024000", "CSYNC \\# 10 00000042000300024000")]
    public void Text_becomes_octets_and_the_same_text_again(string text, string hex, string canonical)
    {
        var record = Parse(text);
        Assert.Equal(hex, Convert.ToHexString(record.Data.ToBytes()));
        Assert.Equal(canonical, record.Type.ToText() + " " + record.Data);
        Assert.True(IsSameInBothForms(record.Type, record.Data.ToBytes(), isWellFormed: false));
    }

    [Theory]
    [InlineData("NSEC", "The line ends where a name is expected.")]
    [InlineData("NSEC b WHAT", "'WHAT' is not a record type.")]
    [InlineData("DS 1 8 2", "The line ends where hexadecimal data is expected.")]
    [InlineData("DNSKEY 1 8 2", "The line ends where base64 data is expected.")]
    [InlineData("DNSKEY 1 8 2 ?", "The data are not base64.")]
    [InlineData("NSEC3 1 1 12 - x A", "'x' is not base32 with extended hexadecimal digits.")]
    [InlineData("NSEC3 1 1 12 - 01 A", "'01' is not base32 with extended hexadecimal digits.")]
    [InlineData("NSEC3 1 1 12 abc 00 A", "The hexadecimal data have an odd number of digits.")]
    [InlineData("RRSIG A 8 2 1h 20201313000000 0 7 . AQ==", "'20201313000000' is not a date of the form YYYYMMDDHHmmSS.")]
    [InlineData("SRV 0 5 65536 a", "'65536' is not a number from 0 to 65535.")]
    [InlineData("TXT", "The line ends where a text is expected.")]
    [InlineData("TXT \\256", "'\\256' holds an escape that is neither \\DDD (000 to 255) nor \\ before a character.")]
    [InlineData("OPT x", "Data of type OPT are understood in the generic form only: \\# length hexadecimal.")]
    public void Text_that_is_no_data_is_refused_with_a_sentence(string text, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<MasterFileException>(() => Parse(text)).Sentence);

    [Fact]
    public void Data_longer_than_a_record_holds_are_refused()
    {
        Assert.Equal(65_280, Parse("TXT " + string.Join(' ', Enumerable.Repeat(new string('a', 254), 256))).Data.ToBytes().Length);
        Assert.Equal(
            "The data are longer than 65,535 octets.",
            Assert.Throws<MasterFileException>(() => Parse("TXT " + string.Join(' ', Enumerable.Repeat(new string('a', 255), 256)))).Sentence);
        Assert.Equal(
            "The data are longer than 65,535 octets.",
            Assert.Throws<MasterFileException>(() => Parse("TXT " + string.Join(' ', Enumerable.Repeat(new string('\u20ac', 85), 257)))).Sentence);
    }

    /// <summary>RFC 4034, section 5.4: the key of the example, its tag and its digest.</summary>
    [Fact]
    public void A_key_from_text_has_the_tag_and_the_digest_of_its_DS()
    {
        var key = (DnskeyData)Parse(
            "DNSKEY 256 3 5 ( AQOeiiR0GOMYkDshWoSKz9Xz\nfwJr1AYtsmx3TGkJaNXVbfi/\n2pHm822aJ5iI9BMzNXxeYCmZ\nDRD99WYwYqUSdjMmmAphXdvx\negXd/M5+X7OrzKBaMbCVdFLU\n"
            + "Uh6DhweJBjEVv5f2wwjM9Xzc\nnOf+EPbtG9DMBmADjFDc2w/r\nljwvFw== ) ; key id = 60485").Data;
        Assert.Equal(60485, key.KeyTag);
        Assert.Equal("2BB183AF5F22588179A53B0A98631FAD1A292118", key.DigestFor(DomainName.Parse("dskey.example.com"), 1));
    }

    [Fact]
    public void Names_in_data_are_equal_whatever_their_case_and_the_rest_is_not()
    {
        Assert.Equal(Parse("MX 1 a").Data, Parse("MX 1 A").Data);
        Assert.Equal(Parse("MX 1 a").Data.GetHashCode(), Parse("MX 1 A").Data.GetHashCode());
        Assert.NotEqual(Parse("MX 1 a").Data, Parse("MX 2 a").Data);
        Assert.NotEqual(Parse("TXT a").Data, Parse("TXT A").Data);
        Assert.NotEqual(Parse("NSEC a A").Data, Parse("NSEC a NS").Data);
        Assert.NotEqual(Parse("PTR a").Data, Parse("NSEC a").Data);
    }

    private static ResourceRecord Parse(string text) => MasterFileReader.Read(new StringReader("a 5 " + text), DomainName.Parse("example")).Single();

    private static bool IsSameInBothForms(RecordType type, byte[] wire, bool isWellFormed)
    {
        if (wire.Length > ushort.MaxValue)
        {
            // Damage can make them longer than any record's.
            return true;
        }

        RecordData data;
        try
        {
            var reader = new WireReader(wire, 0, wire.Length);
            data = RecordData.Read(type, ref reader);
            reader.ExpectEnd();
        }
        catch (WireFormatException) when (!isWellFormed)
        {
            return true;
        }

        var text = data.ToString();
        var again = Parse(type.ToText() + " " + text).Data;
        // Compressed names apart, which only damaged octets hold here, what is written is what was read.
        return (again.ToBytes().SequenceEqual(wire) || (!isWellFormed && wire.Any(octet => octet >= 0xC0)))
            && again.ToBytes().SequenceEqual(data.ToBytes()) && again.Equals(data) && again.GetHashCode() == data.GetHashCode()
            && again.ToString() == text && !(isWellFormed && text.StartsWith(@"\#", StringComparison.Ordinal));
    }

    private static Gen<byte[]> WireOf(string fields) =>
        fields.Select(FieldOf).Aggregate(Gen.Constant(Array.Empty<byte>()), (whole, field) => from left in whole from right in field select left.Concat(right).ToArray());

    private static Gen<byte[]> FieldOf(char field) => field switch
    {
        'n' => Generators.Names.Select(name => name.ToWire()),
        '*' => from octet in Octet from rest in Gen.ArrayOf(Octet) select rest.Prepend(octet).ToArray(),
        't' => Gen.NonEmptyListOf(Counted(0)).Select(texts => texts.SelectMany(text => text).ToArray()),
        's' => Counted(0),
        'h' => Counted(1),
        'T' => Gen.ListOf(Gen.OneOf(Gen.Choose(0, 70), Gen.Choose(0, ushort.MaxValue))).Select(types => Bitmap(types.Distinct().Order())),
        _ => Gen.ArrayOf(Gen.OneOf(Octet, Gen.Elements<byte>(0, 127, 128, 255)), field - '0'),
    };

    private static Gen<byte[]> Counted(int least) =>
        from length in Gen.OneOf(Gen.Choose(least, 20), Gen.Choose(least, 255))
        from octets in Gen.ArrayOf(Octet, length)
        select octets.Prepend((byte)length).ToArray();

    /// <summary>RFC 4034, section 4.1.2, by another hand than the code's.</summary>
    private static byte[] Bitmap(IEnumerable<int> types) => types.GroupBy(type => type / 256).SelectMany(window =>
    {
        var bits = new byte[(window.Max() % 256 / 8) + 1];
        foreach (var type in window)
        {
            bits[type % 256 / 8] |= (byte)(1 << (7 - (type % 8)));
        }

        return bits.Prepend((byte)bits.Length).Prepend((byte)window.Key);
    }).ToArray();
}
