using System.Collections.Generic;
using System.Linq;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Simulation;

namespace GlueTools.Delegation.Tests;

/// <summary>Evidence that is saved and read back is judged to the same findings, to the letter.</summary>
public sealed class EvidenceTests
{
    private readonly SimulatedLab _lab = new(LabSamples.Load("sample"));

    public static TheoryData<string> Domains => SampleTests.Domains;

    [Theory]
    [MemberData(nameof(Domains))]
    public void Saved_evidence_gives_the_same_findings_to_the_letter(string domain)
    {
        var audit = _lab.Scenario.Audits.Single(one => one.DomainName.Text == domain);
        var options = ScenarioRun.Options(_lab, audit) with { KeepEvidence = true, Depth = AuditDepth.Full };
        var report = ScenarioRun.Audit(_lab, options, audit.DomainName);

        var saved = EvidenceWriter.Write(report.View);
        var again = DelegationReport.Of(EvidenceReader.Read(saved));

        Assert.Equal(report.Rows().Select(Text), again.Rows().Select(Text));
        Assert.Equal(saved, EvidenceWriter.Write(again.View));
    }

    [Fact]
    public void Evidence_that_is_read_after_other_evidence_is_what_it_is_by_itself()
    {
        var memory = new EvidenceMemory();
        var options = ScenarioRun.Options(_lab) with { KeepEvidence = true };
        var saved = _lab.Scenario.Audits.Take(12).Select(audit => EvidenceWriter.Write(ScenarioRun.Audit(_lab, options, audit.DomainName).View)).ToList();

        foreach (var text in saved.Concat(saved))
        {
            var (alone, after) = (EvidenceReader.Read(text), EvidenceReader.Read(text, memory));

            Assert.Equal(text, EvidenceWriter.Write(after));
            Assert.Equal(DelegationReport.Of(alone).Rows().Select(Text), DelegationReport.Of(after).Rows().Select(Text));
            Assert.Equal(Messages(alone), Messages(after));
        }

        static IEnumerable<string> Messages(DelegationView view) => view.Parent!.Servers.Select(server => server.Exchange?.Message?.ToString() ?? string.Empty);
    }

    [Theory]
    [InlineData("", "begins with none of GLUE5:, GLUE4:, GLUE3:, GLUE2:, GLUE1: (a later release")]
    [InlineData("GLUE6:AAAA", "begins with none of GLUE5:, GLUE4:, GLUE3:, GLUE2:, GLUE1: (a later release")]
    [InlineData("GLUE3:not base64!", "damaged")]
    [InlineData("GLUE5:AAAA", "damaged")]
    [InlineData("GLUE4:AAAA", "damaged")]
    [InlineData("GLUE3:AAAA", "damaged")]
    [InlineData("GLUE2:AAAA", "damaged")]
    [InlineData("GLUE1:AAAA", "damaged")]
    public void Text_that_is_no_evidence_is_refused_with_a_sentence(string text, string sentence)
    {
        var error = Assert.Throws<EvidenceFormatException>(() => EvidenceReader.Read(text));

        Assert.Contains(sentence, error.Message, System.StringComparison.Ordinal);
    }

    [Fact]
    public void Evidence_that_was_cut_short_anywhere_is_refused_and_never_crashes()
    {
        var options = ScenarioRun.Options(_lab) with { KeepEvidence = true };
        var saved = EvidenceWriter.Write(ScenarioRun.Audit(_lab, options, _lab.Scenario.Audits[0].DomainName).View);

        for (var length = EvidenceWriter.Prefix.Length; length < saved.Length - 8; length += 97)
        {
            Assert.Throws<EvidenceFormatException>(() => EvidenceReader.Read(saved[..length]));
        }
    }

    /// <summary>All that a finding says.</summary>
    internal static string Text(Finding one) =>
        string.Join("|", one.DomainName, one.Check, one.Code, one.Severity, one.NameServer, one.IPAddress, one.Servers, one.Message, one.Remedy, one.Change, one.Reference);
}
