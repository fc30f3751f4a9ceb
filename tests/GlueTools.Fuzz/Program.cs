using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace GlueTools.Fuzz;

/// <summary><c>dotnet run -c Release --project tests/GlueTools.Fuzz -- [--seed N] [--count N] [READER ...]</c>: a table of what was executed, and the inputs that broke something.</summary>
internal static class Program
{
    private const string Usage = "Usage: GlueTools.Fuzz [--seed N] [--count N] [READER ...]";

    private static int Main(string[] args)
    {
        int seed = 1, failures = 0;
        long count = 1_000_000;
        var names = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            var isNumber = i + 1 < args.Length && long.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out _);
            if (args[i] is "--seed" or "--count" && isNumber)
            {
                var number = long.Parse(args[++i], CultureInfo.InvariantCulture);
                (seed, count) = args[i - 1] == "--seed" ? ((int)number, count) : (seed, number);
            }
            else if (FuzzRun.Targets.ContainsKey(args[i]))
            {
                names.Add(args[i]);
            }
            else
            {
                System.Console.Error.WriteLine(Usage + "\nReaders: " + string.Join(", ", FuzzRun.Targets.Keys));
                return 2;
            }
        }

        System.Console.WriteLine("| Reader | Seed | Executions | Accepted | Slowest | Most memory | Duration | Broke |");
        System.Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var name in names.Count > 0 ? names : FuzzRun.Targets.Keys.ToList())
        {
            var result = FuzzRun.Run(name, seed, count);
            System.Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {result.Name} | {seed} | {result.Executions:N0} | {result.Accepted:N0} | {result.SlowestMs:F0} ms | {result.MostOctets / 1048576.0:F1} MiB | {result.Duration.TotalSeconds:F0} s | {(result.Failure is null ? 0 : 1)} |"));
            if (result.Failure is not null)
            {
                failures++;
                System.Console.Error.WriteLine(result.Name + ": " + result.Failure);
            }
        }

        return failures == 0 ? 0 : 1;
    }
}
