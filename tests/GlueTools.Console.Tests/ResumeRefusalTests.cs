using System;
using System.IO;
using System.Linq;

namespace GlueTools.Console.Tests;

/// <summary>What a run does not go on with, and why.</summary>
public sealed class ResumeRefusalTests
{
    // Names that are none are rows without a network.
    private static readonly string[] Names = ["a..1", "a..2", "a..3"];

    [Theory]
    [InlineData("test a --resume --format csv", "--resume goes on in a file; name it with --output FILE.")]
    [InlineData("test a --resume -o - --format csv", "--resume goes on in a file; name it with --output FILE.")]
    [InlineData("test a --resume -o no-such", "--resume takes --format jsonl or csv; what is cut off of another format has no end that a run could go on from.")]
    [InlineData("get a --resume -o no-such --format json", "--resume takes --format jsonl or csv; what is cut off of another format has no end that a run could go on from.")]
    [InlineData("test --from - --resume -o no-such --format csv", "--from asks nobody, so --resume has no meaning beside it; leave one of them out.")]
    [InlineData("test -i - --resume -o no-such --format csv", "--resume reads the list twice, to tell whether it is the same; write it to a file and give that with -i.")]
    [InlineData("find 192.0.2.1 --state no-such --resume -o no-such --format csv", "--resume goes on where servers were asked; with a history, run it again from the beginning.")]
    [InlineData("test -i no-such-list --resume -o no-such --format csv", "-i: there is no file 'no-such-list'.")]
    public void A_mistake_gets_one_sentence(string arguments, string sentence)
    {
        var result = GlueResult.Of(arguments.Split(' '));

        Assert.Equal(2, result.Exit);
        Assert.Equal(sentence, Assert.Single(result.ErrorLines));
        Assert.False(File.Exists("no-such") || File.Exists("no-such.run"));
    }

    [Theory]
    [InlineData("test --format csv --depth core", "it was begun without --depth, and this is with --depth core.")]
    [InlineData("test --format jsonl", "it was begun with --format csv, and this is with --format jsonl.")]
    [InlineData("test --format csv --shard 1/1 --no-header", "it was begun without --no-header, and this is with --no-header.")]
    [InlineData("test --format csv --shard 1/2", "its part of the list is 1/1, and this one is 1/2.")]
    [InlineData("test --format csv --check GlueStale --check GlueMissing", "it was begun without --check, and this is with --check GlueStale GlueMissing.")]
    [InlineData("get --format csv", "'glue test' wrote it, and this is 'glue get'.")]
    public void Other_options_are_named(string other, string difference)
    {
        using var folder = new RunFolder().With(Names);
        Run(folder, "test --format csv");
        var rows = File.ReadAllText(folder.Rows);

        var result = Run(folder, other);

        Assert.Equal(2, result.Exit);
        Assert.Equal("--resume: '" + folder.Rows + "' cannot be gone on with: " + difference, Assert.Single(result.ErrorLines));
        Assert.Equal(rows, File.ReadAllText(folder.Rows));
    }

    [Theory]
    [InlineData("test --format csv", "--policy", "{}", "{ }")]
    [InlineData("graph --format csv", "--autonomous-system-file", "192.0.2.0/24 64500", "192.0.2.0/24 64501")]
    [InlineData("test --format csv --registry", "--bootstrap", "{\"services\":[]}", "{ \"services\":[]}")]
    public void What_a_file_holds_counts_and_not_its_name(string command, string option, string text, string other)
    {
        using var folder = new RunFolder().With(Names);
        File.WriteAllText(folder.At("file1"), text);
        File.WriteAllText(folder.At("file2"), text);
        File.WriteAllText(folder.At("file3"), other);
        Run(folder, command, option, folder.At("file1"));

        Assert.Equal("Names finished before: 3.", Assert.Single(Run(folder, command, option, folder.At("file2")).ErrorLines));
        Assert.Contains("it was begun with " + option + " sha256:", Assert.Single(Run(folder, command, option, folder.At("file3")).ErrorLines));
    }

    [Fact]
    public void Another_list_is_refused_and_another_layout_of_the_same_is_not()
    {
        using var folder = new RunFolder().With(Names);
        Run(folder, "test --format csv");

        File.WriteAllText(folder.List, "# noted\n\r\n  a..1 # one\r\na..2\n\na..3");
        Assert.Equal("Names finished before: 3.", Assert.Single(Run(folder, "test --format csv").ErrorLines));
        folder.With([.. Names, "a..4"]);
        Assert.Matches("cannot be gone on with: its list is 3 names with sha256:[0-9a-f]{64}, and this one is 4 names with sha256:", Assert.Single(Run(folder, "test --format csv").ErrorLines));
        folder.With(Names.Reverse());
        Assert.Matches("its list is 3 names with sha256:[0-9a-f]{64}, and this one is 3 names with sha256:", Assert.Single(Run(folder, "test --format csv").ErrorLines));
    }

    [Fact]
    public void The_hash_of_a_plain_list_is_that_of_its_file()
    {
        using var folder = new RunFolder();
        File.WriteAllText(folder.List, "a..1\na..2\n");
        Run(folder, "test --format csv");

        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(folder.List)));
        Assert.Contains("\nlist 2 sha256:" + hash + "\n", File.ReadAllText(folder.Journal));
    }

    [Theory]
    [InlineData("version ", "version 0.0.1", "version 0.0.1 wrote it, and this is version ")]
    [InlineData("glue run 1", "glue run 9", "it is no journal of a run.")]
    [InlineData("glue run 1", "", "it is no journal of a run.")]
    [InlineData("list ", "list of names", "line 4 is damaged.")]
    [InlineData("2 ", "2 what", " is damaged.")]
    [InlineData("2 ", "1 5 0 none a", " is damaged.")]
    public void A_journal_of_another_version_or_none_is_refused(string line, string replacement, string sentence)
    {
        using var folder = new RunFolder().With(Names);
        Run(folder, "test --format csv");
        File.WriteAllText(folder.Journal, string.Concat(File.ReadAllLines(folder.Journal).Select(one => (one.StartsWith(line, StringComparison.Ordinal) ? replacement : one) + "\n")));
        var journal = File.ReadAllText(folder.Journal);
        var rows = File.ReadAllText(folder.Rows);

        var result = Run(folder, "test --format csv");

        Assert.Equal(2, result.Exit);
        Assert.Contains(sentence, Assert.Single(result.ErrorLines));
        Assert.Equal(rows, File.ReadAllText(folder.Rows));
        Assert.Equal(journal, File.ReadAllText(folder.Journal));
    }

    [Fact]
    public void Results_that_somebody_changed_are_refused()
    {
        using var folder = new RunFolder().With(Names);
        Run(folder, "test --format csv");
        var rows = File.ReadAllText(folder.Rows);

        File.WriteAllText(folder.Rows, rows.Replace("a..2", "a..9", StringComparison.Ordinal));
        Assert.Contains("the results beside it were changed after they were written, before octet ", Assert.Single(Run(folder, "test --format csv").ErrorLines));
        File.WriteAllText(folder.Rows, rows + "more\n");
        Assert.Contains("the results beside it were added to after the run had come to its end.", Assert.Single(Run(folder, "test --format csv").ErrorLines));
        Assert.EndsWith("more\n", File.ReadAllText(folder.Rows));
    }

    [Fact]
    public void Results_without_a_journal_are_not_touched()
    {
        using var folder = new RunFolder().With(Names);
        File.WriteAllText(folder.Rows, "mine");

        var result = Run(folder, "test --format csv");

        Assert.Equal(2, result.Exit);
        Assert.EndsWith("is there already, and no journal says what of it is whole; name another file, or delete it.", Assert.Single(result.ErrorLines));
        Assert.Equal("mine", File.ReadAllText(folder.Rows));
    }

    [Fact]
    public void Results_with_a_journal_are_not_overwritten()
    {
        using var folder = new RunFolder().With(Names);
        Run(folder, "test --format csv");
        var rows = File.ReadAllText(folder.Rows);

        var result = GlueResult.Of("test", "-i", folder.List, "-o", folder.Rows, "--format", "csv");

        Assert.Equal(2, result.Exit);
        Assert.EndsWith("can be gone on with; give --resume, or delete both to begin anew.", Assert.Single(result.ErrorLines));
        Assert.Equal(rows, File.ReadAllText(folder.Rows));
    }

    [Fact]
    public void A_second_run_does_not_get_in()
    {
        using var folder = new RunFolder().With(Names);
        Run(folder, "test --format csv");
        using (new FileStream(folder.Journal, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            var result = Run(folder, "test --format csv");

            Assert.Equal(2, result.Exit);
            Assert.Matches("^-o: the file '.*rows\\.run' cannot be written: .*used by another process", Assert.Single(result.ErrorLines));
        }
    }

    private static GlueResult Run(RunFolder folder, string command, params string[] more) =>
        GlueResult.Of([.. command.Split(' '), "-i", folder.List, "-o", folder.Rows, "--resume", .. more]);
}
