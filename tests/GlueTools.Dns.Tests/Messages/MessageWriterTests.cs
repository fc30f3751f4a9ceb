using System;
using System.Linq;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Dns.Tests.Messages;

public class MessageWriterTests
{
    private static Message Parsed(MessageWriter writer)
    {
        var bytes = writer.ToArray();
        Assert.Equal(writer.Length, bytes.Length);
        return MessageParser.Parse(bytes, bytes.Length);
    }

    [Fact]
    public void A_small_response_is_these_octets()
    {
        var writer = new MessageWriter(0x0102, 0x8400, Samples.Asked);
        Assert.True(writer.TryAdd(MessageWriter.Section.Answer, [Samples.NameServers[0]], 512));
        Assert.True(writer.TryAdd(MessageWriter.Section.Additional, [Samples.Glue[0]], 512));
        writer.AddEdns(1232, dnssecOk: true, 0);
        Assert.Equal(
            "01028400" + "0001000100000002"
            + "076578616D706C6503636F6D00" + "0002" + "0001"
            + "C00C" + "0002" + "0001" + "0002A300" + "0006" + "036E7331C00C"
            + "C029" + "0001" + "0001" + "0002A300" + "0004" + "C0000201"
            + "00" + "0029" + "04D0" + "00008000" + "0000",
            Convert.ToHexString(writer.ToArray()));
    }

    [Fact]
    public void A_message_may_have_no_question()
    {
        var message = Parsed(new MessageWriter(5, 0x8001, null));
        Assert.Null(message.Question);
        Assert.Equal(12, message.Length);
        Assert.Equal(ResponseCode.FormatError, message.ResponseCode);
    }

    [Fact]
    public void Records_that_do_not_fit_leave_nothing_behind()
    {
        var writer = new MessageWriter(1, 0x8000, Samples.Asked);
        Assert.True(writer.TryAdd(MessageWriter.Section.Authority, Samples.NameServers, 512));
        var before = writer.ToArray();
        Assert.False(writer.TryAdd(MessageWriter.Section.Additional, Samples.Glue, before.Length + 59));
        Assert.Equal(before, writer.ToArray());

        // What was taken back must not be pointed to: these names occurred in it first.
        var others = new[] { Alias("other.test"), Alias("www.other.test") };
        Assert.False(writer.TryAdd(MessageWriter.Section.Additional, others, before.Length + 1));
        Assert.True(writer.TryAdd(MessageWriter.Section.Additional, [Samples.Glue[2], Alias("www.other.test")], 512));
        var message = Parsed(writer);
        Assert.Equal(3, message.Authority.Count);
        Assert.Equal(["ns2.example.com. 172800 IN A 198.51.100.2", "www.other.test. 5 IN CNAME www.other.test."], message.Additional.Select(record => record.ToString()));
    }

    [Fact]
    public void A_message_may_be_exactly_as_long_as_its_limit()
    {
        var writer = new MessageWriter(1, 0x8000, Samples.Asked);
        Assert.True(writer.TryAdd(MessageWriter.Section.Authority, Samples.NameServers, 65535));
        var length = writer.Length;
        writer = new MessageWriter(1, 0x8000, Samples.Asked);
        Assert.False(writer.TryAdd(MessageWriter.Section.Authority, Samples.NameServers, length - 1));
        Assert.True(writer.TryAdd(MessageWriter.Section.Authority, Samples.NameServers, length));
        Assert.Equal(length, writer.Length);
        Assert.Equal(3, Parsed(writer).Authority.Count);
    }

    [Fact]
    public void Counts_are_per_section_and_add_up()
    {
        var writer = new MessageWriter(1, 0x8000, Samples.Asked);
        Assert.True(writer.TryAdd(MessageWriter.Section.Answer, [Samples.Soa], 65535));
        Assert.True(writer.TryAdd(MessageWriter.Section.Answer, [], 65535));
        Assert.True(writer.TryAdd(MessageWriter.Section.Answer, Samples.NameServers, 65535));
        Assert.True(writer.TryAdd(MessageWriter.Section.Authority, [Samples.Ds], 65535));
        var message = Parsed(writer);
        Assert.Equal((4, 1, 0), (message.Answer.Count, message.Authority.Count, message.Additional.Count));
    }

    [Fact]
    public void A_message_of_64_kilobytes_keeps_names_readable_beyond_the_reach_of_pointers()
    {
        var records = Enumerable.Range(0, 1000).Select(i => Alias("name-number-" + i + ".test")).ToArray();
        var writer = new MessageWriter(1, 0x8000, null);
        Assert.True(writer.TryAdd(MessageWriter.Section.Answer, records, 65535), writer.Length.ToString());
        Assert.InRange(writer.Length, 0x4000 * 2, 65535);
        Assert.Equal(records.Select(record => record.ToString()), Parsed(writer).Answer.Select(record => record.ToString()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(23)]
    [InlineData(4095)]
    public void EDNS_is_read_as_it_was_written(int code)
    {
        var writer = new MessageWriter(1, (ushort)(0x8000 | (code & 15)), Samples.Asked);
        var before = writer.Length;
        writer.AddEdns(4096, dnssecOk: true, code, [new EdnsOption(15, [0, 3]), new EdnsOption(65001, [])]);
        Assert.Equal(before + 11 + 6 + 4, writer.Length);
        var message = Parsed(writer);
        Assert.Equal((ResponseCode)code, message.ResponseCode);
        Assert.Equal("EDNS 4096 0 True [15=0003 65001=] 3", message.Describe().Split('\n').Last());
    }

    private static ResourceRecord Alias(string name) => new(DomainName.Parse(name), RecordType.CNAME, 5, new AliasData(DomainName.Parse(name)));
}
