using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;

namespace GlueTools.Delegation.Tests.ZoneFiles;

/// <summary>In each file of a parent that lies beside the tests is found what it says, and nothing else.</summary>
public class ZoneFixtureTests
{
    public static TheoryData<string> Files => new(ZoneFixtures.Names);

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_shows_what_it_expects_and_nothing_else(string name)
    {
        var problems = new List<string>();

        var found = ZoneFixtures.Found(ZoneFixtures.Judge(name, problems));

        Assert.Equal(ZoneFixtures.Expected(name), found);
        Assert.Equal(ZoneFixtures.Problems(name), problems);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void What_it_shows_is_saved_and_judged_again_to_the_letter(string name)
    {
        foreach (var report in ZoneFixtures.Judge(name, []))
        {
            var saved = EvidenceWriter.Write(report.View);
            var again = DelegationReport.Of(EvidenceReader.Read(saved));
            Assert.Equal(report.Rows().Select(EvidenceTests.Text), again.Rows().Select(EvidenceTests.Text));
            Assert.Equal(saved, EvidenceWriter.Write(again.View));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_finding_says_what_is_wrong_and_what_to_do(string name) => Assert.All(ZoneFixtures.Judge(name, []).SelectMany(report => report.Rows()), finding =>
    {
        Assert.Matches(@"^[A-Z0-9a-z].*[^. ]\.$", finding.Message);
        Assert.Matches(@"^[A-Z].*[^. ]\.$", finding.Remedy);
        Assert.DoesNotContain("  ", finding.Message + finding.Remedy, StringComparison.Ordinal);
    });

    /// <summary>How findings of files read, each of them once.</summary>
    [Fact]
    public void Findings_read_as_they_are_written_down()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "ZoneFiles", "Zones") + Path.DirectorySeparatorChar;
        var sentences = ZoneFixtures.Names.SelectMany(name => ZoneFixtures.Judge(name, []).SelectMany(report => report.Rows()
            .Where(row => row.Code is "NameServerUnresolvable" or "NameServerDomainDoesNotExist" or "CircularDependency" or "NameServerIsSacrificial" || row.Check == "ParentZoneIsClean")
            .Select(row => name + " " + report.View.DomainName + " " + row.Code + "\n" + row.Message.Replace(folder, string.Empty, StringComparison.Ordinal) + "\n" + row.Remedy.Replace(folder, string.Empty, StringComparison.Ordinal) + "\n")));

        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "ZoneFiles", "Sentences.txt")).Replace("\r", string.Empty, StringComparison.Ordinal), string.Join('\n', sentences));
    }
}
