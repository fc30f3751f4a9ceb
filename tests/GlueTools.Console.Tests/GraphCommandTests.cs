using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace GlueTools.Console.Tests;

/// <summary><c>glue graph</c>.</summary>
public sealed class GraphCommandTests(SampleLab lab) : IClassFixture<SampleLab>
{
    [Fact]
    public void A_tree_is_drawn_unless_something_else_is_asked_for()
    {
        var result = lab.Run("graph", "healthy3.test");

        Assert.Equal(
            """
            healthy3.test
            |- ns2.healthy1.example  45.10.2.1 2a10:10:2::1
            |- ns1.healthy3.test  45.10.3.1 2a10:10:3::1  glue
            |- looks up names in healthy1.example
            |  |- ns1.healthy1.example  45.10.1.1 2a10:10:1::1  glue
            |  |- ns2.healthy1.example  45.10.2.1 2a10:10:2::1  glue
            |  `- delegated by example  (2 name servers)
            |     `- delegated by the root  (2 name servers)
            `- delegated by test  (2 name servers)
               `- delegated by the root  (2 name servers)
            No one zone, operator or network beyond the way to the parent takes healthy3.test away when it is lost.
            With an empty cache, at least 3 servers are asked 3 questions.

            """.ReplaceLineEndings("\n"),
            result.Out);
        Assert.Equal(0, result.Exit);
    }

    [Fact]
    public void Rows_and_summaries_come_in_every_format()
    {
        var nodes = lab.Run("graph", "healthy2.example", "--format", "jsonl").JsonLines;
        var summary = lab.Run("graph", "healthy2.example", "--summary", "--format", "jsonl").JsonLines.Single();

        Assert.Equal(["Zone", "NameServer", "Address", "Address", "NameServer", "Address", "Address", "Zone"], nodes.Select(node => node.GetProperty("Kind").GetString()).Take(8));
        Assert.All(nodes, node => Assert.Equal("Reached", node.GetProperty("Status").GetString()));
        Assert.Equal(["operator healthy1.example"], summary.GetProperty("CutPoints").EnumerateArray().Select(point => point.GetString()));
        Assert.StartsWith("DomainName,Kind,", lab.Run("graph", "healthy2.example", "--format", "csv").Out);
        Assert.Contains("operator healthy1.example", lab.Run("graph", "healthy2.example", "--summary").Out);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("csv")]
    public void A_drawing_in_a_format_of_rows_is_refused_before_any_file_is_touched(string format)
    {
        using var file = new TextFile("before");

        var result = lab.Run("graph", "healthy3.test", "--draw", "dot", "--format", format, "-o", file.Path);

        Assert.Equal((2, "before"), (result.Exit, File.ReadAllText(file.Path)));
        Assert.Equal("--draw has a form of its own; leave --format out, or --draw to get rows.", Assert.Single(result.ErrorLines));
    }

    [Fact]
    public void Drawings_are_what_they_say()
    {
        Assert.StartsWith("digraph ", lab.Run("graph", "healthy3.test", "--draw", "dot").Out);
        Assert.StartsWith("flowchart LR\n", lab.Run("graph", "healthy3.test", "--draw", "mermaid").Out);
        Assert.Equal("svg", XDocument.Parse(lab.Run("graph", "healthy3.test", "--draw", "svg").Out).Root!.Name.LocalName);
    }

    [Fact]
    public void Saved_evidence_gives_the_same_and_asks_nobody()
    {
        var live = lab.Run("graph", "healthy3.test");
        using var saved = new TextFile(lab.Run("collect", "healthy3.test", "--dependencies").Out);

        Assert.Equal(live.Out, GlueResult.Of(["graph", "--from", saved.Path], TextReader.Null).Out);
        Assert.Contains("collect with dependencies", GlueResult.Of(["graph", "--from", WithoutDependencies().Path], TextReader.Null).Out);
    }

    [Fact]
    public void What_cannot_be_drawn_is_told_beside_the_drawings()
    {
        var result = lab.Run("graph", "healthy3.test", "a..b", "nonexistent.example");

        Assert.StartsWith("healthy3.test\n", result.Out);
        Assert.DoesNotContain("nonexistent", result.Out);
        Assert.Contains("nonexistent.example: The domain nonexistent.example is not delegated", result.Error);
        Assert.Contains("a..b: ", result.Error);
        Assert.Equal(2, result.Exit);
    }

    [Fact]
    public void Mistakes_are_told_with_what_to_do()
    {
        Assert.Contains("--draw takes tree, dot, mermaid or svg, not 'png'.", lab.Run("graph", "healthy3.test", "--draw", "png").Error);
        Assert.Contains("leave one of them out", lab.Run("graph", "healthy3.test", "--draw", "dot", "--summary").Error);
        Assert.Contains("--draw has a form of its own", lab.Run("graph", "healthy3.test", "--draw", "dot", "--format", "csv").Error);
        Assert.Contains("--draw svg draws one domain", lab.Run("graph", "healthy3.test", "healthy2.example", "--draw", "svg").Error);
        using var table = new TextFile("45.10.0.0/16 here\n");
        Assert.Contains("line 1 is no prefix", lab.Run("graph", "healthy3.test", "--autonomous-system-file", table.Path).Error);
    }

    [Fact]
    public void The_numbers_of_autonomous_systems_come_from_the_users_file()
    {
        using var table = new TextFile("45.10.0.0/16 64500\n2a10:10::/32 64500\n");
        var summary = lab.Run("graph", "healthy3.test", "--summary", "--format", "jsonl", "--autonomous-system-file", table.Path).JsonLines.Single();

        Assert.Equal(["AS64500"], summary.GetProperty("AutonomousSystems").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal(["autonomous system AS64500"], summary.GetProperty("CutPoints").EnumerateArray().Select(one => one.GetString()));
    }

    [Fact]
    public void An_audit_finds_single_points_of_failure_where_it_is_told_to_look()
    {
        Assert.Contains("SinglePointOfFailure", lab.Run("test", "healthy2.example", "--detailed", "--dependencies", "--format", "csv").Out);
        Assert.DoesNotContain("SinglePointOfFailure", lab.Run("test", "healthy2.example", "--detailed", "--format", "csv").Out);
        Assert.Equal("Healthy", lab.Run("test", "healthy2.example", "--dependencies", "--format", "jsonl").JsonLines.Single().GetProperty("Status").GetString());
    }

    private TextFile WithoutDependencies() => new(lab.Run("collect", "healthy3.test").Out);
}
