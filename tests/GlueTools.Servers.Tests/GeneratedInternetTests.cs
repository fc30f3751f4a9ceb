using System;
using System.IO;
using System.Linq;
using GlueTools.Servers.Tests.Servers;

namespace GlueTools.Servers.Tests;

/// <summary>A shortened run of <c>tests/internet</c>: every fault that the generator wrote is found with its subject, and nothing else.</summary>
public sealed class GeneratedInternetTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    [Fact]
    public void Five_hundred_generated_domains_get_exactly_the_findings_that_the_generator_wrote()
    {
        Requirements.Servers("nsd", "python3", "bash");
        var (code, text) = ScriptRun.Run(Path.Combine(Requirements.RepositoryRoot(), "tests", "internet", "run.sh"), Limit, "--glue", Path.Combine(AppContext.BaseDirectory, "glue.dll"));

        output.WriteLine(text);
        Assert.True(code == 0, text);
        Assert.Contains("lost 0, twice 0, unknown 0; about the zone: missed 0, false 0", text, StringComparison.Ordinal);
        Assert.True(text.Split('\n').Count(line => line.EndsWith("1.0000  1.0000", StringComparison.Ordinal)) >= 40, text);
    }

    [Fact]
    public void What_a_hundred_generated_domains_depend_on_is_what_brute_force_finds()
    {
        Requirements.Servers("nsd", "python3", "bash");
        var script = Path.Combine(Requirements.RepositoryRoot(), "tests", "internet", "dependencies.sh");
        var (code, text) = ScriptRun.Run(script, Limit, "--domains", "100", "--seed", "3", "--glue", Path.Combine(AppContext.BaseDirectory, "glue.dll"));

        output.WriteLine(text);
        Assert.True(code == 0, text);
        Assert.Contains("; other 0", text, StringComparison.Ordinal);
    }
}
