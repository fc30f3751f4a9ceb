using System;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Graph;
using GlueTools.Dns.Names;
using GlueTools.Reports.Drawings;

namespace GlueTools.Delegation.Tests.Graph;

/// <summary>Whatever a name server is called, a drawing stays one: the name is text in it, and nothing else.</summary>
public sealed class HostileDrawingTests
{
    /// <summary>Labels as they may come from the network.</summary>
    public static TheoryData<string> Labels =>
    [
        "<script>alert(1)</script>", "\"];x[label=\"", "a\\", "\\\"", "&amp;&#60;", "]]-->|\"", "`rm`", "%%{init:}", "end", "x\ny", "a\r", "\u0000", "\u001b[31mred", "\u202etest", "=cmd|' /C calc'!A0", "#35;", "{a|b}",
        "\u65e5\u672c", new string('x', 63),
    ];

    [Theory]
    [MemberData(nameof(Labels))]
    public void A_name_is_text_in_every_drawing(string label)
    {
        var name = DomainName.Parse(string.Concat(Encoding.UTF8.GetBytes(label).Select(octet => $"\\{octet:D3}")) + ".hosts.test").ToLower();
        var shown = SafeText.Escape(name.Text);
        var measures = DependencyMeasures.Of(Graph(name, DomainName.Parse("ns2.hosts.test")));

        var svg = XDocument.Parse(DependencyDrawing.Of(measures, DrawingKind.Svg));
        Assert.Contains(shown, svg.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value));
        Assert.Equal(["defs", "desc", "g", "marker", "path", "rect", "style", "svg", "text", "title"], svg.Descendants().Select(element => element.Name.LocalName).Distinct().Order(StringComparer.Ordinal));

        var dot = DependencyDrawing.Of(measures, DrawingKind.Dot);
        Assert.Matches(@"^[A-Za-z0-9_ =,;\[\]{}>\n-]*$", Regex.Replace(dot, @"""(?:[^""\\]|\\[""\\n])*""", "T"));
        Assert.Contains("\"" + shown.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("&", "&amp;", StringComparison.Ordinal) + "\"", dot);

        var mermaid = DependencyDrawing.Of(measures, DrawingKind.Mermaid);
        var nodes = mermaid.Split('\n').Where(line => line.StartsWith("  n", StringComparison.Ordinal)).ToList();
        Assert.All(nodes, line => Assert.Matches(@"^  n\d+(\[\[|\[/|\[|\()""([A-Za-z0-9 .:/,-]|#\d+;|<br/>)*""(\]\]|/\]|\]|\))(:::\w+)?$|^  n\d+ -->(\|""[a-z ]+""\|)? n\d+$", line));
        Assert.Contains(shown, nodes.Select(line => Regex.Replace(line.Split('"').ElementAtOrDefault(1) ?? string.Empty, @"#(\d+);", match => char.ConvertFromUtf32(int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)))));

        foreach (var drawing in new[] { dot, mermaid, svg.ToString(), DependencyDrawing.Of(measures, DrawingKind.Tree) })
        {
            Assert.DoesNotContain(drawing, character => (char.IsControl(character) && character is not ('\n' or '\r')) || char.GetUnicodeCategory(character) == System.Globalization.UnicodeCategory.Format);
        }

        Assert.Contains("|- " + shown + "  45.10.1.1", DependencyDrawing.Of(measures, DrawingKind.Tree));
    }

    [Fact]
    public void A_large_graph_is_drawn_with_less_and_says_so()
    {
        var names = Enumerable.Range(0, 200).Select(number => DomainName.Parse("ns" + number + ".hosts.test")).ToArray();
        var measures = DependencyMeasures.Of(Graph(names));
        var mermaid = DependencyDrawing.Of(measures, DrawingKind.Mermaid);
        var svg = DependencyDrawing.Of(measures, DrawingKind.Svg);

        Assert.InRange(mermaid.Length, 100, 50_000);
        Assert.InRange(Regex.Count(mermaid, " -->"), 1, 500);
        Assert.Contains("left out: the graph is large", mermaid);
        Assert.Contains("left out: the graph is large", svg);
    }

    private static DependencyGraph Graph(params DomainName[] nameServers)
    {
        DomainName domain = DomainName.Parse("victim.example"), parent = DomainName.Parse("example"), hosts = DomainName.Parse("hosts.test");
        var side = new ParentSide(parent, domain, new ParentStatement(Source.Proposal, Referral.Of(domain, nameServers, null, [], [])));
        var conditions = new RunConditions(AuditDepth.Core, isPrivate: false, tcpOnly: false, ipv4Tested: true, ipv6Tested: true, fromServers: false);
        var found = nameServers.Select((name, number) => new NameServerAddresses(name, ResolutionStatus.Found, [IPAddress.Parse("45.10." + (1 + (number / 200)) + "." + (1 + (number % 200)))], hosts)).ToList();
        var view = new DelegationView(domain, side, null, conditions, null, 0, 0)
        {
            Dependencies = new DependencyEvidence(
                [new DependencyZone(DomainName.Root, null, [], []), new DependencyZone(parent, DomainName.Root, [], []), new DependencyZone(DomainName.Parse("test"), DomainName.Root, [], []), new DependencyZone(hosts, DomainName.Parse("test"), [], [])],
                found),
        };
        return DependencyGraph.Of(view)!;
    }
}
