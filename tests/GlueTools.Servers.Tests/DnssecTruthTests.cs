using System;
using System.IO;
using GlueTools.Servers.Tests.Servers;

namespace GlueTools.Servers.Tests;

/// <summary>A run of <c>tests/dnssec</c>: on zones that BIND's and ldns's tools signed, with each fault made on purpose, our findings say what delv says.</summary>
public sealed class DnssecTruthTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Fact]
    public void What_the_findings_say_of_signed_zones_is_what_delv_says()
    {
        Requirements.Servers("nsd", "python3", "bash", "dnssec-signzone", "delv", "ldns-signzone");
        var (code, text) = ScriptRun.Run(Path.Combine(Repository.Root, "tests", "dnssec", "run.sh"), Limit, "--glue", Path.Combine(AppContext.BaseDirectory, "glue.dll"));

        output.WriteLine(text);
        Assert.True(code == 0, text);
        Assert.Contains("56 zones, 0 disagreements with delv", text, StringComparison.Ordinal);
    }
}
