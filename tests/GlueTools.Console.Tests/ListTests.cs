using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GlueTools.Console.Lists;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;

namespace GlueTools.Console.Tests;

public sealed class ListTests(SampleLab lab) : IClassFixture<SampleLab>
{
    [Fact]
    public void A_bad_line_in_the_middle_loses_nothing()
    {
        const string List = "# names\n\nhealthy1.example\r\n  stale.example  # noted\nnot a name\n\u200bhidden.example\nhealthy2.example.\nhealthy3.test";

        var rows = lab.Run(["test", "noglue.example", "-i", "-", "--format", "jsonl"], new StringReader(List)).JsonLines;

        var expected = new[]
        {
            "healthy1.example Healthy", "healthy2.example Healthy", "healthy3.test Healthy", "noglue.example Error", "not a name Invalid", "stale.example Error",
            "\\226\\128\\139hidden.example Invalid",
        };
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            rows.Select(row => row.GetProperty("DomainName").GetString() + " " + row.GetProperty("Status").GetString()).Order(StringComparer.Ordinal));
        var invalid = rows.Single(row => row.GetProperty("DomainName").GetString() == "not a name");
        Assert.Equal("'not a name' holds a space; give one name per line or argument.", invalid.GetProperty("FirstProblem").GetString());
    }

    [Fact]
    public void A_list_in_a_file_is_read_as_from_standard_input()
    {
        using var file = new TextFile("healthy1.example\nstale.example\n");

        var rows = lab.Run("test", "-i", file.Path, "--format", "jsonl").JsonLines;

        Assert.Equal(["healthy1.example", "stale.example"], rows.Select(row => row.GetProperty("DomainName").GetString()!).Order());
    }

    [Theory]
    [InlineData("test", "-i", "FILE")]
    [InlineData("test", "--from", "FILE")]
    [InlineData("compare", "-i", "FILE", "--format", "csv")]
    public void A_list_that_holds_nothing_is_not_well(params string[] arguments)
    {
        using var file = new TextFile("");

        string[] line = [.. arguments.Select(argument => argument == "FILE" ? file.Path : argument)];
        var result = line.Contains("--from") ? GlueResult.Of(line) : lab.Run(line);

        Assert.Equal(2, result.Exit);
        Assert.Contains("holds no domain, so nothing was looked at.", string.Join(" ", result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public void A_domain_whose_named_truth_does_not_answer_is_Unknown()
    {
        var result = lab.Run("test", "stale.example", "--child-server", "45.10.99.1", "--format", "jsonl");

        Assert.Equal(2, result.Exit);
        Assert.Equal(
            ("Unknown", "None of the servers named as the truth about the zone (45.10.99.1) answers for stale.example with authority, so its delegation was compared with nothing."),
            (result.JsonLines[0].GetProperty("Status").GetString(), result.JsonLines[0].GetProperty("FirstProblem").GetString()));
    }

    [Fact]
    public void A_shard_that_no_name_falls_into_is_well()
    {
        using var file = new TextFile("healthy1.example\n");

        Assert.Equal([0, 0, 0], Enumerable.Range(1, 3).Select(part => lab.Run("test", "-i", file.Path, "--shard", part + "/3").Exit));
    }

    [Fact]
    public void No_more_names_are_read_ahead_than_are_needed()
    {
        var endless = new EndlessList("healthy1.example");
        using var cancel = new CancellationTokenSource();
        using var output = new WatchedWriter(20, cancel);
        using var streams = new ConsoleStreams { In = endless, Out = output };

        var exit = GlueApp.Run(["test", "-i", "-", "--format", "jsonl", "--throttle", "4", .. lab.Where], streams, cancel.Token);

        Assert.Equal(130, exit);
        Assert.InRange(output.Lines, 20, 24);
        Assert.InRange(endless.NamesRead, 20, 600);
    }

    [Theory]
    [InlineData("test")]
    [InlineData("registry")]
    public async Task A_list_of_what_are_no_names_can_be_interrupted(string command)
    {
        using var endless = new EndlessList("a..b");
        using var cancel = new CancellationTokenSource();
        using var output = new WatchedWriter(20, cancel);
        using var streams = new ConsoleStreams { In = endless, Out = output };

        Assert.Equal(130, await Task.Run(() => GlueApp.Run([command, "-i", "-", "--format", "jsonl"], streams, cancel.Token)).WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.InRange(output.Lines, 20, 22);
    }

    [Theory]
    [InlineData("test", "DomainName")]
    [InlineData("get", "DomainName")]
    [InlineData("compare", "DomainName")]
    [InlineData("trace", "DomainName")]
    [InlineData("collect", "DomainName")]
    public void The_parts_of_a_list_are_the_list(string command, string property)
    {
        const string List = "healthy1.example\nHEALTHY1.example.\nnot a name\na..b\nhealthy2.example\nhealthy3.test\n";
        string[] Names(params string[] shard) => lab.Run([command, "-i", "-", .. command == "collect" ? [] : new[] { "--format", "jsonl" }, .. shard], new StringReader(List))
            .JsonLines.Select(row => row.GetProperty(property).GetString()!).ToArray();

        var parts = Enumerable.Range(1, 3).Select(number => Names("--shard", number + "/3")).ToArray();

        Assert.All(parts, part => Assert.NotEmpty(part));
        Assert.Equal(Names().Order(StringComparer.Ordinal), parts.SelectMany(part => part).Order(StringComparer.Ordinal));
        // However it is written, a name is in one part.
        Assert.Single(parts, part => part.Contains("healthy1.example"));
    }

    [Fact]
    public void Parts_in_csv_make_one_file()
    {
        string[] Lines(params string[] options) => lab.Run(["get", "healthy1.example", "stale.example", "a..b", "--format", "csv", .. options]).Out.Split("\r\n")[..^1];

        var whole = Lines();
        string[] merged = [.. Lines("--shard", "1/2"), .. Lines("--shard", "2/2", "--no-header")];

        Assert.Equal(whole[0], merged[0]);
        Assert.Equal(whole.Order(StringComparer.Ordinal), merged.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("jsonl")]
    [InlineData("csv")]
    [InlineData("json")]
    public async Task A_slow_list_holds_up_neither_results_nor_interruption(string format)
    {
        using var slow = new StuckList("healthy1.example\n");
        using var cancel = new CancellationTokenSource();
        using var output = new WatchedWriter(1, null);
        using var streams = new ConsoleStreams { In = slow, Out = output };

        var run = Task.Run(() => GlueApp.Run(["test", "-i", "-", "--format", format, .. lab.Where], streams, cancel.Token));

        Assert.True(SpinWait.SpinUntil(() => output.Text.Contains("Healthy", StringComparison.Ordinal), TimeSpan.FromSeconds(20)));
        Assert.False(run.IsCompleted);
        await cancel.CancelAsync();
        Assert.Equal(130, await run.WaitAsync(TimeSpan.FromSeconds(20)));
        if (format != "csv")
        {
            Assert.Single(new GlueResult(0, format == "json" ? output.Text : "[" + output.Text + "]", string.Empty).JsonArray);
        }
    }

    [Theory]
    [InlineData("a.example b.example\n", new[] { "a.example b.example" })]
    [InlineData("a\r\nb\rc\n\n\n", new[] { "a", "b", "c" })]
    [InlineData("#a\n # b\nc#d\ne #f", new[] { "c#d", "e" })]
    [InlineData("", new string[0])]
    public void Lines_are_trimmed_and_comments_dropped(string text, string[] names) => Assert.Equal(names, NameList.Read(new StringReader(text)));

    [Fact]
    public void A_line_without_end_is_cut() => Assert.Equal(4096, NameList.Read(new StringReader(new string('a', 1_000_000))).Single().Length);

    /// <summary>The same name for ever.</summary>
    private sealed class EndlessList(string name) : TextReader
    {
        private readonly string _line = name + "\n";
        private int _at;

        internal int NamesRead { get; private set; }

        public override int Read()
        {
            var c = _line[_at];
            _at = (_at + 1) % _line.Length;
            NamesRead += _at == 0 ? 1 : 0;
            return c;
        }
    }
}
