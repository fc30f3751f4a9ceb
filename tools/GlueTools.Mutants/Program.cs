using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using GlueTools.Mutants;

// As long as a machine may take that has other work as well.
const int JudgingLimitSec = 4 * 3600;
const string Usage = """
    Flips every comparison, condition and return in the checks, their advice and evidence, and the response classifier, one at a time, and says what the tests of the room make of it.
    Everything is compiled once, each mutant behind a switch. What the scenarios do not kill by judging is given to the whole test program.

    usage: GlueTools.Mutants [--only PART-OF-PATH[,PART...]] [--every N] [--jobs N] [--scenarios-only] [--all] [--list]

    --every N   one mutant in N only, spread over all files
    --list      only say what would be changed, with the numbers
    """;

if (args is ["judge", var folder, .. var numbers])
{
    return Judge.Run(folder, numbers);
}

string[] only = [""];
int jobs = 3, every = 1;
bool scenariosOnly = false, all = false, list = false;
for (var i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--only" when i + 1 < args.Length: only = args[++i].Split(','); break;
        case "--every" when i + 1 < args.Length: every = int.Parse(args[++i], CultureInfo.InvariantCulture); break;
        case "--jobs" when i + 1 < args.Length: jobs = int.Parse(args[++i], CultureInfo.InvariantCulture); break;
        case "--scenarios-only": scenariosOnly = true; break;
        case "--all": all = true; break;
        case "--list": list = true; break;
        default: Console.Error.WriteLine(Usage); return 2;
    }
}

var root = AppContext.BaseDirectory;
while (!File.Exists(Path.Combine(root, "GlueTools.sln")))
{
    root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("Run it from where it was built, within the repository.");
}

var clock = Stopwatch.StartNew();
// Within the repository, for some tests read its pages and sources.
var temporary = Path.Combine(root, "out", "mutants-" + Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
try
{
    var room = new Room(
        root,
        "src/GlueTools.Delegation/GlueTools.Delegation.csproj",
        file => (new[] { "Advising", "Checks", "Evidence", "Findings", "Judging" }.Any(folder => file.StartsWith("src/GlueTools.Delegation/" + folder + "/", StringComparison.Ordinal)) || file.EndsWith("/Answers/ResponseClassifier.cs", StringComparison.Ordinal))
            && only.Any(part => file.Contains(part, StringComparison.Ordinal)));
    if (list)
    {
        Print("", room.Find());
        return 0;
    }

    var (built, log) = Tool.Dotnet(root, 600, null, "build", "tests/GlueTools.Delegation.Tests", "--nologo", "-v", "q");
    if (built != 0)
    {
        throw new InvalidOperationException(log);
    }

    string tests = Path.Combine(temporary, "tests"), judge = Path.Combine(temporary, "judge");
    Tool.Copy(Path.Combine(root, "tests/GlueTools.Delegation.Tests/bin/Debug/net10.0"), tests);
    Tool.Copy(AppContext.BaseDirectory, judge);
    room.Write(Path.Combine(tests, "GlueTools.Delegation.dll"));
    // What scenarios build on is not mutated, but must be of the same build.
    foreach (var name in new[] { "GlueTools.Delegation.dll", "GlueTools.Dns.dll", "GlueTools.Lab.dll", "GlueTools.Network.dll", "GlueTools.Reports.dll" })
    {
        File.Copy(Path.Combine(tests, name), Path.Combine(judge, name), overwrite: true);
    }

    Say(room.All.Count + " mutants, " + room.NotCompiled.Count + " of them do not compile");
    var tried = room.All.Where(mutant => mutant.Number % every == 0 && !room.NotCompiled.Contains(mutant.Number)).ToList();
    var (code, text) = Tool.Dotnet(judge, JudgingLimitSec, null, tried.Select(mutant => mutant.Number.ToString(CultureInfo.InvariantCulture) + (mutant.File.Contains("/Evidence/", StringComparison.Ordinal) ? Judge.Reads : "")).Prepend(tests).Prepend("judge").Prepend("GlueTools.Mutants.dll"));
    if (code != 0)
    {
        throw new InvalidOperationException(text);
    }

    var killed = new SortedDictionary<int, string>();
    foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
    {
        if (line.Split('\t') is [var number, var by] && int.TryParse(number, out var id))
        {
            killed[id] = by;
        }
        else
        {
            Console.WriteLine(line);
        }
    }

    Say(killed.Count + " of " + tried.Count + " killed by scenarios");
    var rest = tried.Where(mutant => !killed.ContainsKey(mutant.Number)).ToList();
    if (!scenariosOnly)
    {
        // What scenarios make of a check has been seen; the classifier also decides what is asked.
        var firstOfClassifier = room.All.FindIndex(mutant => mutant.File.Contains("/Answers/", StringComparison.Ordinal)) is >= 0 and var index ? index + 1 : int.MaxValue;
        var run = new TestRun(tests, "GlueTools.Delegation.Tests.dll");
        Say("all tests pass without a mutant");
        foreach (var (fails, what) in new (Func<int, bool>, string)[] { (run.FailsQuickly, "quick tests"), (number => run.FailsSlowly(number, scenarios: number >= firstOfClassifier), "tests of the network") })
        {
            Parallel.ForEach(rest.Where(mutant => !killed.ContainsKey(mutant.Number)).ToList(), new ParallelOptions { MaxDegreeOfParallelism = jobs }, mutant =>
            {
                if (fails(mutant.Number))
                {
                    lock (killed)
                    {
                        killed[mutant.Number] = what;
                    }
                }
            });
            Say(killed.Count + " killed with " + what);
        }
    }

    var survived = rest.Where(mutant => !killed.ContainsKey(mutant.Number)).ToList();
    if (all)
    {
        Print("killed", room.All.Where(mutant => killed.ContainsKey(mutant.Number)));
        Print("not compiled", room.All.Where(mutant => room.NotCompiled.Contains(mutant.Number)));
    }

    Print("survived", survived);
    Console.WriteLine("killed " + killed.Count + ", survived " + survived.Count + ", of " + tried.Count + " tried; not compiled " + room.NotCompiled.Count + ", of " + room.All.Count);
    return 0;
}
finally
{
    if (Directory.Exists(temporary))
    {
        Directory.Delete(temporary, recursive: true);
    }
}

void Say(string text) => Console.WriteLine("[" + (int)clock.Elapsed.TotalSeconds + " s] " + text);

static void Print(string verdict, IEnumerable<Mutant> mutants)
{
    foreach (var mutant in mutants)
    {
        Console.WriteLine((verdict.Length > 0 ? verdict + "  " : mutant.Number + "  ") + mutant);
    }
}
