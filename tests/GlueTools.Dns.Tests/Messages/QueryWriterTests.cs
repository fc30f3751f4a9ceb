using System;
using System.Linq;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Dns.Tests.Messages;

public class QueryWriterTests
{
    private static string Written(Question question, QueryOptions options, ushort id = 0xABCD)
    {
        // Used before: nothing may shine through.
        var buffer = Enumerable.Repeat((byte)0xFF, QueryWriter.MaxLength).ToArray();
        return Convert.ToHexString(buffer, 0, QueryWriter.Write(buffer, id, question, options));
    }

    [Theory]
    [InlineData("example.com", RecordType.NS, 1232, false, false, "ABCD 0000 0001 0000 0000 0001 076578616D706C6503636F6D00 0002 0001 00 0029 04D0 00000000 0000")]
    [InlineData("example.com", RecordType.NS, 1232, true, true, "ABCD 0100 0001 0000 0000 0001 076578616D706C6503636F6D00 0002 0001 00 0029 04D0 00008000 0000")]
    [InlineData(".", (RecordType)65280, 65535, false, false, "ABCD 0000 0001 0000 0000 0001 00 FF00 0001 00 0029 FFFF 00000000 0000")]
    [InlineData(".", RecordType.SOA, 0, false, true, "ABCD 0100 0001 0000 0000 0000 00 0006 0001")]
    [InlineData(".", RecordType.SOA, 0, true, false, "ABCD 0000 0001 0000 0000 0000 00 0006 0001")]
    public void A_query_is_these_octets(string name, RecordType type, int ednsSize, bool dnssecOk, bool recursion, string hex) =>
        Assert.Equal(
            hex.Replace(" ", string.Empty, StringComparison.Ordinal),
            Written(new Question(DomainName.Parse(name), type), new QueryOptions { EdnsSize = (ushort)ednsSize, DnssecOk = dnssecOk, RecursionDesired = recursion }));

    [Theory]
    [InlineData("eXample.COM", 1232, true, true)]
    [InlineData(@"a\.b.\000", 512, false, true)]
    [InlineData(".", 0, false, false)]
    public void A_query_is_read_as_it_was_written(string name, int ednsSize, bool dnssecOk, bool recursion)
    {
        var question = new Question(DomainName.Parse(name), RecordType.DS);
        var bytes = Hex.Bytes(Written(question, new QueryOptions { EdnsSize = (ushort)ednsSize, DnssecOk = dnssecOk, RecursionDesired = recursion }, 77));
        var message = MessageParser.Parse(bytes, bytes.Length);
        Assert.Equal(77, message.Id);
        Assert.False(message.IsResponse);
        Assert.Equal(recursion, message.RecursionDesired);
        Assert.Equal(question, message.Question);
        Assert.Equal(name, message.Question!.Value.Name.Text); // in the very case
        Assert.Equal(ednsSize, message.Edns?.PayloadSize ?? 0);
        Assert.Equal(dnssecOk, message.Edns?.DnssecOk ?? false);
        Assert.Equal(bytes.Length, message.Length);
    }

    [Fact]
    public void The_longest_query_fills_the_buffer()
    {
        var name = DomainName.Parse(string.Join(".", Enumerable.Repeat("x", 127)));
        Assert.Equal(QueryWriter.MaxLength, QueryWriter.Write(new byte[QueryWriter.MaxLength], 1, new Question(name, RecordType.A), QueryOptions.Default));
    }

    [Fact]
    public void Questions_are_equal_by_name_type_and_class()
    {
        var question = new Question(DomainName.Parse("a"), RecordType.A);
        Assert.True(question == new Question(DomainName.Parse("A"), RecordType.A, 1));
        Assert.Equal(question.GetHashCode(), new Question(DomainName.Parse("A"), RecordType.A).GetHashCode());
        Assert.True(question != new Question(DomainName.Parse("b"), RecordType.A));
        Assert.True(question != new Question(DomainName.Parse("a"), RecordType.NS));
        Assert.True(question != new Question(DomainName.Parse("a"), RecordType.A, 3));
        Assert.False(question.Equals((object)"a A"));
        Assert.Equal("a A", question.ToString());
    }
}
