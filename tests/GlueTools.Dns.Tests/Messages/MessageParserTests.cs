using System;
using System.Linq;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Tests.Messages;

public class MessageParserTests
{
    // id, flags, counts; then "a. IN A".
    private const string Question = "0161 00 0001 0001";

    private static Message Parse(string hex)
    {
        var bytes = Hex.Bytes(hex);
        return MessageParser.Parse(bytes, bytes.Length);
    }

    [Fact]
    public void A_referral_is_read_as_it_was_written()
    {
        var bytes = Samples.Referral();
        var message = MessageParser.Parse(bytes, bytes.Length);
        Assert.Equal(0x1234, message.Id);
        Assert.Equal(bytes.Length, message.Length);
        Assert.Equal(Samples.Asked, message.Question);
        Assert.True(message.IsResponse);
        Assert.False(message.IsAuthoritative);
        Assert.Empty(message.Answer);
        Assert.Equal(
            [
                "example.com. 172800 IN NS ns1.example.com.",
                "example.com. 172800 IN NS ns2.example.com.",
                "example.com. 172800 IN NS ns.example.net.",
                "example.com. 86400 IN DS 60485 13 2 01020304",
            ],
            message.Authority.Select(record => record.ToString()));
        Assert.Equal(
            [
                "ns1.example.com. 172800 IN A 192.0.2.1",
                "ns1.example.com. 172800 IN AAAA 2001:db8::1",
                "ns2.example.com. 172800 IN A 198.51.100.2",
            ],
            message.Additional.Select(record => record.ToString()));
        Assert.Equal(1232, message.Edns!.PayloadSize);
        Assert.True(message.Edns.DnssecOk);
    }

    [Fact]
    public void Every_family_of_records_comes_back_equal()
    {
        var bytes = Samples.Answer();
        var message = MessageParser.Parse(bytes, bytes.Length);
        Assert.Equal(
            [
                @"w\.w.example.com. 0 IN CNAME example.com.",
                "example.com. 1 IN DNAME .",
                "example.com. 2 IN TXT \"abc\"",
                @"example.com. 2147483647 CLASS3 TXT \# 0",
                @". 4 IN TYPE65280 \# 2 C00C",
            ],
            message.Answer.Select(record => record.ToString()));
        Assert.Equal(Samples.Soa.Data, Assert.Single(message.Authority).Data);
        Assert.Null(message.Edns);
        Assert.Equal([RecordType.DNAME], message.AnswersFor(DomainName.Parse("EXAMPLE.com"), RecordType.DNAME).Select(record => record.Type));
        Assert.Equal(2u, Assert.Single(message.AnswersFor(Samples.Apex, RecordType.TXT)).Ttl); // the other one is of class 3
    }

    [Theory]
    [InlineData("8000", true, false, false, false, false, 0, "NOERROR")]
    [InlineData("0400", false, true, false, false, false, 0, "NOERROR")]
    [InlineData("0200", false, false, true, false, false, 0, "NOERROR")]
    [InlineData("0100", false, false, false, true, false, 0, "NOERROR")]
    [InlineData("0080", false, false, false, false, true, 0, "NOERROR")]
    [InlineData("7800", false, false, false, false, false, 15, "NOERROR")]
    [InlineData("2805", false, false, false, false, false, 5, "REFUSED")]
    [InlineData("0070", false, false, false, false, false, 0, "NOERROR")]
    [InlineData("0001", false, false, false, false, false, 0, "FORMERR")]
    [InlineData("0002", false, false, false, false, false, 0, "SERVFAIL")]
    [InlineData("0003", false, false, false, false, false, 0, "NXDOMAIN")]
    [InlineData("0004", false, false, false, false, false, 0, "NOTIMP")]
    [InlineData("0009", false, false, false, false, false, 0, "NOTAUTH")]
    [InlineData("000B", false, false, false, false, false, 0, "RCODE11")]
    public void Each_bit_of_the_header_has_its_meaning(string flags, bool qr, bool aa, bool tc, bool rd, bool ra, int opcode, string rcode)
    {
        var message = Parse("0001" + flags + "0000 0000 0000 0000");
        Assert.Equal((qr, aa, tc, rd, ra), (message.IsResponse, message.IsAuthoritative, message.IsTruncated, message.RecursionDesired, message.RecursionAvailable));
        Assert.Equal(opcode, message.OperationCode);
        Assert.Equal(rcode, message.ResponseCode.ToText());
        Assert.Null(message.Question);
        Assert.Null(message.Edns);
    }

    [Theory]
    [InlineData("00000000", 0u)]
    [InlineData("0000003C", 60u)]
    [InlineData("7FFFFFFF", 0x7FFFFFFFu)]
    [InlineData("80000000", 0u)]
    [InlineData("FFFFFFFF", 0u)]
    public void A_TTL_with_its_top_bit_set_counts_as_zero(string ttl, uint seconds) =>
        Assert.Equal(seconds, Assert.Single(Parse("0001 8400 0001 0001 0000 0000" + Question + "C00C 0001 0001" + ttl + "0004 C0000201").Answer).Ttl);

    [Fact]
    public void Only_the_first_of_several_questions_counts()
    {
        var message = Parse("0001 8400 0002 0001 0000 0000" + Question + "0162 00 0002 0001" + "C00C 0001 0001 00000000 0004 C0000201");
        Assert.Equal(new Question(DomainName.Parse("a"), RecordType.A), message.Question);
        Assert.Single(message.Answer);
    }

    [Fact]
    public void Data_of_another_class_stay_bytes()
    {
        var record = Assert.Single(Parse("0001 8400 0000 0001 0000 0000" + "00 0001 0003 00000000 0003 010203").Answer);
        Assert.Equal(new UnknownData([1, 2, 3]), record.Data);
        Assert.Empty(Message.Select([record], DomainName.Root, RecordType.A));
    }

    [Fact]
    public void Names_in_data_point_into_the_whole_message()
    {
        var record = Assert.Single(Parse("0001 8400 0001 0001 0000 0000" + Question + "C00C 0002 0001 00000000 0005 026E73 C00C").Answer);
        Assert.Equal("a. 0 IN NS ns.a.", record.ToString());
    }

    [Theory]
    [InlineData("0002", "026E73")] // the name goes on behind the data
    [InlineData("0006", "026E73 C00C 00")] // an octet is left over
    [InlineData("0007", "026E73 C00C")] // the data go on behind the message
    [InlineData("FFFF", "026E73 C00C")]
    [InlineData("0000", "")]
    public void A_data_length_that_lies_is_refused(string length, string data) =>
        Assert.Throws<WireFormatException>(() => Parse("0001 8400 0001 0001 0000 0000" + Question + "C00C 0002 0001 00000000" + length + data));

    [Fact]
    public void Every_cut_of_a_message_is_refused()
    {
        foreach (var bytes in Samples.All)
        {
            for (var length = 0; length < bytes.Length; length++)
            {
                Assert.Throws<WireFormatException>(() => MessageParser.Parse(bytes, length));
                Assert.Throws<WireFormatException>(() => MessageParser.Parse(bytes[..length], length));
            }
        }
    }

    [Fact]
    public void What_lies_behind_the_message_in_its_buffer_does_not_matter()
    {
        foreach (var bytes in Samples.All)
        {
            byte[] buffer = [.. bytes, .. Enumerable.Repeat((byte)0xC0, 500)];
            Assert.Equal(MessageParser.Parse(bytes, bytes.Length).Describe(), MessageParser.Parse(buffer, bytes.Length).Describe());
        }
    }

    [Theory]
    [InlineData("0001 8400 FFFF 0000 0000 0000")]
    [InlineData("0001 8400 0000 FFFF 0000 0000")]
    [InlineData("0001 8400 0000 0000 FFFF 0000")]
    [InlineData("0001 8400 0000 0000 0000 FFFF")]
    [InlineData("0001 8400 FFFF FFFF FFFF FFFF")]
    [InlineData("0001 8400 0001 FFFF FFFF FFFF" + Question)]
    public void Counts_that_lie_cost_nothing(string hex)
    {
        var bytes = Hex.Bytes(hex);
        Assert.Throws<WireFormatException>(() => MessageParser.Parse(bytes, bytes.Length));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Assert.Throws<WireFormatException>(() => MessageParser.Parse(bytes, bytes.Length));
        }

        // The exception itself with its stack trace takes a few kilobytes; 65535 records would take megabytes.
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 100, 0, 50_000);
    }
}
