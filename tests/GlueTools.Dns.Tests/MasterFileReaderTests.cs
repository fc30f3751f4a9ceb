using System.Collections.Generic;
using System.IO;
using System.Linq;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Zones;

namespace GlueTools.Dns.Tests;

public sealed class MasterFileReaderTests
{
    [Theory]
    [InlineData("ns1 3600 IN A 192.0.2.1", "ns1.example. 3600 IN A 192.0.2.1")]
    [InlineData("ns1 IN 1h A 192.0.2.1", "ns1.example. 3600 IN A 192.0.2.1")]
    [InlineData("ns1 1d2h A 192.0.2.1 ; comment", "ns1.example. 93600 IN A 192.0.2.1")]
    [InlineData("@ 60 NS ns1", "example. 60 IN NS ns1.example.")]
    [InlineData("@ 60 NS ns1.test.", "example. 60 IN NS ns1.test.")]
    [InlineData(". 3600000 NS A.ROOT-SERVERS.NET.", ". 3600000 IN NS A.ROOT-SERVERS.NET.")]
    [InlineData("*.a 5 CNAME b.\\046.", "*.a.example. 5 IN CNAME b.\\..")]
    [InlineData("a 5 DNAME .", "a.example. 5 IN DNAME .")]
    [InlineData("a 5 DS 1657 8 1 0B0D5636 ( 1CE62118\n 537E )", "a.example. 5 IN DS 1657 8 1 0B0D56361CE62118537E")]
    [InlineData("a 5 CLASS1 TYPE731 \\# 6 abcd ( \n ef 01 23 45 )", "a.example. 5 IN TYPE731 \\# 6 ABCDEF012345")]
    [InlineData("a 5 TYPE1 \\# 4 C0000201", "a.example. 5 IN A 192.0.2.1")]
    [InlineData("a 5 TXT \"x;y z\" q\\\"\\007", "a.example. 5 IN TXT \"x;y z\" \"q\\\"\\007\"")]
    [InlineData("a 5 MX 10 m", "a.example. 5 IN MX 10 m.example.")]
    [InlineData("a 5 DNSKEY 257 3 8 AwEA AQ==", "a.example. 5 IN DNSKEY 257 3 8 AwEAAQ==")]
    [InlineData(
        "a 5 RRSIG A 8 2 1h 20200913000000 1599955200 7 . AQ==",
        "a.example. 5 IN RRSIG A 8 2 3600 20200913000000 20200913000000 7 . AQ==")]
    [InlineData(
        "@ 5 SOA ns1 host ( 7 ; serial\n 1h 15m\n 1w 60 )",
        "example. 5 IN SOA ns1.example. host.example. 7 3600 900 604800 60")]
    public void An_entry_becomes_one_record(string entry, string record) => Assert.Equal(record, Assert.Single(Read(entry)).ToString());

    [Fact]
    public void Origin_default_ttl_and_omitted_owners_carry_on()
    {
        var records = Read("$TTL 2h\n$ORIGIN sub\n@ A 192.0.2.1\n\tAAAA 2001:db8::1\n\n; nothing\n$ORIGIN test.\n 60 A 192.0.2.2\nb A 192.0.2.3\n");
        Assert.Equal(
            [
                "sub.example. 7200 IN A 192.0.2.1", "sub.example. 7200 IN AAAA 2001:db8::1", "sub.example. 60 IN A 192.0.2.2",
                "b.test. 7200 IN A 192.0.2.3",
            ],
            records.Select(record => record.ToString()));
    }

    [Fact]
    public void Without_a_default_the_last_stated_ttl_counts()
    {
        Assert.Equal([60u, 60u], Read("a 60 A 192.0.2.1\nb A 192.0.2.2").Select(record => record.Ttl));
        Assert.Equal([9u, 9u], Read("a SOA . . 1 2 3 4 9\nb A 192.0.2.2").Select(record => record.Ttl));
    }

    [Theory]
    [InlineData("a 60 A 192.0.2.1\na 60 A 192.0.2", 2, "'192.0.2' is not an IPv4 address.")]
    [InlineData("a 60 A 2001:db8::1", 1, "'2001:db8::1' is not an IPv4 address.")]
    [InlineData("a 60 A 010.0.0.1", 1, "'010.0.0.1' is not an IPv4 address.")]
    [InlineData("a 60 AAAA fe80::1%1", 1, "'fe80::1%1' is not an IPv6 address.")]
    [InlineData(" 60 A 192.0.2.1", 1, "The first record names no owner.")]
    [InlineData("a A 192.0.2.1", 1, "The record has no TTL, and neither $TTL nor an earlier record states one.")]
    [InlineData("a 60 A", 1, "The line ends where an address is expected.")]
    [InlineData("a 60", 1, "The line ends where a record type is expected.")]
    [InlineData("a 60 A 192.0.2.1 x", 1, "'x' follows where the line should end.")]
    [InlineData("a 60 CH A 192.0.2.1", 1, "Class 'CH' is not understood; only IN is.")]
    [InlineData("a 3000000000 A 192.0.2.1", 1, "'3000000000' is not a time such as 3600 or 1h30m.")]
    [InlineData("a 60 WHAT x", 1, "'WHAT' is not a record type; write TYPE123 for one without a name here.")]
    [InlineData("a 60 TYPE9 b. A", 1, "Data of type TYPE9 are understood in the generic form only: \\# length hexadecimal.")]
    [InlineData("a 60 DS 1 8 2 abc", 1, "The hexadecimal data have an odd number of digits.")]
    [InlineData("a 60 DS 1 8 2 xx", 1, "'xx' is not hexadecimal.")]
    [InlineData("a 60 DS 70000 8 2 ab", 1, "'70000' is not a number from 0 to 65535.")]
    [InlineData("a 60 TYPE9 \\# 2 ab", 1, "The length says 2 octets, and 1 follow.")]
    [InlineData("a 60 A \\# 2 abcd", 1, "The octets are not data of type A: an address of the wrong length at octet 0.")]
    [InlineData("\na 60 NS (b", 2, "A parenthesis is opened and never closed.")]
    [InlineData("a 60 NS b )", 1, "A parenthesis is closed and was never opened.")]
    [InlineData("a 60 TXT \"b\n\"", 1, "A quotation mark is opened and not closed on its line.")]
    [InlineData("a 60 NS b..c", 1, "'b..c' has an empty label.")]
    [InlineData("$INCLUDE other", 1, "'$INCLUDE' is not understood; only $ORIGIN and $TTL are.")]
    public void Bad_text_is_named_with_its_line(string text, int line, string sentence)
    {
        var problem = Assert.Throws<MasterFileException>(() => Read(text));
        Assert.Equal((line, sentence), (problem.Line, problem.Sentence));
    }

    [Theory]
    [InlineData("a\u001b[2J\u202e x", "'a\\027[2J\\226\\128\\174' holds a character that a DNS name cannot hold as it stands, at position 2.")]
    [InlineData("a 60 \u001b[2J", "'\\027[2J' is not a record type; write TYPE123 for one without a name here.")]
    [InlineData("$\u001b[2J", "'$\\027[2J' is not understood; only $ORIGIN and $TTL are.")]
    public void What_a_sentence_quotes_is_escaped(string text, string sentence) =>
        Assert.Equal((sentence, "Line 1: " + sentence), Assert.Throws<MasterFileException>(() => Read(text)) is var problem ? (problem.Sentence, problem.Message) : default);

    [Theory]
    [InlineData("a")]
    [InlineData("a ")]
    [InlineData("\"")]
    [InlineData("(")]
    [InlineData("(\n\n\"\"")]
    [InlineData("\\(")]
    public void An_entry_without_end_is_refused_while_it_is_short(string again)
    {
        var text = new EndlessText(again);
        var before = System.GC.GetAllocatedBytesForCurrentThread();
        Assert.Matches(
            "^The entry is longer than 1,048,576 characters, more than any record takes.$|^A quotation mark|^A parenthesis",
            Assert.Throws<MasterFileException>(() => MasterFileReader.Read(again == "(" ? new StringReader(new string('(', 3_000_000)) : text).Any()).Sentence);
        Assert.InRange(System.GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000_000);
    }

    [Fact]
    public void Records_before_the_bad_line_have_been_given()
    {
        using var records = MasterFileReader.Read(new StringReader("a 60 A 192.0.2.1\nbad")).GetEnumerator();
        Assert.True(records.MoveNext());
        Assert.Throws<MasterFileException>(() => records.MoveNext());
    }

    [Fact]
    public void A_file_without_end_is_read_as_far_as_it_is_taken() =>
        Assert.Equal(20_000, MasterFileReader.Read(new EndlessText("a 60 A 192.0.2.1 ; again\n")).Take(20_000).Count());

    private static List<ResourceRecord> Read(string text) => [.. MasterFileReader.Read(new StringReader(text), DomainName.Parse("example"))];

    private sealed class EndlessText(string line) : TextReader
    {
        private int _at;

        public override int Peek() => line[_at % line.Length];

        public override int Read() => line[_at++ % line.Length];
    }
}
