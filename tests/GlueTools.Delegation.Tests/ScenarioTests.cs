using System.Linq;
using System.Threading.Tasks;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Delegation.Tests;

/// <summary>Each audit of each scenario file finds what the file expects: all of it, and nothing else.</summary>
public sealed class ScenarioTests(ScenarioResults results) : IClassFixture<ScenarioResults>
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
    public async Task Every_finding_says_what_is_wrong_and_what_to_do(string file, int index, string words)
    {
        var (_, report) = await results.Of(file, index);

        Assert.All(report.Findings, finding =>
        {
            Assert.Matches(@"^[A-Z0-9a-z].*[^. ]\.$", finding.Message);
            Assert.Matches(@"^[A-Z].*[^. ]\.$", finding.Remedy);
            Assert.DoesNotContain("  ", finding.Message + finding.Remedy, System.StringComparison.Ordinal);
            Assert.NotEmpty(finding.Reference);
            Assert.NotEmpty(words);
        });
    }

    private static string Difference(string[] expected, string[] found) =>
        "Expected:\n  " + string.Join("\n  ", expected) + "\nFound:\n  " + string.Join("\n  ", found);
}
