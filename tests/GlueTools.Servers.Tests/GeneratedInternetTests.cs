using System;
using System.IO;
using System.Linq;
using GlueTools.Delegation.Judging;
using GlueTools.Servers.Tests.Servers;

namespace GlueTools.Servers.Tests;

/// <summary>
/// A shortened run of <c>tests/internet</c>, with registries that are asked and parents' files that are judged by themselves: every fault that the generator wrote is found with its subject, and
/// nothing else; and files and servers show the same of the parent's side.
/// </summary>
public sealed class GeneratedInternetTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    [Fact]
    public void Five_hundred_generated_domains_get_exactly_the_findings_that_the_generator_wrote()
    {
        Requirements.Servers("nsd", "python3", "bash");
        var (code, text) = ScriptRun.Run(Path.Combine(Repository.Root, "tests", "internet", "run.sh"), Limit, "--registries", "--parent-files", "--glue", Path.Combine(AppContext.BaseDirectory, "glue.dll"));

        output.WriteLine(text);
        Assert.True(code == 0, text);
        Assert.Contains("lost 0, twice 0, unknown 0; about the zone: missed 0, false 0", text, StringComparison.Ordinal);
        var (asked, files) = (text[..text.IndexOf("Code, of the file alone", StringComparison.Ordinal)], text[text.IndexOf("Code, of the file alone", StringComparison.Ordinal)..]);
        Assert.True(Exact(asked) >= 75, text);
        Assert.All(new[] { "RegistryIsPublished", "RegistryKnowsZone", "RegistrationIsSound" }, check =>
            Assert.All(CheckCatalog.Kinds.Where(kind => kind.Check == check), kind => Assert.Contains("\n" + kind.Code + " ", asked, StringComparison.Ordinal)));
        Assert.All(CheckCatalog.Kinds.Where(kind => kind.Check == "ParentZoneIsClean"), kind => Assert.Contains("\n" + kind.Code + " ", files, StringComparison.Ordinal));
        Assert.True(Exact(files) >= 25, text);
        Assert.Contains(", one way without a reason: 0", files, StringComparison.Ordinal);
    }

    private static int Exact(string text) => text.Split('\n').Count(line => line.EndsWith("1.0000  1.0000", StringComparison.Ordinal));

    [Fact]
    public void What_a_hundred_generated_domains_depend_on_is_what_brute_force_finds()
    {
        Requirements.Servers("nsd", "python3", "bash");
        var script = Path.Combine(Repository.Root, "tests", "internet", "dependencies.sh");
        var (code, text) = ScriptRun.Run(script, Limit, "--domains", "100", "--seed", "3", "--glue", Path.Combine(AppContext.BaseDirectory, "glue.dll"));

        output.WriteLine(text);
        Assert.True(code == 0, text);
        Assert.Contains("; other 0", text, StringComparison.Ordinal);
    }
}
