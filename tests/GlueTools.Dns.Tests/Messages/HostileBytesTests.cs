using System;
using System.Linq;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Tests.Messages;

/// <summary>Bytes that broke a parser once, ours or another's. What the property tests find is kept here.</summary>
public class HostileBytesTests
{
    [Theory]
    [InlineData("nothing at all", "")]
    [InlineData("a header cut short", "000180000000000000")]
    [InlineData("a question name that points to itself", "0001 8000 0001 0000 0000 0000 C00C 0001 0001")]
    [InlineData("two pointers that point to each other", "0001 8000 0002 0000 0000 0000 C012 0001 0001 C00C 0001 0001")]
    [InlineData("a pointer to the octet behind it", "0001 8000 0001 0000 0000 0000 C00D 0001 0001")]
    [InlineData("a label that leads back into its own pointer", "0001 8000 0001 0000 0000 0000 0161 C00C 0001 0001")]
    [InlineData("a pointer into the header whose label runs over the pointer again", "0001 8000 0001 0000 0000 000A C00B 0001 0001")]
    [InlineData("a pointer as the last octet", "0001 8000 0001 0000 0000 0000 C0")]
    [InlineData("a label as the last octet", "0001 8000 0001 0000 0000 0000 3F")]
    [InlineData("a bit-string label (RFC 2673)", "0001 8000 0001 0000 0000 0000 4101FF 00 0001 0001")]
    [InlineData("label type 10", "0001 8000 0001 0000 0000 0000 8161 00 0001 0001")]
    [InlineData("a record without its fixed part", "0001 8000 0000 0001 0000 0000 00 0001")]
    [InlineData("an A record of 65535 octets", "0001 8000 0000 0001 0000 0000 00 0001 0001 00000000 FFFF C0000201")]
    [InlineData("an A record of no octets", "0001 8000 0000 0001 0000 0000 00 0001 0001 00000000 0000")]
    [InlineData("an NS record that is a self pointer", "0001 8000 0000 0001 0000 0000 00 0002 0001 00000000 0002 C017")]
    [InlineData("an SOA whose second name runs out", "0001 8000 0000 0001 0000 0000 00 0006 0001 00000000 0002 0061")]
    [InlineData("a DS without a digest type", "0001 8000 0000 0001 0000 0000 00 002B 0001 00000000 0003 000105")]
    [InlineData("an OPT whose option is longer than it", "0001 8000 0000 0000 0000 0001 00 0029 1000 00000000 0004 000FFFFF")]
    [InlineData("an OPT of one octet", "0001 8000 0000 0000 0000 0001 00 0029 1000 00000000 0001 00")]
    public void These_bytes_are_no_message(string what, string hex)
    {
        var bytes = Hex.Bytes(hex);
        Assert.True(Record.Exception(() => MessageParser.Parse(bytes, bytes.Length)) is WireFormatException, what);
        byte[] longer = [.. bytes, .. new byte[600]];
        Assert.True(Record.Exception(() => MessageParser.Parse(longer, bytes.Length)) is WireFormatException, what + ", in a longer buffer");
    }

    [Fact]
    public void A_name_of_256_octets_through_pointers_is_no_message()
    {
        // 127 one-octet labels and the root are 255 octets; the second name puts one more in front.
        byte[] bytes = [.. Hex.Bytes("0001 8000 0002 0000 0000 0000"), .. Enumerable.Repeat(new byte[] { 1, 97 }, 127).SelectMany(label => label), 0, 0, 1, 0, 1, 1, 98, 0xC0, 12, 0, 1, 0, 1];
        Assert.StartsWith("a name longer than 255 octets", Assert.Throws<WireFormatException>(() => MessageParser.Parse(bytes, bytes.Length)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(127, true)]
    [InlineData(128, false)]
    public void A_name_takes_no_more_pointers_than_a_name_has_labels(int pointers, bool read)
    {
        // A TXT record's data: a chain of pointers, each to the one before. Then a record that is owned by its end. Without a bound, a message of
        // 64 kilobytes asks for 40 million steps.
        byte[] chain = [0, .. Enumerable.Range(0, pointers - 1).SelectMany(i => new byte[] { 0xC0, (byte)(i == 0 ? 0 : (2 * i) - 1) })];
        for (var i = 1; i < chain.Length; i += 2)
        {
            var target = 23 + chain[i + 1];
            (chain[i], chain[i + 1]) = ((byte)(0xC0 | (target >> 8)), (byte)target);
        }

        var last = 23 + chain.Length - 2;
        byte[] bytes =
        [
            .. Hex.Bytes("0001 8000 0000 0002 0000 0000" + "00 0010 0001 00000000"), (byte)(chain.Length >> 8), (byte)chain.Length, .. chain,
            (byte)(0xC0 | (last >> 8)), (byte)last, .. Hex.Bytes("0010 0001 00000000 0000"),
        ];
        if (read)
        {
            Assert.True(MessageParser.Parse(bytes, bytes.Length).Answer[1].Owner.IsRoot);
        }
        else
        {
            Assert.StartsWith("a name of too many compression pointers", Assert.Throws<WireFormatException>(() => MessageParser.Parse(bytes, bytes.Length)).Message, StringComparison.Ordinal);
        }
    }
}
