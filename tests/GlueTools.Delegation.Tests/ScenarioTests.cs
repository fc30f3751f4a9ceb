using System.Linq;
using System.Threading.Tasks;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Delegation.Tests;

/// <summary>Each audit of each scenario file finds what the file expects: all of it, and nothing else.</summary>
public sealed class ScenarioTests(ScenarioResults results)
{
    /// <summary>File, the audit's place in it, and the audit's words, for a name that tells something.</summary>
    public static TheoryData<string, int, string> Audits
    {
        get
        {
            var data = new TheoryData<string, int, string>();
            foreach (var file in ScenarioFiles.Names)
            {
                var audits = ScenarioFiles.Load(file).Audits;
                for (var i = 0; i < audits.Count; i++)
                {
                    data.Add(file, i, string.Join(' ', audits[i].Options.Prepend(audits[i].DomainName.Text)));
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Audits))]
    public async Task An_audit_finds_what_its_scenario_expects_and_nothing_else(string file, int index, string words)
    {
        var (audit, report) = await results.Of(file, index);

        Assert.Equal(words, string.Join(' ', audit.Options.Prepend(audit.DomainName.Text)));
        string[] expected = ScenarioRun.Expected(audit), found = ScenarioRun.Found(report);
        Assert.True(expected.SequenceEqual(found), Difference(expected, found));
        Assert.Equal(ScenarioRun.ExpectsNothingKnown(audit), report.View.Problem is not null);
    }

    [Theory]
    [MemberData(nameof(Audits))]
    public async Task Saved_evidence_is_judged_to_the_same_findings_to_the_letter(string file, int index, string words)
    {
        var (_, report) = await results.Of(file, index);

        var saved = EvidenceWriter.Write(report.View);
        var again = DelegationReport.Of(EvidenceReader.Read(saved));

        Assert.NotEmpty(words);
        Assert.Equal(report.Rows().Select(EvidenceTests.Text), again.Rows().Select(EvidenceTests.Text));
        Assert.Equal(report.View.Problem, again.View.Problem);
        Assert.Equal(saved, EvidenceWriter.Write(again.View));
    }

    [Theory]
    [MemberData(nameof(Audits))]
    public async Task Every_finding_says_what_is_wrong_and_what_to_do(string file, int index, string words)
    {
        var (_, report) = await results.Of(file, index);

        Assert.All(report.Rows(), finding =>
        {
            Assert.Matches(@"^[A-Z0-9a-z].*[^. ]\.$", finding.Message);
            Assert.Matches(@"^[A-Z].*[^. ]\.$", finding.Remedy);
            Assert.DoesNotContain("  ", finding.Message + finding.Remedy, System.StringComparison.Ordinal);
            Assert.NotEmpty(finding.Reference);
            Assert.NotEmpty(words);
        });
    }

    [Theory]
    [MemberData(nameof(Audits))]
    public async Task The_changes_that_are_advised_go_together_and_put_nothing_there_that_is_no_good(string file, int index, string words)
    {
        var (_, report) = await results.Of(file, index);

        Assert.NotEmpty(words);
        Assert.Empty(ChangeRules.Broken(report.View, report.Findings));
        Assert.Empty(ChangeRules.Broken(report));
    }

    /// <summary>Of every code and of every way in which a sentence is put together there is one entry.</summary>
    public static TheoryData<string, string, string> Sentences
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var sentence in Sentence.Read(ScenarioFiles.Sentences))
            {
                data.Add(sentence.Scenario, sentence.Audit, sentence.Text);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Sentences))]
    public async Task A_finding_reads_as_it_is_written_down(string file, string words, string text)
    {
        var index = ScenarioFiles.Load(file).Audits.ToList().FindIndex(audit => string.Join(' ', audit.Options.Prepend(audit.DomainName.Text)) == words);
        var (_, report) = await results.Of(file, index);

        Assert.Contains(text, report.Rows().Select(Sentence.Of));
    }

    [Fact]
    public void Every_code_that_a_scenario_expects_is_written_down_as_it_reads() => Assert.Empty(
        ScenarioFiles.Names.SelectMany(name => ScenarioFiles.Load(name).Audits).SelectMany(audit => audit.Expectations).Select(expected => expected.Code)
            .Except(Sentence.Read(ScenarioFiles.Sentences).Select(sentence => sentence.Text.Split(' ', '\n')[0])));

    private static string Difference(string[] expected, string[] found) =>
        "Expected:\n  " + string.Join("\n  ", expected) + "\nFound:\n  " + string.Join("\n  ", found);
}
