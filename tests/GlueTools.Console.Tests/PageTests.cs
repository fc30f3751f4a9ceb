using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using GlueTools.Console.Commands;
using GlueTools.Console.Output;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;
using GlueTools.Reports.Formats;

namespace GlueTools.Console.Tests;

/// <summary>docs/console.md describes what there is, all of it and nothing else.</summary>
public sealed class PageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "console.md"));

    [Fact]
    public void Every_command_has_a_section() =>
        Assert.All(GlueCommand.Create(new ConsoleStreams(), default).Subcommands, command => Assert.Contains("\n## glue " + command.Name + "\n", Page));

    [Fact]
    public void Every_option_is_described_and_no_other()
    {
        var described = Page.Split('`', ' ', '\n', '|', ',', ':').Where(word => word.StartsWith("--", StringComparison.Ordinal) && word.Trim('-').Length > 0);

        Assert.Equal(OptionsOf(GlueCommand.Create(new ConsoleStreams(), default)).Append("--help").Distinct().Order(), described.Distinct().Order());
    }

    [Fact]
    public void The_table_of_whom_to_ask_names_the_commands_that_take_an_option()
    {
        const string Head = "\n## Whom to ask, and how fast\n", All = "The table calls *all* ";
        var section = Page[(Page.IndexOf(Head, StringComparison.Ordinal) + Head.Length)..].Split("\n## ")[0];
        var all = section.Split('\n').Single(line => line.StartsWith(All, StringComparison.Ordinal)).Split('`').Where((_, i) => i % 2 == 1).ToHashSet();
        // It has a section of its own, and says there how it asks; so has the time after which waiting ends.
        var commands = GlueCommand.Create(new ConsoleStreams(), default).Subcommands.Where(command => command.Name != "registry").ToList();
        var rows = section.Split('\n').Where(line => line.StartsWith("| `--", StringComparison.Ordinal)).Select(line => line.Split('|')).ToList();

        Assert.True(rows.Count > 20);
        Assert.All(rows, row => Assert.All(row[1].Split('`', ' ', ',').Where(word => word.StartsWith("--", StringComparison.Ordinal)), option => Assert.Equal(
            commands.Where(command => command.Options.Any(one => one.Name == option) && (command.Name, option) != ("wait", "--timeout")).Select(command => command.Name).Order(),
            Named(row[2]).Order())));

        IEnumerable<string> Named(string cell)
        {
            var parts = cell.Trim().Split(", ");
            var but = parts[0].Split(" but ");
            var words = but[0] == "all" ? all.Except(but.Skip(1).SelectMany(text => text.Split(' '))) : parts[0].Split(' ');
            return words.Concat(parts.Skip(1));
        }
    }

    [Fact]
    public void Every_format_is_described()
    {
        var help = GlueResult.Of("get", "--help").Out;
        Assert.All(Enum.GetNames<OutputFormat>(), format => Assert.Contains("\n| `" + format.ToLowerInvariant() + "` |", Page));
        Assert.All(Enum.GetNames<OutputFormat>(), format => Assert.Matches("--format <FORMAT> [^-]*\\b" + format.ToLowerInvariant() + "\\b", help));
        var reports = File.ReadAllText(Path.Combine(Repository.Root, "docs", "reports.md"));
        var cmdlet = File.ReadAllText(Path.Combine(Repository.Root, "docs", "cmdlets", "Export-DelegationReport.md"));
        Assert.All(ReportFormats.All, format =>
        {
            Assert.Contains("\n## " + format.Word + "\n", reports);
            Assert.Matches(@"\| `--format WORD` \|[^\n]*`" + format.Word + @"`[^\n]*`\." + format.Extension + "`", Page);
            Assert.Matches(@"The format:[^:]*\b" + format.Word + @"\b[^:]*:\s+[^\n]*\." + format.Extension + @"\b", cmdlet);
        });
    }

    [Fact]
    public void The_option_of_a_check_is_completed() =>
        Assert.Contains("GlueStale", GlueCommand.Create(new ConsoleStreams(), default).Parse("test --check GlueSt").GetCompletions().Select(one => one.Label));

    private static IEnumerable<string> OptionsOf(Command command) =>
        command.Subcommands.SelectMany(one => one.Options.Select(option => option.Name).Concat(OptionsOf(one)));
}
