using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using GlueTools.Console.Running;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Network.Loop;

namespace GlueTools.Console.Tests;

/// <summary>
/// The guides on moving name servers are transcripts: every command in them is run in a lab that changes where the page says so, and gives what the page shows.
/// With GLUETOOLS_GUIDES=write the pages are written anew.
/// </summary>
public sealed partial class GuideTranscriptTests
{
    private const string Variable = "GLUETOOLS_GUIDES";

    [Theory]
    [InlineData("renumber-a-name-server", 9)]
    [InlineData("replace-a-name-server", 9)]
    [InlineData("move-away", 8)]
    [InlineData("vanity-name-servers", 8)]
    public void A_guide_shows_what_its_commands_give(string name, int least)
    {
        var path = Path.Combine(Repository.Root, "docs", "guides", name + ".md");
        var page = File.ReadAllText(path).Replace("\r\n", "\n", StringComparison.Ordinal);
        var commands = 0;
        string written;
        using (var guide = new Guide(LabScenario.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Guides", name + ".txt")))))
        {
            written = Part().Replace(page, part =>
            {
                if (part.Groups["clock"].Success)
                {
                    guide.Clock.Seconds = int.Parse(part.Groups["clock"].Value, CultureInfo.InvariantCulture);
                    return part.Value;
                }

                var lines = part.Groups["block"].Value.Split('\n').Where(line => line.StartsWith("$ ", StringComparison.Ordinal)).ToList();
                commands += lines.Count;
                return "```console\n" + string.Concat(lines.Select(line => line + "\n" + guide.Run(line[2..]))) + "```";
            });
        }

        if (Environment.GetEnvironmentVariable(Variable) == "write")
        {
            File.WriteAllText(path, written);
        }

        Assert.Equal(Comparable(page), Comparable(written));
        Assert.InRange(commands, least, 40);
        Assert.Contains("safe to switch it off since", Spaces().Replace(page, " "), StringComparison.Ordinal);
    }

    /// <summary>
    /// What a page of today shows of the clock is another time tomorrow, and breaks its lines elsewhere; of plans and of what is reckoned from a time that is given it stays.
    /// </summary>
    private static string Comparable(string page) => Command().Replace(page, command =>
        Given().IsMatch(command.Value.Split('\n')[0]) ? command.Value : Spaces().Replace(Durations().Replace(Times().Replace(command.Value, "TIME"), "DURATION"), " "));


    [GeneratedRegex(@"<!-- clock: (?<clock>\d+) -->|```console\n(?<block>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Part();

    [GeneratedRegex(@"^\$ glue .*?(?=^\$ |^```)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Command();

    [GeneratedRegex(@"--now|--gone-since")]
    private static partial Regex Given();

    [GeneratedRegex(@"(\d{4}-\d\d-\d\d(T|\s+))?\d\d:\d\d(:\d\d)?(Z| UTC|\s+UTC)|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")]
    private static partial Regex Times();

    [GeneratedRegex(@"\d+(\.\d+)? (h|min|ms|s)\b( \d+ min)?")]
    private static partial Regex Durations();

    [GeneratedRegex(@"\s+|─+")]
    private static partial Regex Spaces();

    /// <summary>A lab with a clock of its own, and the files that commands write and read.</summary>
    private sealed class Guide : IDisposable
    {
        private readonly LabNetwork _network;
        private readonly LabFiles _files;
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

        internal Guide(LabScenario scenario)
        {
            _network = LabNetwork.Start(scenario, Clock);
            _files = LabFiles.Write(_network, null, null);
        }

        internal StandingClock Clock { get; } = new();

        internal string Run(string line)
        {
            var words = line.Split(' ').ToList();
            Assert.Equal("glue", words[0]);
            var to = words.IndexOf(">");
            string? file = to < 0 ? null : Path.Combine(_folder.FullName, words[to + 1]);
            var arguments = words.Take(to < 0 ? words.Count : to).Skip(1).Select(word => File.Exists(Path.Combine(_folder.FullName, word)) ? Path.Combine(_folder.FullName, word) : word).ToList();
            var isSaved = arguments.Contains("--from");
            string[] where = isSaved ? [] : arguments[0] == "query" ? ["--address-map", _files.Map, "--timeout", "0.8"]
                : ["--root-hints", _files.Hints, "--address-map", _files.Map, arguments[0] == "wait" ? "--attempt-timeout" : "--timeout", "0.8"];
            var result = GlueResult.Of([.. arguments, .. where], TextReader.Null, width: 100);
            if (file is not null)
            {
                File.WriteAllText(file, result.Out);
            }

            var text = new StringBuilder();
            foreach (var one in ((file is null ? result.Out : string.Empty) + result.Error).Split('\n'))
            {
                text.Append(one.TrimEnd()).Append('\n');
            }

            return text.ToString().Trim('\n') is { Length: > 0 } shown ? shown + "\n" : string.Empty;
        }

        public void Dispose()
        {
            _files.Dispose();
            _network.Dispose();
            _folder.Delete(recursive: true);
        }
    }

    private sealed class StandingClock : Clock
    {
        private int _seconds;

        internal int Seconds
        {
            set => Volatile.Write(ref _seconds, value);
        }

        public override long Now => Volatile.Read(ref _seconds) * 1_000_000L;

        public override DateTime UtcNow => DateTime.UnixEpoch.AddSeconds(Volatile.Read(ref _seconds));
    }
}
