using System.Runtime.InteropServices;
using System.Text.Json;

namespace GlueTools.Console.Tests;

/// <summary>A run that is told to end writes whole rows and says by its exit status what ended it.</summary>
public sealed class SignalTests(SampleLab lab) : IClassFixture<SampleLab>
{
    private const string NoSignals = "Needs Unix signals.";

    [Theory]
    [InlineData(PosixSignal.SIGINT, 130)]
    [InlineData(PosixSignal.SIGTERM, 143)]
    [InlineData(PosixSignal.SIGHUP, 129)]
    public void A_signal_ends_the_run_with_whole_rows_and_its_own_status(PosixSignal signal, int status)
    {
        Assert.SkipUnless(GlueProcess.IsPossible, NoSignals);
        using var glue = Start(string.Empty);

        glue.Signal(signal);

        Assert.Equal(status, glue.End());
        Assert.Equal("healthy1.example", JsonDocument.Parse(Assert.Single(glue.Out)).RootElement.GetProperty("DomainName").GetString());
        Assert.Empty(glue.Error);
    }

    [Fact]
    public void A_run_that_was_started_to_outlive_its_terminal_does()
    {
        Assert.SkipUnless(GlueProcess.IsPossible, NoSignals);
        using var glue = Start("trap '' HUP");

        glue.Signal(PosixSignal.SIGHUP);
        glue.In.WriteLine("healthy2.example");
        glue.In.Close();

        Assert.Equal(0, glue.End());
        Assert.Equal(2, glue.Out.Length);
    }

    [Fact]
    public void A_run_that_waits_for_what_cannot_be_taken_back_ends_with_the_second_signal()
    {
        Assert.SkipUnless(GlueProcess.IsPossible, NoSignals);
        using var glue = new GlueProcess(string.Empty, ["test", "--parent-zone", "-"]);
        // More than a pipe holds: when all of it is written, the zone file is being read.
        glue.In.Write(new string('\n', 1 << 20));
        glue.In.Flush();

        glue.Signal(PosixSignal.SIGINT);
        Assert.False(glue.EndsWithin(300));
        glue.Signal(PosixSignal.SIGINT);

        Assert.Equal(130, glue.End());
    }

    private GlueProcess Start(string before)
    {
        var glue = new GlueProcess(before, ["test", "-i", "-", "--format", "jsonl", .. lab.Where]);
        glue.In.WriteLine("healthy1.example");
        glue.In.Flush();
        glue.AwaitRows(1);
        return glue;
    }
}
