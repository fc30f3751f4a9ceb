using System.Collections.Generic;
using System.IO;
using System.Linq;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Zones;

namespace GlueTools.Dns.Tests;

/// <summary>What a master file may do beside stating records, and how the rest goes on where a part of it cannot be read.</summary>
public sealed class MasterFileOptionsTests
{
    private static readonly MasterFileOptions Zone = new() { File = "zone", Origin = DomainName.Parse("example"), DefaultTtl = 60 };

    [Fact]
    public void Every_record_has_its_place()
    {
        var records = MasterFileReader.Read(new StringReader("a A 192.0.2.1\n; nothing\nb NS (\n c )\n"), Zone);

        Assert.Equal(["zone 1 a", "zone 3 b"], records.Select(one => one.File + " " + one.Line + " " + one.Record.Owner.RelativeTo(Zone.Origin)));
    }

    [Theory]
    [InlineData("$GENERATE 1-3 host$ A 192.0.2.$", "host1.example. 60 IN A 192.0.2.1|host2.example. 60 IN A 192.0.2.2|host3.example. 60 IN A 192.0.2.3")]
    [InlineData("$GENERATE 0-4/2 ${10,4} 5 IN NS ns${-0,2,x}", "0010.example. 5 IN NS ns00.example.|0012.example. 5 IN NS ns02.example.|0014.example. 5 IN NS ns04.example.")]
    [InlineData("$GENERATE 254-255 ${0,3,X} NS ${0,0,o}.test.", "0FE.example. 60 IN NS 376.test.|0FF.example. 60 IN NS 377.test.")]
    [InlineData("$GENERATE 1-1 a\\$$ TXT \"$$ $\"", "a\\$1.example. 60 IN TXT \"$ 1\"")]
    public void Generate_stands_for_an_entry_for_each_number(string text, string records) => Assert.Equal(records.Split('|'), Texts(text, Zone with { Generates = true }));

    [Theory]
    [InlineData("$GENERATE 1-3 host$ A", "$GENERATE takes a range, an owner, a type and data, as in $GENERATE 1-10 host$ A 192.0.2.$.")]
    [InlineData("$GENERATE 3-1 a$ A 192.0.2.$", "'3-1' is not a range such as 1-10 or 1-10/2.")]
    [InlineData("$GENERATE 1-3/0 a$ A 192.0.2.$", "'1-3/0' is not a range such as 1-10 or 1-10/2.")]
    [InlineData("$GENERATE 1-2000000 a$ A 192.0.2.1", "The range stands for more than 1,048,576 records; write it in several lines.")]
    [InlineData("$GENERATE 1-3 a${0,3,y} A 192.0.2.1", "'0,3,y' is not an offset, a width and a base such as ${0,3,d}, with a number that is not below zero.")]
    [InlineData("$GENERATE 1-3 a${-2} A 192.0.2.1", "'-2' is not an offset, a width and a base such as ${0,3,d}, with a number that is not below zero.")]
    [InlineData("$GENERATE 1-3 a${0 A 192.0.2.1", "'a${0' is not an offset, a width and a base such as ${0,3,d}, with a number that is not below zero.")]
    [InlineData("$GENERATE 250-260 a$ A 192.0.2.$", "'192.0.2.256' is not an IPv4 address.")]
    public void A_generate_that_cannot_be_read_says_why_once(string text, string sentence)
    {
        var problems = new List<string>();

        _ = Texts(text, Zone with { Generates = true, Problem = problem => problems.Add(problem.Message) });

        Assert.Equal(["zone, line 1: " + sentence], problems);
    }

    [Fact]
    public void Generate_is_refused_where_it_is_not_asked_for() =>
        Assert.Equal("zone, line 1: '$GENERATE' is not understood; only $ORIGIN and $TTL are.", Assert.Throws<MasterFileException>(() => Texts("$GENERATE 1-2 a$ A 192.0.2.1", Zone)).Message);

    [Fact]
    public void An_included_file_has_its_own_origin_and_owners_and_leaves_the_TTL()
    {
        var files = new Dictionary<string, string>
        {
            ["inner"] = "b A 192.0.2.2\n$ORIGIN deep\n$TTL 5\nc A 192.0.2.3",
            ["other"] = "d A 192.0.2.4\nbad",
        };
        var asked = new List<string>();
        var problems = new List<string>();
        MasterFileText Open(string from, string name)
        {
            asked.Add(from + " " + name);
            return files.TryGetValue(name, out var text) ? new MasterFileText(name, new StringReader(text)) : throw new IOException("There is no file '" + name + "'.");
        }

        var records = MasterFileReader.Read(
            new StringReader("a A 192.0.2.1\n$INCLUDE inner\n AAAA 2001:db8::1\n$INCLUDE other sub\n$INCLUDE none\ne A 192.0.2.5"),
            Zone with { Include = Open, Problem = problem => problems.Add(problem.Message) }).ToList();

        Assert.Equal(
            [
                "zone 1 a.example. 60 IN A 192.0.2.1", "inner 1 b.example. 60 IN A 192.0.2.2", "inner 4 c.deep.example. 5 IN A 192.0.2.3", "zone 3 a.example. 5 IN AAAA 2001:db8::1",
                "other 1 d.sub.example. 5 IN A 192.0.2.4", "zone 6 e.example. 5 IN A 192.0.2.5",
            ],
            records.Select(one => one.File + " " + one.Line + " " + one.Record));
        Assert.Equal(["zone inner", "zone other", "zone none"], asked);
        Assert.Equal(["other, line 2: The line ends where a record type is expected.", "zone, line 5: There is no file 'none'."], problems);
    }

    [Fact]
    public void Files_that_include_themselves_come_to_an_end()
    {
        var opened = 0;
        MasterFileText Again(string from, string name)
        {
            opened++;
            return new MasterFileText(name, new StringReader("$INCLUDE again"));
        }

        var error = Assert.Throws<MasterFileException>(() => MasterFileReader.Read(new StringReader("$INCLUDE again"), Zone with { Include = Again }).Any());

        Assert.Equal("again, line 1: More than 16 files include one another; does one of them include itself?", error.Message);
        Assert.Equal(16, opened);
    }

    [Fact]
    public void What_cannot_be_read_is_told_and_the_rest_goes_on()
    {
        var problems = new List<string>();

        var records = Texts(
            "a A 192.0.2\nb A 192.0.2.2\nx..y A 192.0.2.3\n  AAAA 2001:db8::3\nc TXT \"open\nd A 192.0.2.4\ne CH A 192.0.2.5\nf A 192.0.2.6 )\n A 192.0.2.7\ng NS (",
            Zone with { Problem = problem => problems.Add(problem.Line + " " + problem.Sentence) });

        Assert.Equal(["b.example. 60 IN A 192.0.2.2", "d.example. 60 IN A 192.0.2.4"], records);
        Assert.Equal(
            [
                "1 '192.0.2' is not an IPv4 address.",
                "3 'x..y' has an empty label.",
                "4 The record has the owner of a line before it that cannot be read.",
                "5 A quotation mark is opened and not closed on its line.",
                "7 Class 'CH' is not understood; only IN is.",
                "8 A parenthesis is closed and was never opened.",
                "9 The record has the owner of a line before it that cannot be read.",
                "10 A parenthesis is opened and never closed.",
            ],
            problems);
    }

    [Fact]
    public void Behind_an_origin_that_cannot_be_read_nothing_is_taken_for_what_it_is_not()
    {
        var problems = new List<string>();

        Assert.Equal(["a.example. 60 IN A 192.0.2.1"], Texts("a A 192.0.2.1\n$ORIGIN x..y\nb A 192.0.2.2", Zone with { Problem = problem => problems.Add(problem.Message) }));
        Assert.Equal(["zone, line 2: 'x..y' has an empty label."], problems);
    }

    [Fact]
    public void The_data_of_types_that_are_not_wanted_are_not_looked_into()
    {
        var problems = new List<string>();

        var records = Texts(
            "a 5 RRSIG whatever\n CAA 0 issue \"x\"\n A 192.0.2.1\n HTTPS 1 .\n WHAT 1\n TYPE999 x",
            Zone with { DefaultTtl = null, Wants = type => type == RecordType.A, Problem = problem => problems.Add(problem.Message) });

        Assert.Equal(["a.example. 5 IN A 192.0.2.1"], records);
        Assert.Equal(["zone, line 5: 'WHAT' is not a record type; write TYPE123 for one without a name here."], problems);
    }

    private static List<string> Texts(string text, MasterFileOptions options) => MasterFileReader.Read(new StringReader(text), options).Select(one => one.Record.ToString()).ToList();
}
