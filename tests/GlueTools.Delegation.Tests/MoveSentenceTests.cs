using System.Linq;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Names;
using GlueTools.Lab.Scenarios;
using GlueTools.Simulation;

namespace GlueTools.Delegation.Tests;

/// <summary>A move that was not finished is told with both sides: who is on which, and which version they serve.</summary>
public sealed class MoveSentenceTests
{
    private const string Start =
        """
        base
        in test.
          oldp     NS  ns1.oldp
          oldp     NS  ns2.oldp
          ns1.oldp A   45.41.1.1
          ns2.oldp A   45.42.2.1
          newp     NS  ns1.newp
          newp     NS  ns2.newp
          ns1.newp A   45.31.1.1
          ns2.newp A   45.32.2.1
        zone oldp.test. at 45.41.1.1 45.42.2.1
          @    NS  ns1
          @    NS  ns2
          ns1  A   45.41.1.1
          ns2  A   45.42.2.1
        zone newp.test. at 45.31.1.1 45.32.2.1
          @    NS  ns1
          @    NS  ns2
          ns1  A   45.31.1.1
          ns2  A   45.32.2.1
        in example.
          shop  NS  ns1.oldp.test.
          shop  NS  ns2.oldp.test.
          shop  NS  ns1.newp.test.
          shop  NS  ns2.newp.test.

        """;

    private const string OldNames = "\n  @    NS  ns1.oldp.test.\n  @    NS  ns2.oldp.test.\n", NewNames = "\n  @    NS  ns1.newp.test.\n  @    NS  ns2.newp.test.\n";

    private const string Move = "Name servers of shop.example serve different versions of the zone, and each version names its own servers alone: ", End = ". Resolvers get one or the other, as in a move to other servers that was not finished.";

    [Theory]
    [InlineData("zone shop.example. at 45.41.1.1 serial 5" + OldNames + "zone shop.example. at 45.42.2.1 serial 6" + OldNames + "zone shop.example. at 45.31.1.1 45.32.2.1 serial 9" + NewNames, "MoveUnfinished",
        Move + "ns1.newp.test and ns2.newp.test (serial 9; all in the delegation), and ns1.oldp.test and ns2.oldp.test (serial 5 at ns1.oldp.test/45.41.1.1, and serial 6 at ns2.oldp.test/45.42.2.1; all in the delegation)" + End)]
    [InlineData("zone shop.example. at 45.41.1.1 45.42.2.1 serial 5" + OldNames + "zone shop.example. at 45.31.1.1 45.32.2.1 serial 9" + NewNames + "server 45.41.1.1 mute SOA\nserver 45.42.2.1 mute SOA\n", "MoveUnfinished",
        Move + "ns1.newp.test and ns2.newp.test (serial 9; all in the delegation), and ns1.oldp.test and ns2.oldp.test (a serial that did not show; all in the delegation)" + End)]
    [InlineData("zone shop.example. at 45.41.1.1 45.42.2.1 serial 5" + OldNames + "zone shop.example. at 45.31.1.1 45.32.2.1 serial 5" + NewNames, "ChildServersDisagreeOnNameServers",
        "ns1.newp.test/45.31.1.1 and ns2.newp.test/45.32.2.1 have the NS set ns1.newp.test, ns2.newp.test for shop.example (serial 5), and ns1.oldp.test/45.41.1.1 and ns2.oldp.test/45.42.2.1 have ns1.oldp.test, ns2.oldp.test (serial 5).")]
    [InlineData("zone shop.example. at 45.41.1.1 45.42.2.1 serial 5" + OldNames + "zone shop.example. at 45.31.1.1 45.32.2.1 serial 9" + NewNames + "  @    NS  ns1.oldp.test.\n", "ChildServersDisagreeOnNameServers",
        "ns1.newp.test/45.31.1.1 and ns2.newp.test/45.32.2.1 have the NS set ns1.newp.test, ns2.newp.test, ns1.oldp.test for shop.example (serial 9), and ns1.oldp.test/45.41.1.1 and ns2.oldp.test/45.42.2.1 have ns1.oldp.test, ns2.oldp.test (serial 5).")]
    public void Both_sides_are_named_with_what_they_serve(string zones, string code, string message)
    {
        var lab = new SimulatedLab(LabScenario.Parse(Start + zones, SimulatedClock.Begin));

        var report = ScenarioRun.Audit(lab, ScenarioRun.Options(lab), DomainName.Parse("shop.example"));

        Assert.Equal(message, FindingText.MessageOf(report.Findings.First(finding => finding.Code == code)));
    }
}
