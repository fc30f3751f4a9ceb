using System;
using System.Net;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Tests.Records;

public class RecordDataTests
{
    private static RecordData Read(RecordType type, string hex)
    {
        var bytes = Hex.Bytes(hex);
        var reader = new WireReader(bytes, 0, bytes.Length);
        var data = RecordData.Read(type, ref reader);
        reader.ExpectEnd();
        return data;
    }

    private static string Write(RecordData data)
    {
        var writer = new WireWriter();
        data.Write(writer);
        return Convert.ToHexString(writer.ToArray());
    }

    [Theory]
    [InlineData(RecordType.A, "C0000201", "192.0.2.1")]
    [InlineData(RecordType.AAAA, "20010DB8000000000000000000000001", "2001:db8::1")]
    [InlineData(RecordType.AAAA, "00000000000000000000FFFFC0000201", "::ffff:192.0.2.1")]
    [InlineData(RecordType.NS, "026E73076578616D706C6500", "ns.example.")]
    [InlineData(RecordType.NS, "00", ".")]
    [InlineData(RecordType.CNAME, "0161076578616D706C6500", "a.example.")]
    [InlineData(RecordType.DNAME, "0161076578616D706C6500", "a.example.")]
    [InlineData(RecordType.SOA, "026E73016100" + "0168016200" + "FFFFFFFF" + "00000E10" + "00000384" + "00127500" + "80000000", "ns.a. h.b. 4294967295 3600 900 1209600 2147483648")]
    [InlineData(RecordType.DS, "EC45" + "05" + "01" + "2BB183AF5F22588179A53B0A98631FAD1A292118", "60485 5 1 2BB183AF5F22588179A53B0A98631FAD1A292118")]
    [InlineData(RecordType.DS, "0000" + "00" + "00" + "00", "0 0 0 00")]
    [InlineData(RecordType.TXT, "0361626300", "\"abc\" \"\"")]
    [InlineData(RecordType.TXT, "", @"\# 0")]
    [InlineData((RecordType)65280, "C00C", @"\# 2 C00C")]
    public void Data_comes_back_as_the_octets_it_was_read_from(RecordType type, string hex, string text)
    {
        var data = Read(type, hex);
        Assert.Equal(text, data.ToString());
        Assert.Equal(hex, Write(data));
        var again = Read(type, hex);
        Assert.Equal(data, again);
        Assert.Equal(data.GetHashCode(), again.GetHashCode());
        Assert.False(data.Equals((object)text));
    }

    [Theory]
    [InlineData(RecordType.A, "C00002")]
    [InlineData(RecordType.A, "C000020100")]
    [InlineData(RecordType.A, "")]
    [InlineData(RecordType.AAAA, "C0000201")]
    [InlineData(RecordType.AAAA, "20010DB800000000000000000000000100")]
    [InlineData(RecordType.NS, "")]
    [InlineData(RecordType.NS, "0161")]
    [InlineData(RecordType.NS, "01610000")]
    [InlineData(RecordType.CNAME, "C000")]
    [InlineData(RecordType.CNAME, "0000")]
    [InlineData(RecordType.SOA, "0000")]
    [InlineData(RecordType.SOA, "0000" + "00000001000000020000000300000004000000")]
    [InlineData(RecordType.SOA, "0000" + "000000010000000200000003000000040000000500")]
    [InlineData(RecordType.DS, "")]
    [InlineData(RecordType.DS, "EC4505")]
    public void Data_that_is_shorter_or_longer_than_its_type_is_refused(RecordType type, string hex) =>
        Assert.Throws<WireFormatException>(() => Read(type, hex));

    [Theory]
    [InlineData(RecordType.A, "C0000201", "C0000202")]
    [InlineData(RecordType.NS, "016100", "016200")]
    [InlineData(RecordType.CNAME, "016100", "016200")]
    [InlineData(RecordType.DS, "EC45" + "05" + "01" + "2B", "EC46" + "05" + "01" + "2B")]
    [InlineData(RecordType.DS, "EC45" + "05" + "01" + "2B", "EC45" + "06" + "01" + "2B")]
    [InlineData(RecordType.DS, "EC45" + "05" + "01" + "2B", "EC45" + "05" + "02" + "2B")]
    [InlineData(RecordType.DS, "EC45" + "05" + "01" + "2B", "EC45" + "05" + "01" + "2C")]
    [InlineData(RecordType.DS, "EC45" + "05" + "01" + "2B", "EC45" + "05" + "01" + "2B00")]
    [InlineData(RecordType.TXT, "0161", "0162")]
    [InlineData(RecordType.SOA, "0000" + "0000000100000002000000030000000400000005", "0000" + "0000000100000002000000030000000400000006")]
    [InlineData(RecordType.SOA, "0000" + "0000000100000002000000030000000400000005", "0000" + "0000000200000002000000030000000400000005")]
    [InlineData(RecordType.SOA, "0000" + "0000000100000002000000030000000400000005", "01610000" + "0000000100000002000000030000000400000005")]
    public void Data_that_differ_in_one_field_are_not_equal(RecordType type, string left, string right) =>
        Assert.NotEqual(Read(type, left), Read(type, right));

    [Fact]
    public void Names_in_data_are_equal_whatever_their_case()
    {
        Assert.Equal(Read(RecordType.NS, "016100"), Read(RecordType.NS, "014100"));
        Assert.Equal(Read(RecordType.CNAME, "016100"), Read(RecordType.CNAME, "014100"));
        Assert.Equal(Read(RecordType.NS, "016100").GetHashCode(), Read(RecordType.NS, "014100").GetHashCode());
    }

    [Fact]
    public void Data_keep_their_own_copy_of_the_bytes_they_were_given()
    {
        var bytes = new byte[] { 1, 2 };
        var unknown = new UnknownData(bytes);
        var ds = new DsData(1, 2, 3, bytes);
        bytes[0] = 9;
        unknown.ToBytes()[1] = 9;
        Assert.Equal(new byte[] { 1, 2 }, unknown.ToBytes());
        Assert.Equal(2, unknown.Length);
        Assert.Equal("0102", ds.Digest);
    }

    [Fact]
    public void NS_and_SOA_names_are_compressed_and_a_DNAME_target_is_not()
    {
        var name = DomainName.Parse("a.example");
        var writer = new WireWriter();
        writer.WriteCompressedName(name);
        var start = writer.Length;
        new NsData(name).Write(writer);
        Assert.Equal(2, writer.Length - start);
        new SoaData(name, name, 1, 2, 3, 4, 5).Write(writer);
        Assert.Equal(2 + 24, writer.Length - start);
        new AliasData(name).Write(writer);
        Assert.Equal(2 + 24 + name.WireLength, writer.Length - start);
    }

    [Theory]
    [InlineData(RecordType.A, 1, "example.com. 3600 IN A 192.0.2.1")]
    [InlineData((RecordType)1234, 3, "example.com. 3600 CLASS3 TYPE1234 192.0.2.1")]
    public void A_record_prints_in_master_file_form(RecordType type, ushort recordClass, string text) =>
        Assert.Equal(text, new ResourceRecord(DomainName.Parse("example.com"), type, recordClass, 3600, new AddressData(IPAddress.Parse("192.0.2.1"))).ToString());
}
