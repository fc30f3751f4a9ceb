using System;
using System.IO;
using GlueTools.Servers.Tests.Servers;

namespace GlueTools.Servers.Tests;

/// <summary>A shortened run of <c>tests/odd</c>: what a server does with other zones changes no verdict, whatever it does.</summary>
[Collection(Alone.Name)]
public sealed class OddServersTests(ITestOutputHelper output)
{
    [Fact]
    public void On_odd_servers_a_domain_gets_the_same_findings_in_a_list_and_alone_and_they_are_the_true_ones()
    {
        Requirements.Servers("nsd", "python3", "bash");
        var (code, text) = ScriptRun.Run(
            Path.Combine(Repository.Root, "tests", "odd", "run.sh"), TimeSpan.FromMinutes(8),
            "--sizes", "1,100", "--server-throttle", "32", "--glue", Path.Combine(AppContext.BaseDirectory, "glue.dll"), "--odd", Path.Combine(AppContext.BaseDirectory, "oddservers.dll"));

        output.WriteLine(text);
        Assert.True(code == 0, text);
        Assert.Contains("on 180 odd servers of 45 kinds", text, StringComparison.Ordinal);
        Assert.Contains("lost 0 and 0, twice 0", text, StringComparison.Ordinal);
    }
}
