using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;

namespace GlueTools.Delegation.Tests;

/// <summary>What is advised in every audit of every scenario, as data. <c>GLUETOOLS_ADVICE=write</c> writes it anew, to be read before it is committed.</summary>
public sealed class AdviceTests(ScenarioResults results)
{
    [Fact]
    public async Task What_is_advised_is_what_is_written_down()
    {
        var said = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var file in ScenarioFiles.Names)
        {
            var audits = ScenarioFiles.Load(file).Audits;
            for (var i = 0; i < audits.Count; i++)
            {
                var (audit, report) = await results.Of(file, i);
                if (AdviceText.Of(report) is { Length: > 0 } lines)
                {
                    said.Add(file + ": " + string.Join(' ', audit.Options.Prepend(audit.DomainName.Text)), lines);
                }
            }
        }

        if (Environment.GetEnvironmentVariable("GLUETOOLS_ADVICE") == "write")
        {
            File.WriteAllText(Path.Combine(Here(), "Advice.txt"), Head + string.Concat(said.Select(one => "\n" + one.Key + "\n" + string.Concat(one.Value.Select(line => line + "\n")))));
            return;
        }

        var written = AdviceText.Read(Path.Combine(AppContext.BaseDirectory, "Advice.txt"));
        Assert.Empty(written.Keys.Except(said.Keys));
        Assert.Empty(said.Keys.Except(written.Keys));
        Assert.All(written, one => Assert.Equal(one.Value, said[one.Key]));
    }

    private const string Head = "# What is advised in each audit of each scenario: severity, code, whom it concerns = the changes, & between those that go together, / between alternatives.\n";

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
