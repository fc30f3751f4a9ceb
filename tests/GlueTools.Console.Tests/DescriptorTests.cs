using System.IO;

namespace GlueTools.Console.Tests;

/// <summary>Standard streams that are closed, full, or that nobody reads: one sentence and exit status 2, or quiet where that is usual.</summary>
public sealed class DescriptorTests
{
    private const string Full = "Standard output cannot be written further, and its last row may be cut off: ";
    private const string NoOutput = "Standard output is closed, so results have nowhere to go; open it, or name a file with --output.";

    [Theory]
    [InlineData("glue checks >/dev/full", Full)]
    [InlineData("glue checks --format csv >/dev/full", Full)]
    [InlineData("glue checks GlueStale >/dev/full", Full)]
    [InlineData("glue --help >/dev/full", Full)]
    [InlineData("glue --version >/dev/full", Full)]
    [InlineData("glue test a..b --format jsonl >/dev/full", Full)]
    [InlineData("glue test a..b --format csv >/dev/full", Full)]
    [InlineData("yes a..b | glue test -i - --format jsonl >/dev/full", Full)]
    [InlineData("glue checks >&-", NoOutput)]
    [InlineData("glue --help >&-", NoOutput)]
    [InlineData("glue test a..b >&-", NoOutput)]
    [InlineData("glue test a..b >&- <&-", NoOutput)]
    [InlineData("yes a..b | glue test -i - --format jsonl >&-", NoOutput)]
    [InlineData("glue test -i - <&-", "The list cannot be read: standard input is closed; name a file instead of '-'.")]
    [InlineData("glue test --from - <&-", "The list cannot be read: standard input is closed; name a file instead of '-'.")]
    public void A_stream_that_is_no_good_gets_one_sentence_and_exit_2(string line, string sentence)
    {
        Assert.SkipUnless(GlueShell.IsUnix, "A Unix shell closes and fills streams.");
        Assert.SkipUnless(File.Exists("/dev/full") || !line.Contains("/dev/full"), "There is no /dev/full here.");

        var result = GlueShell.Shell(line);

        Assert.Equal(2, result.Exit);
        Assert.StartsWith(sentence, Assert.Single(result.ErrorLines, one => !one.StartsWith("yes: ", System.StringComparison.Ordinal)));
        Assert.DoesNotContain("   at ", result.Error);
    }

    [Theory]
    [InlineData("glue checks GlueStale <&-")]
    [InlineData("glue checks GlueStale 2>&-")]
    [InlineData("glue checks GlueStale <&- 2>&-")]
    [InlineData("glue checks GlueStale 2>/dev/full")]
    public void A_stream_that_is_not_needed_may_be_closed(string line)
    {
        Assert.SkipUnless(GlueShell.IsUnix, "A Unix shell closes streams.");

        var result = GlueShell.Shell(line);

        Assert.Equal(0, result.Exit);
        Assert.StartsWith("GlueStale: Error", result.Out);
        Assert.Empty(result.Error);
    }

    [Theory]
    [InlineData("glue test a..b 2>/dev/full >/dev/null")]
    [InlineData("glue test a..b --detailed 2>&- >/dev/null")]
    [InlineData("glue test a --port 0 2>/dev/full")]
    [InlineData("glue checks >/dev/full 2>&-")]
    [InlineData("glue checks >&- 2>&- <&-")]
    public void What_cannot_be_told_still_shows_in_the_exit_status(string line)
    {
        Assert.SkipUnless(GlueShell.IsUnix, "A Unix shell closes streams.");

        var result = GlueShell.Shell(line);

        Assert.Equal(2, result.Exit);
        Assert.Empty(result.Error);
    }

    [Fact]
    public void A_reader_that_has_seen_enough_hears_nothing_more()
    {
        Assert.SkipUnless(GlueShell.IsUnix, "A Unix shell is needed.");

        var result = GlueShell.Shell("{ yes a..b | { glue test -i - --format jsonl; echo $? >&2; }; } | head -1");

        Assert.Single(result.JsonLines);
        Assert.Equal("141", Assert.Single(result.ErrorLines, one => !one.StartsWith("yes: ", System.StringComparison.Ordinal)));
    }
}
