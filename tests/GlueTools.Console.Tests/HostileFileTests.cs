using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;
using GlueTools.Dns.Names;

namespace GlueTools.Console.Tests;

/// <summary>Files that are not what they should be: one sentence that may be shown, whatever is in them and however much.</summary>
public sealed class HostileFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("glue-files-").FullName;

    private static readonly string[][] Options =
    [
        ["test", "a.example", "--policy"], ["test", "a.example", "--root-hints"], ["test", "a.example", "--address-map"], ["lab", "audit", "--scenario"],
    ];

    public static TheoryData<string> Readers => new(Options.Select(option => option[^1]));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_file_without_end_or_line_end_is_refused_soon(string option)
    {
        if (!File.Exists("/dev/zero"))
        {
            Assert.Skip("There is no /dev/zero here.");
        }

        // That it ends at all is the test.
        ExpectOneSentence(Run(option, "/dev/zero"), option);
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void Octets_of_any_kind_are_refused_with_a_sentence_that_may_be_shown(string option)
    {
        var octets = new byte[20_000];
        foreach (var seed in Enumerable.Range(0, 5))
        {
            new Random(seed).NextBytes(octets);
            ExpectOneSentence(Run(option, Write(octets)), option);
        }

        ExpectOneSentence(Run(option, Write("\u001b]0;owned\u0007\u202e \u001b[2J\u2028"u8.ToArray())), option);
        ExpectOneSentence(Run(option, Write([0xFF, 0xFE, 0x00, 0xD8, 0x41])), option);
        ExpectOneSentence(Run(option, Write([0xEF, 0xBB, 0xBF, 0x00])), option);
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_folder_is_no_file(string option)
    {
        var result = Run(option, _folder);

        ExpectOneSentence(result, option);
        if (option != "--scenario")
        {
            Assert.Equal(option + ": '" + _folder + "' is a directory, not a file.", Assert.Single(result.ErrorLines));
        }
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void A_mark_of_its_encoding_does_a_file_no_harm(string encoding)
    {
        var path = Path.Combine(_folder, encoding);
        File.WriteAllText(path, "{\"minimumSeverity\":\"loud\"}", Encoding.GetEncoding(encoding));

        Assert.Equal(
            "--policy " + path + ": minimumSeverity takes info, notice, warning, error or critical, not \"loud\".", Assert.Single(Run("--policy", path).ErrorLines));

        File.WriteAllText(path, ". 1 NS a.\na. 1 A 192.0.2", Encoding.GetEncoding(encoding));
        Assert.Equal("--root-hints " + path + ": Line 2: '192.0.2' is not an IPv4 address.", Assert.Single(Run("--root-hints", path).ErrorLines));
    }

    [Fact]
    public async Task A_pipe_with_a_name_is_read_as_a_file_is()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Pipes have no place among the files here.");
        }

        var path = Path.Combine(_folder, "pipe");
        using var make = Process.Start("mkfifo", path);
        await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        var writing = Task.Run(() => File.WriteAllText(path, "[]"), TestContext.Current.CancellationToken);

        var result = Run("--policy", path);

        await writing;
        Assert.Contains("it takes an object such as", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_a_list_or_of_saved_evidence_that_does_not_end_is_one_row()
    {
        var path = Path.Combine(_folder, "long");
        using (var file = File.Create(path))
        {
            file.SetLength(40_000_000);
        }

        var listed = GlueResult.Of("test", "-i", path, "--format", "jsonl");
        Assert.Equal("Invalid", Assert.Single(listed.JsonLines).GetProperty("Status").GetString());
        var saved = GlueResult.Of("test", "--from", path, "--format", "jsonl");
        Assert.Equal(
            "Line 1: longer than 16777216 characters, so this is no line that 'glue collect' wrote.", Assert.Single(saved.JsonLines).GetProperty("FirstProblem").GetString());
    }

    [Fact]
    public void A_line_that_does_not_end_is_given_as_soon_as_it_is_too_long_and_once()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var text = new string('a', 5_000_000);
        Assert.Equal(new BoundedLine(1, "aaaa", true), BoundedLine.Read(new Unending(), 4).First());
        Assert.Equal([new(1, "aaaa", true), new(2, "b", false)], BoundedLine.Read(new StringReader(text + "\nb"), 4));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 25_000_000);
    }

    [Theory]
    [InlineData("--root-hints", 10_001, "It holds more than 10,000 records, more than any list of root servers.")]
    [InlineData("--address-map", 100_001, "Line 100001: there are more than 100,000 addresses.")]
    public void More_entries_than_any_such_file_has_are_refused(string option, int count, string sentence)
    {
        var path = Path.Combine(_folder, "many");
        File.WriteAllLines(path, Enumerable.Range(0, count).Select(i => option == "--root-hints" ? "a 1 A 192.0.2.1" : $"10.{i >> 16}.{(i >> 8) & 255}.{i & 255} unreachable"));

        Assert.Equal(option + " " + path + ": " + sentence, Assert.Single(Run(option, path).ErrorLines));
    }

    private static GlueResult Run(string option, string path) => GlueResult.Of([.. Options.Single(one => one[^1] == option), path]);

    private static void ExpectOneSentence(GlueResult result, string option)
    {
        Assert.Equal(2, result.Exit);
        Assert.Empty(result.Out);
        var sentence = Assert.Single(result.ErrorLines);
        Assert.StartsWith(option, sentence, StringComparison.Ordinal);
        Assert.Equal(sentence, SafeText.Escape(sentence));
        Assert.InRange(sentence.Length, 20, 1000);
    }

    private string Write(byte[] octets)
    {
        var path = Path.Combine(_folder, "octets");
        File.WriteAllBytes(path, octets);
        return path;
    }

    private sealed class Unending : TextReader
    {
        public override int Read() => 'a';
    }
}
