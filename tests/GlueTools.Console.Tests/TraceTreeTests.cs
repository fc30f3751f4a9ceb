using System.Text.RegularExpressions;

namespace GlueTools.Console.Tests;

/// <summary><c>glue trace</c> draws the way as a tree.</summary>
public sealed class TraceTreeTests(SampleLab lab) : IClassFixture<SampleLab>
{
    [Fact]
    public void Each_zone_stands_below_the_one_that_led_to_it_with_the_servers_asked() => Assert.Equal(
        """
        refuses.example
        .
        |  a.root-servers.net  198.41.0.4  leads to example  T
        |  a.root-servers.net  2001:503:ba3e::2:30  leads to example  T
        |  b.root-servers.net  170.247.170.2  leads to example  T
        |  b.root-servers.net  2801:1b8:10::b  leads to example  T
        `- example
           |  ns1.nic.example  37.209.192.10  glue  leads to refuses.example  T
           |  ns1.nic.example  2001:dcd:1::10  glue  leads to refuses.example  T
           |  ns2.nic.example  37.209.194.10  glue  leads to refuses.example  T
           |  ns2.nic.example  2001:dcd:2::10  glue  leads to refuses.example  T
           `- refuses.example
              |  ns1.refuses.example  45.10.1.1  glue  answers with authority  T
              |  ns1.refuses.example  2a10:10:1::1  glue  answers with authority  T
              |  ns2.refuses.example  45.10.2.1  glue  x Refused (REFUSED)  T
              |  ns2.refuses.example  2a10:10:2::1  glue  x Refused (REFUSED)  T
              `- name servers of refuses.example: ns1.refuses.example, ns2.refuses.example

        """.ReplaceLineEndings("\n"),
        Trace("refuses.example", "--all"));

    [Theory]
    [InlineData("nonexistent.example", "`- x the zone example has no such name as nonexistent.example\n")]
    [InlineData("nocut.example", "`- x nocut.example is in the zone example, and no zone begins there\n")]
    [InlineData("alias.example", "`- x alias.example is an alias in the zone example\n")]
    [InlineData("unregistered.example", "`- name servers of unregistered.example: ")]
    [InlineData("a..b", "x 'a..b' has an empty label; remove the extra dot.\n")]
    public void Where_the_way_ends_is_told_with_the_reason(string name, string end) => Assert.Contains(end, Trace(name));

    private string Trace(string name, params string[] options) => Regex.Replace(lab.Run(["trace", name, .. options]).Out, @"\d+\.\d ms", "T");
}
