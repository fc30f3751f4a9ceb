using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;

namespace GlueTools.Fuzz;

/// <summary>What came of running one reader on damaged inputs.</summary>
/// <param name="Name">The reader.</param>
/// <param name="Executions">Inputs that were read.</param>
/// <param name="Accepted">Inputs that were accepted; the rest was refused in due form.</param>
/// <param name="SlowestMs">Milliseconds that the slowest input took.</param>
/// <param name="MostOctets">Octets that the greediest input had allocated.</param>
/// <param name="Duration">How long all took.</param>
/// <param name="Failure">What an input broke, and the input; null where none did.</param>
public sealed record FuzzResult(string Name, long Executions, long Accepted, double SlowestMs, long MostOctets, TimeSpan Duration, string? Failure);

/// <summary>Runs readers.</summary>
public static class FuzzRun
{
    /// <summary>Every reader of something that comes from outside, by name; each starts from a seed.</summary>
    public static IReadOnlyDictionary<string, Func<int, Target>> Targets { get; } = new Dictionary<string, Func<int, Target>>
    {
        ["messages"] = DnsTargets.Messages,
        ["names-wire"] = DnsTargets.WireNames,
        ["names-text"] = DnsTargets.TextNames,
        ["record-data"] = DnsTargets.RecordData,
        ["master-files"] = DnsTargets.MasterFiles,
        ["root-hints"] = DnsTargets.RootHintFiles,
        ["ds-texts"] = DnsTargets.DsTexts,
        ["evidence-unfolded"] = EvidenceTargets.Unfolded,
        ["evidence-text"] = EvidenceTargets.Folded,
        ["evidence-lines"] = EvidenceTargets.Lines,
        ["policies"] = FileTargets.Policies,
        ["address-maps"] = FileTargets.AddressMaps,
        ["name-lists"] = FileTargets.NameLists,
        ["scenarios"] = FileTargets.Scenarios,
        ["rows"] = RunTargets.Rows,
        ["histories"] = RunTargets.Histories,
        ["rdap"] = RegistryTargets.RdapObjects,
        ["rdap-octets"] = RegistryTargets.RdapOctets,
        ["rdap-bootstrap"] = RegistryTargets.Bootstraps,
        ["whois"] = RegistryTargets.Whois,
        ["http"] = RegistryTargets.HttpReplies,
    };

    /// <summary>Reads so many inputs, or stops at the first that breaks something.</summary>
    public static FuzzResult Run(string name, int seed, long executions)
    {
        var target = Targets[name](seed);
        long done = 0, accepted = 0, most = 0, slowest = 0;
        var watch = Stopwatch.StartNew();
        for (; done < executions; done++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread(), started = watch.ElapsedTicks;
            try
            {
                accepted += target.Step() ? 1 : 0;
            }
            catch (Exception failure)
            {
                return Result(string.Create(CultureInfo.InvariantCulture, $"{failure.GetType().Name}: {failure.Message}\n{failure.StackTrace}\nexecution {done}, input {target.LastInput}"));
            }

            slowest = Math.Max(slowest, watch.ElapsedTicks - started);
            most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return Result(null);

        FuzzResult Result(string? failure) => new(name, done, accepted, slowest * 1000.0 / Stopwatch.Frequency, most, watch.Elapsed, failure);
    }
}
