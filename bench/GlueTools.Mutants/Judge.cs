using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using GlueTools.Delegation;
using GlueTools.Delegation.Views;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Shared;

namespace GlueTools.Mutants;

/// <summary>
/// Runs beside the mutated assembly: audits every scenario once, without a mutant, and then lets each mutant judge what was seen. That is what the scenario
/// tests do, for checks ask nothing; only the network is not asked anew.
/// </summary>
internal static class Judge
{
    /// <summary>Far more than judging takes; a loop that no longer ends takes longer.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Prints number, tab and the scenario for each mutant that some scenario kills.</summary>
    internal static int Run(string scenarios, int mutants)
    {
        var set = typeof(DelegationReport).Assembly.GetType("GlueTools.Delegation.Mutant")!.GetMethod("Set", BindingFlags.Static | BindingFlags.NonPublic)!.CreateDelegate<Action<int>>();
        var views = Collect(scenarios);
        for (var number = 1; number <= mutants; number++)
        {
            set(number);
            string? killer = "took too long";
            var thread = new Thread(() => killer = Killer(views)) { IsBackground = true };
            thread.Start();
            if (!thread.Join(Limit) || killer is not null)
            {
                Console.WriteLine(number + "\t" + killer);
            }

            set(0);
        }

        return 0;
    }

    private static List<(string Name, DelegationView View, string[] Expected)> Collect(string folder)
    {
        var views = new List<(string, DelegationView, string[])>();
        foreach (var file in Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal))
        {
            using var network = LabNetwork.Start(LabScenario.Parse(File.ReadAllText(file)));
            var audits = network.Scenario.Audits;
            var found = new DelegationReport[audits.Count];
            Parallel.For(0, found.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
            {
                using var session = new AuditSession(ScenarioAudit.Options(network, audits[i]), random: new Random(1));
                session.Start(audits[i].DomainName);
                found[i] = session.Take(CancellationToken.None).Report!;
            });
            for (var i = 0; i < found.Length; i++)
            {
                var name = Path.GetFileNameWithoutExtension(file) + " " + audits[i].DomainName;
                var expected = ScenarioAudit.Expected(audits[i]);
                if (!expected.SequenceEqual(ScenarioAudit.Found(found[i].Findings)))
                {
                    // On a busy machine a time-out may be missed; what is not as it should be cannot tell of mutants.
                    Console.Error.WriteLine("Left out, as it fails before anything is changed: " + name);
                    continue;
                }

                views.Add((name, found[i].View, expected));
            }
        }

        return views;
    }

    private static string? Killer(List<(string Name, DelegationView View, string[] Expected)> views)
    {
        foreach (var (name, view, expected) in views)
        {
            try
            {
                if (!expected.SequenceEqual(ScenarioAudit.Found(DelegationReport.Of(view).Findings)))
                {
                    return name;
                }
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                return name + ": " + error.GetType().Name;
            }
        }

        return null;
    }
}
