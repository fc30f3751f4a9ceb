using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Console.Tests;

public sealed class LabCommandTests
{
    [Fact]
    public void The_lab_audit_finds_exactly_what_the_lab_holds()
    {
        var result = GlueResult.Of("lab", "audit");

        Assert.Equal(0, result.Exit);
        Assert.Empty(result.Error);
        var summary = result.Out.TrimEnd().Split('\n')[^1];
        Assert.StartsWith(LabSamples.Load("sample").Audits.Count + " domains, ", summary);
        Assert.EndsWith(" s: exactly what the lab holds.", summary);
        Assert.All(LabSamples.Load("sample").Audits, audit => Assert.Contains(audit.DomainName.Text, result.Out));
    }

    [Fact]
    public void A_difference_to_what_the_scenario_expects_is_told_and_gives_1()
    {
        var text = LabSamples.ReadText("sample")
            .Replace("expect GlueStale ns2.stale.example. 45.10.4.1", "expect GlueStale ns2.stale.example. 45.10.4.2", StringComparison.Ordinal);
        using var file = new TextFile(text);

        var result = GlueResult.Of("lab", "audit", "--scenario", file.Path);

        Assert.Equal(1, result.Exit);
        Assert.Contains("stale.example: not found: GlueStale ns2.stale.example 45.10.4.2", result.Out);
        Assert.Contains("stale.example: not expected: GlueStale ns2.stale.example 45.10.4.1", result.Out);
        Assert.EndsWith(" s: not what the lab holds, see above.", result.Out.TrimEnd());
    }

    [Fact]
    public void A_malformed_scenario_is_refused_with_its_line()
    {
        using var file = new TextFile("base\nnonsense here\n");

        var result = GlueResult.Of("lab", "audit", "--scenario", file.Path);

        Assert.Equal(2, result.Exit);
        Assert.StartsWith("--scenario " + file.Path + ": ", Assert.Single(result.ErrorLines));
        Assert.Contains("ine 2", result.Error);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_started_lab_can_be_audited_by_what_it_prints(bool isPlain)
    {
        if (isPlain && OperatingSystem.IsMacOS())
        {
            Assert.Skip("Only 127.0.0.1 is there.");
        }

        using var cancel = new CancellationTokenSource();
        using var output = new WatchedWriter();
        using var streams = new ConsoleStreams { Out = output };
        var hints = Path.GetTempFileName();
        var map = Path.GetTempFileName();
        var bootstrap = Path.GetTempFileName();
        string[] plain = isPlain ? ["--plain", "--port", FreePort()] : [];

        var lab = Task.Run(() => GlueApp.Run(["lab", "start", "--write-hints", hints, "--write-map", map, "--write-bootstrap", bootstrap, .. plain], streams, cancel.Token));
        Assert.True(SpinWait.SpinUntil(() => output.Text.Contains("Ctrl-C ends the lab.", StringComparison.Ordinal) || lab.IsCompleted, TimeSpan.FromSeconds(20)));
        var tried = output.Text.Split('\n').Select(line => line.Trim()).Single(line => line.StartsWith("glue test ", StringComparison.Ordinal));
        var result = GlueResult.Of([.. tried.Split(' ').Skip(1), "--format", "jsonl", "--timeout", "0.4"], TextReader.Null);

        Assert.Equal("GlueStale", result.JsonLines.Single().GetProperty("Findings").EnumerateArray().Single().GetProperty("Code").GetString());
        Assert.Equal(isPlain, output.Text.Contains("dig @127.53.", StringComparison.Ordinal));
        var asked = output.Text.Split('\n').Select(line => line.Trim()).Single(line => line.StartsWith("glue registry ", StringComparison.Ordinal));
        Assert.Contains(bootstrap, asked, StringComparison.Ordinal);
        var held = GlueResult.Of([.. asked.Split(' ').Skip(1), "--format", "jsonl"], TextReader.Null);
        Assert.All(held.JsonLines, row => Assert.Equal("Registered Held", row.GetProperty("Status").GetString() + " " + row.GetProperty("AddressStatus").GetString()));
        Assert.NotEmpty(held.JsonLines);
        await cancel.CancelAsync();
        Assert.Equal(0, await lab.WaitAsync(TimeSpan.FromSeconds(20)));
        File.Delete(hints);
        File.Delete(map);
        File.Delete(bootstrap);
    }

    [Fact]
    public void Files_that_nobody_asked_for_go_away_with_the_lab()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();

        var result = GlueResult.Of(["lab", "start"], TextReader.Null, cancel: cancel.Token);

        var words = result.Out.Split('\n').Single(line => line.TrimStart().StartsWith("glue test ", StringComparison.Ordinal)).Trim().Split(' ');
        Assert.False(File.Exists(words[^1]));
        Assert.False(Directory.Exists(Path.GetDirectoryName(words[^1])));
    }

    private static string FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Parse("127.53.1.1"), 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
