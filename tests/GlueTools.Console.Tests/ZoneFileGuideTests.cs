using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace GlueTools.Console.Tests;

/// <summary>docs/guides/check-a-zone-file.md shows what its commands print.</summary>
public sealed class ZoneFileGuideTests
{
    private static readonly string[] Page = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "guides", "check-a-zone-file.md"));

    [Fact]
    public void Every_command_of_the_guide_prints_what_it_shows()
    {
        Assert.SkipUnless(GlueProcess.IsPossible, "There is no /bin/sh here.");
        var folder = Directory.CreateTempSubdirectory("gluetools-guide-").FullName;
        try
        {
            var blocks = Blocks().ToList();
            foreach (var (command, shown) in blocks.Where(block => block.Command.StartsWith("cat ", StringComparison.Ordinal)))
            {
                File.WriteAllLines(Path.Combine(folder, command[4..]), shown);
            }

            var last = 0;
            var run = 0;
            File.WriteAllText(Path.Combine(folder, "next.zone"), Mistyped(File.ReadAllText(Path.Combine(folder, "example.zone"))));
            foreach (var (command, shown) in blocks)
            {
                if (command == "echo $?")
                {
                    Assert.Equal([last.ToString(System.Globalization.CultureInfo.InvariantCulture)], shown);
                }
                else if (command.StartsWith("glue ", StringComparison.Ordinal))
                {
                    using var glue = new GlueProcess("cd " + folder + "; export COLUMNS=100", command.Split(' ')[1..]);
                    last = glue.End();
                    run++;
                    Assert.Equal(shown, glue.Error.Concat(glue.Out).Select(line => line.TrimEnd()));
                }
            }

            Assert.Equal(3, run);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The file of the last part: the letter l in place of a one.</summary>
    private static string Mistyped(string zone) => zone.Replace("old.club  A    45.10.9.1", "ns2.club  A    45.11.2.l", StringComparison.Ordinal);

    /// <summary>Commands of the guide with what stands under each.</summary>
    private static IEnumerable<(string Command, string[] Shown)> Blocks()
    {
        var inside = false;
        string? command = null;
        var shown = new List<string>();
        foreach (var line in Page)
        {
            var isFence = line.StartsWith("```", StringComparison.Ordinal);
            if ((isFence || line.StartsWith("$ ", StringComparison.Ordinal)) && command is not null)
            {
                yield return (command, shown.ToArray());
                command = null;
            }

            inside ^= isFence;
            if (inside && line.StartsWith("$ ", StringComparison.Ordinal))
            {
                (command, shown) = (line[2..], []);
            }
            else
            {
                shown.Add(line);
            }
        }
    }
}
