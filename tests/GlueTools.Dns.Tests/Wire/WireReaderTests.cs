using System;
using System.Linq;
using GlueTools.Dns.Names;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Tests.Wire;

public class WireReaderTests
{
    private static readonly string Label63 = "3F" + string.Concat(Enumerable.Repeat("61", 63));

    private static WireReader ReaderOf(string hex, int offset = 0)
    {
        var bytes = Hex.Bytes(hex);
        return new WireReader(bytes, offset, bytes.Length);
    }

    private static WireFormatException Refused(string hex, int offset = 0)
    {
        var reader = ReaderOf(hex, offset);
        return Assert.Throws<WireFormatException>(() => reader.ReadName());
    }

    [Fact]
    public void Numbers_are_big_endian()
    {
        var reader = ReaderOf("01 0203 FEDCBA98 0A0B");
        Assert.Equal(1, reader.ReadByte());
        Assert.Equal(0x0203, reader.ReadUInt16());
        Assert.Equal(0xFEDCBA98, reader.ReadUInt32());
        Assert.Equal(new byte[] { 10, 11 }, reader.ReadBytes(2));
        Assert.Equal(0, reader.Remaining);
        reader.ExpectEnd();
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("01", 0)]
    [InlineData("010203", 2)]
    public void A_number_past_the_end_is_refused(string hex, int at)
    {
        var reader = ReaderOf(hex);
        var error = Assert.Throws<WireFormatException>(() => reader.ReadUInt32());
        Assert.Equal(at, error.Offset);
        Assert.Equal("a message cut short at octet " + at, error.Message);
    }

    [Fact]
    public void A_slice_ends_where_it_was_told_and_the_reader_goes_on_behind_it()
    {
        var reader = ReaderOf("0102 0304 05");
        reader.ReadUInt16();
        var slice = reader.Slice(2);
        Assert.Equal(5, reader.ReadByte());
        Assert.Equal(3, slice.ReadByte());
        var atOne = slice;
        Assert.Equal("record data longer than its type allows at octet 3", Assert.Throws<WireFormatException>(() => atOne.ExpectEnd()).Message);
        Assert.Throws<WireFormatException>(() => atOne.ReadUInt16());
        Assert.Equal(4, slice.ReadByte());
        slice.ExpectEnd();
        Assert.Throws<WireFormatException>(() => slice.ReadByte());
        Assert.Throws<WireFormatException>(() => reader.Slice(1));
    }

    [Theory]
    [InlineData("00", 0, ".", 1)]
    [InlineData("016100 FF", 0, "a", 3)]
    [InlineData("016100 0162C000 FF", 3, "b.a", 7)]
    [InlineData("016100 C000 FF", 3, "a", 5)]
    [InlineData("0161016200 C002 FF", 5, "b", 7)]
    [InlineData("00 C000 FF", 1, ".", 3)]
    [InlineData("016100 0162C000 0163C003 FF", 7, "c.b.a", 11)]
    [InlineData("016100 C000 C003 C005 FF", 7, "a", 9)]
    [InlineData("0161C000 00", 4, ".", 5)]
    public void A_name_is_read_with_its_pointers(string hex, int offset, string expected, int after)
    {
        var reader = ReaderOf(hex, offset);
        Assert.Equal(expected, reader.ReadName().Text);
        Assert.Equal(after, reader.Offset);
    }

    [Theory]
    [InlineData("", 0, "a name that runs past its end at octet 0")]
    [InlineData("0161", 0, "a name that runs past its end at octet 2")]
    [InlineData("0561", 0, "a name that runs past its end at octet 6")]
    [InlineData("3F", 0, "a name that runs past its end at octet 64")]
    [InlineData("00 C0", 1, "a compression pointer cut short at octet 1")]
    [InlineData("00 0161C0", 1, "a compression pointer cut short at octet 3")]
    [InlineData("C000", 0, "a compression pointer that does not lead backward at octet 0")]
    [InlineData("0161C000", 0, "a compression pointer that does not lead backward at octet 2")]
    [InlineData("0161C002", 0, "a compression pointer that does not lead backward at octet 2")]
    [InlineData("C002 00", 0, "a compression pointer that does not lead backward at octet 0")]
    [InlineData("FFFF 00", 0, "a compression pointer that does not lead backward at octet 0")]
    [InlineData("C002 C000", 2, "a compression pointer that does not lead backward at octet 0")]
    [InlineData("0161C000 C000", 4, "a compression pointer that does not lead backward at octet 2")]
    [InlineData("40", 0, "an unknown label type at octet 0")]
    [InlineData("4100", 0, "an unknown label type at octet 0")]
    [InlineData("80", 0, "an unknown label type at octet 0")]
    [InlineData("016180 00", 0, "an unknown label type at octet 2")]
    [InlineData("BF", 0, "an unknown label type at octet 0")]
    public void A_malformed_name_is_refused_with_its_place(string hex, int offset, string message)
    {
        Assert.Equal(message, Refused(hex, offset).Message);
    }

    [Theory]
    [InlineData(61, true)]
    [InlineData(62, false)]
    public void A_name_holds_255_octets_and_no_more(int lastLabel, bool fits)
    {
        var last = lastLabel.ToString("X2") + string.Concat(Enumerable.Repeat("62", lastLabel));
        var plain = Label63 + Label63 + Label63 + last + "00";
        var reader = ReaderOf(plain);
        if (fits)
        {
            Assert.Equal(255, reader.ReadName().WireLength);
            Assert.Equal(255, reader.Offset);
        }
        else
        {
            Assert.StartsWith("a name longer than 255 octets", Refused(plain).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(61, true)]
    [InlineData(62, false)]
    public void Pointers_do_not_lengthen_a_name_beyond_255_octets(int firstLabel, bool fits)
    {
        // Three labels of 63 at octet 0, then one label in front of a pointer to them.
        var target = Label63 + Label63 + Label63 + "00";
        var hex = target + firstLabel.ToString("X2") + string.Concat(Enumerable.Repeat("62", firstLabel)) + "C000";
        if (fits)
        {
            Assert.Equal(255, ReaderOf(hex, 193).ReadName().WireLength);
        }
        else
        {
            Assert.StartsWith("a name longer than 255 octets", Refused(hex, 193).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_name_in_a_slice_may_point_out_of_it_but_not_run_out_of_it()
    {
        var reader = ReaderOf("016100 0162C000 0162 00");
        reader.ReadName();
        var inside = reader.Slice(4);
        Assert.Equal("b.a", inside.ReadName().Text);
        inside.ExpectEnd();
        var cut = reader.Slice(2);
        Assert.Equal("a name that runs past its end at octet 9", Assert.Throws<WireFormatException>(() => cut.ReadName()).Message);
    }

    [Fact]
    public void A_pointer_does_not_lead_into_what_lies_behind_the_message()
    {
        // The message is 5 octets long; its buffer holds an older, longer message. The label at octet 0 says 6 octets.
        var bytes = Hex.Bytes("0661 62 C000 63 64 00");
        var reader = new WireReader(bytes, 3, 5);
        Assert.Throws<WireFormatException>(() => reader.ReadName());
    }

    [Fact]
    public void A_pointer_in_a_slice_does_not_lead_into_what_lies_behind_the_message()
    {
        var bytes = Hex.Bytes("0661 62 C000 63 64 00");
        var reader = new WireReader(bytes, 3, 5).Slice(2);
        Assert.Throws<WireFormatException>(() => reader.ReadName());
    }
}
