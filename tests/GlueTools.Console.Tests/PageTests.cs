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
