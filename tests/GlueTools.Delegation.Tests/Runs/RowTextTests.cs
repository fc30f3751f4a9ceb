using System;
using System.IO;
using System.Linq;
using GlueTools.Reports.Reading;

namespace GlueTools.Delegation.Tests.Runs;

public sealed class RowTextTests
{
    [Theory]
    [InlineData("{\"DomainName\":\"a\",\"N\":[\"x\",\"y\"],\"T\":true,\"I\":-1.5e3,\"E\":null}")]
    [InlineData("[{\"DomainName\":\"a\",\"N\":[\"x\",\"y\"],\"T\":true,\"I\":-1.5e3}]")]
    [InlineData("[\r\n  {\r\n \"DomainName\" : \"a\" , \"N\": [ \"x\", \"y\" ],\n\"T\":true,\"I\":-1.5e3 }\r\n]\r\n")]
    [InlineData("{\n \"DomainName\": \"a\",\n \"N\": [\n \"x\",\n \"y\"\n ],\n \"T\": true, \"I\": -1.5e3\n}\n")]
    [InlineData("DomainName,N,T,I\r\na,x;y,true,-1.5e3\r\n")]
    [InlineData("#TYPE GlueTools.GlueRecord\n\"DomainName\";\"N\";\"T\";\"I\"\n\"a\";\"x;y\";\"true\";\"-1.5e3\"")]
    [InlineData("\"DomainName\"\t\"N\"\tT\tI\n\na\tx;y\ttrue\t-1.5e3\n\n")]
    public void A_row_is_the_same_however_it_was_written(string text)
    {
        var row = Assert.Single(RowText.Read(new StringReader(text))).Fields!;

        Assert.Equal("a", row.Text("domainname"));
        Assert.Equal(["x", "y"], row.Texts("N"));
        Assert.Equal("x;y", row.Text("N"));
        Assert.Equal("true", row.Text("T"));
        Assert.Equal("-1.5e3", row.Text("I"));
        Assert.Equal(string.Empty, row.Text("E"));
    }

    [Fact]
    public void Texts_are_read_with_all_that_JSON_and_CSV_can_write()
    {
        Assert.Equal("\"\\/\b\f\n\r\té€", RowText.ReadJson("{\"t\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9€\"}").Text("t"));
        Assert.Equal("a \"quoted\"\nline", RowText.Read(new StringReader("t,u\n\"a \"\"quoted\"\"\nline\",2\n")).Single().Fields!.Text("t"));
    }

    [Theory]
    [InlineData("{\"a\":1", "it is cut off")]
    [InlineData("{\"a\":\"x", "it is cut off")]
    [InlineData("{\"a\" 1}", "':' is missing")]
    [InlineData("{\"a\":}", "a value is missing")]
    [InlineData("{\"a\":NaN}", "a value is missing")]
    [InlineData("{\"a\":nul}", "a value is missing")]
    [InlineData("{\"a\":1 \"b\":2}", "a comma is missing")]
    [InlineData("{\"a\":[1 2]}", "a comma is missing in a list")]
    [InlineData("{\"a\":\"\\x\"}", "a text holds an unknown escape")]
    [InlineData("{\"a\":\"\\u12g4\"}", "a text holds an unknown escape")]
    [InlineData("{\"a\":\"\u0001\"}", "a text holds a control character")]
    [InlineData("{} {}", "something stands behind the object")]
    [InlineData("[]", "'{' is missing")]
    [InlineData("", "it is cut off")]
    public void What_is_no_object_is_refused_with_the_reason(string text, string reason) => Assert.Equal(reason, Assert.ThrowsAny<FormatException>(() => RowText.ReadJson(text)).Message);

    [Theory]
    [InlineData(18, false)]
    [InlineData(17, true)]
    public void Nesting_has_an_end(int depth, bool isRead)
    {
        var text = string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);
        Assert.Equal(isRead, Record.Exception(() => RowText.ReadJson(text)) is null);
    }

    [Theory]
    [InlineData("{\"a\":\"1\"}\n{\"a\":\"2\n{\"a\":\"3\"}\n", "1 a=1|2 !|3 a=3")]
    [InlineData("{\"a\":\"1\"}\n{\"a\":2,\n{\"a\":\"3\"}\n", "1 a=1|2 !|3 a=3")]
    [InlineData("{\"a\":\"1\"}\nnonsense\n\n{\"a\":\"4\"}", "1 a=1|2 !|4 a=4")]
    [InlineData("[{\"a\":\"1\"},\n{\"a\":\"2\" ", "1 a=1|2 !.")]
    [InlineData("[{\"a\":\"1\"}\n{\"a\":\"2\"}]", "1 a=1|2 !.")]
    [InlineData("[{\"a\":\"1\"},\n", "1 a=1|2 !.")]
    [InlineData("a,b\n1,2\n3\n4,5\n", "2 a=1|3 !|4 a=4")]
    [InlineData("a,b\n1,\"2\"x\n4,5\n", "2 !|3 a=4")]
    [InlineData("a,b\n1,\"2", "2 !")]
    [InlineData("<html/>", "1 !.")]
    [InlineData("<Objs><Obj RefId=\"0\"><Props><S N=\"a\">1</S></Props></Obj><Obj><Props>", "1 a=1|1 !.")]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Objs/>", "1 !.")]
    [InlineData("", "")]
    public void What_cannot_be_read_is_told_with_its_line_and_the_rest_goes_on(string text, string expected) => Assert.Equal(
        expected, string.Join("|", RowText.Read(new StringReader(text)).Select(row => row.Line + " " + (row.Fields is { } fields ? "a=" + fields.Text("a") : row.IsLast ? "!." : "!"))));

    [Fact]
    public void A_row_without_end_does_not_fill_the_memory()
    {
        using var endless = new Endless("{\"a\":\"");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var row = RowText.Read(endless).First();

        Assert.Equal("this is no JSON object; it is longer than 16,777,216 characters", row.Problem);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 200_000_000);
    }

    [Fact]
    public void Clixml_is_read_with_its_lists_references_and_escapes()
    {
        const string Text = """
            <Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">
              <Obj RefId="0"><TN RefId="0"><T>GlueTools.DelegationResult</T></TN><ToString>x</ToString>
                <Props>
                  <S N="DomainName">a_x000A_b</S><I32 N="Rank">4</I32><B N="IsHealthy">false</B><Nil N="None" />
                  <Obj N="NotTested" RefId="1"><TN RefId="1"><T>GlueTools.TextList</T></TN><LST /></Obj>
                  <Ref N="Limits" RefId="1" />
                  <Obj N="Findings" RefId="2"><LST><Obj RefId="3"><Props><S N="Code">GlueStale</S><Obj N="IPAddress" RefId="4"><LST><S>192.0.2.1</S><S>192.0.2.2</S></LST></Obj></Props></Obj></LST></Obj>
                </Props><MS><S N="PSComputerName">x</S></MS>
              </Obj>
              <S>not a row</S>
              <Obj RefId="9"><Props><S N="DomainName">b</S></Props></Obj>
            </Objs>
            """;
        var rows = RowText.Read(new StringReader(Text)).ToList();

        Assert.Equal([2L, 11L], rows.Select(row => row.Line));
        var first = rows[0].Fields!;
        Assert.Equal(["a\nb", "4", "false", string.Empty], new[] { "DomainName", "Rank", "IsHealthy", "None" }.Select(first.Text));
        Assert.True(first.Has("Limits"));
        Assert.Equal("GlueStale", Assert.Single(first.Rows("Findings")).Text("Code"));
        Assert.Equal(["192.0.2.1", "192.0.2.2"], first.Rows("Findings")[0].Texts("IPAddress"));
        Assert.Equal("b", rows[1].Fields!.Text("DomainName"));
    }

    private sealed class Endless(string head) : TextReader
    {
        private int _at;

        public override int Read(char[] buffer, int index, int count)
        {
            for (var i = 0; i < count; i++, _at++)
            {
                buffer[index + i] = _at < head.Length ? head[_at] : 'x';
            }

            return count;
        }
    }
}
