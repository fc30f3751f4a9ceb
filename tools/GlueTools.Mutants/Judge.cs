using System;
using System.Collections.Generic;
using System.Globalization;
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
/// Runs beside the mutated assembly: audits every scenario once, without a mutant, and then lets each mutant judge what was seen, or, where it is in what reads evidence, read that as it was saved and judge it. That is what the scenario
/// tests do, for checks ask nothing; only the network is not asked anew.
/// </summary>
internal static class Judge
{
    /// <summary>Far more than judging takes; a loop that no longer ends takes longer.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Behind the number of a mutant that may show only where evidence is read.</summary>
    internal const string Reads = "r";

    /// <summary>Prints number, tab and the scenario for each mutant that some scenario kills.</summary>
    internal static int Run(string tests, IEnumerable<string> mutants)
    {
        var set = typeof(DelegationReport).Assembly.GetType("GlueTools.Delegation.Mutant")!.GetMethod("Set", BindingFlags.Static | BindingFlags.NonPublic)!.CreateDelegate<Action<int>>();
        var views = Collect(tests);
        foreach (var mutant in mutants)
        {
            var number = int.Parse(mutant.TrimEnd(Reads[0]), CultureInfo.InvariantCulture);
            set(number);
            // Those that are not done in time go on with a list of their own.
            var list = views.ToList();
            Seen? killer = null;
            var thread = new Thread(() => killer = Killer(list, again: false) ?? (mutant.EndsWith(Reads, StringComparison.Ordinal) ? Killer(list, again: true) : null)) { IsBackground = true };
            thread.Start();
            if (!thread.Join(Limit))
            {
                Console.WriteLine(number + "\ttook too long");
            }
            else if (killer is not null)
            {
                Console.WriteLine(number + "\t" + killer.Name);
                // What kills one mutant often kills the next one, too.
                views.Remove(killer);
                views.Insert(0, killer);
            }

            set(0);
        }

        return 0;
    }

    private static List<Seen> Collect(string folder)
    {
        var views = new List<Seen>();
        var sentences = Sentence.Read(Path.Combine(folder, "Sentences.txt")).ToLookup(sentence => (sentence.Scenario, sentence.Audit), sentence => sentence.Text);
        var advice = AdviceText.Read(Path.Combine(folder, "Advice.txt"));
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "Scenarios"), "*.txt").Order(StringComparer.Ordinal))
        {
            using var network = LabNetwork.Start(LabScenario.Parse(File.ReadAllText(file)));
            var audits = network.Scenario.Audits;
            var found = new DelegationReport[audits.Count];
            Parallel.For(0, found.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
            {
                using var session = new AuditSession(ScenarioAudit.Options(network, audits[i]) with { KeepEvidence = true }, random: new Random(1));
                session.Start(audits[i].DomainName);
                found[i] = session.Take(CancellationToken.None).Report!;
            });
            for (var i = 0; i < found.Length; i++)
            {
                string scenario = Path.GetFileNameWithoutExtension(file), words = string.Join(' ', audits[i].Options.Prepend(audits[i].DomainName.Text));
                var seen = new Seen(scenario + ": " + words, found[i].View, EvidenceWriter.Write(found[i].View), ScenarioAudit.Expected(audits[i]), sentences[(scenario, words)].ToArray(), advice.GetValueOrDefault(scenario + ": " + words) ?? []);
                if (!IsAsExpected(seen, again: true))
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

    private static bool IsAsExpected(Seen seen, bool again)
    {
        var report = DelegationReport.Of(again ? EvidenceReader.Read(seen.Evidence) : seen.View);
        var findings = Finding.From(report.Findings);
        return seen.Advice.SequenceEqual(AdviceText.Of(report)) && seen.Expected.SequenceEqual(ScenarioAudit.Found(findings)) && !seen.Sentences.Except(findings.Select(Sentence.Of)).Any();
    }

    private static Seen? Killer(List<Seen> views, bool again) => views.Find(seen => !Survives(seen, again));

    private static bool Survives(Seen seen, bool again)
    {
        try
        {
            return IsAsExpected(seen, again);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return false;
        }
    }

    /// <summary>What an audit saw, and what must be found in it.</summary>
    private sealed record Seen(string Name, DelegationView View, string Evidence, string[] Expected, string[] Sentences, string[] Advice);
}
