using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Delegation.Tests;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Network.Sessions;
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
    internal static int Run(string tests, int mutants)
    {
        var set = typeof(DelegationReport).Assembly.GetType("GlueTools.Delegation.Mutant")!.GetMethod("Set", BindingFlags.Static | BindingFlags.NonPublic)!.CreateDelegate<Action<int>>();
        var views = Collect(tests);
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

    private static List<Seen> Collect(string folder)
    {
        var views = new List<Seen>();
        var sentences = Sentence.Read(Path.Combine(folder, "Sentences.txt")).ToLookup(sentence => (sentence.Scenario, sentence.Audit), sentence => sentence.Text);
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "Scenarios"), "*.txt").Order(StringComparer.Ordinal))
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
                string scenario = Path.GetFileNameWithoutExtension(file), words = string.Join(' ', audits[i].Options.Prepend(audits[i].DomainName.Text));
                var seen = new Seen(scenario + ": " + words, found[i].View, ScenarioAudit.Expected(audits[i]), sentences[(scenario, words)].ToArray());
                if (!IsAsExpected(seen))
                {
                    // On a busy machine a time-out may strike; what is not as it should be cannot tell of mutants.
                    Console.WriteLine("Left out, as it fails before anything is changed: " + seen.Name);
                    continue;
                }

                views.Add(seen);
            }
        }

        return views;
    }

    private static bool IsAsExpected(Seen seen)
    {
        var findings = Finding.From(DelegationReport.Of(seen.View).Findings);
        return seen.Expected.SequenceEqual(ScenarioAudit.Found(findings)) && !seen.Sentences.Except(findings.Select(Sentence.Of)).Any();
    }

    private static string? Killer(List<Seen> views)
    {
        foreach (var seen in views)
        {
            try
            {
                if (!IsAsExpected(seen))
                {
                    return seen.Name;
                }
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                return seen.Name + ": " + error.GetType().Name;
            }
        }

        return null;
    }

    /// <summary>What an audit saw, and what must be found in it.</summary>
    private sealed record Seen(string Name, DelegationView View, string[] Expected, string[] Sentences);
}
