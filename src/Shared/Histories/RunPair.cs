using System;
using System.Collections.Generic;
using GlueTools.Reports.Runs;

namespace GlueTools.Shared.Histories;

/// <summary>Two runs side by side, a part of their domains at a time.</summary>
internal static class RunPair
{
    /// <summary>The changes from one run to another.</summary>
    internal static IEnumerable<DelegationChange> Changes(SeenStore before, SeenStore after)
    {
        if (before.IsDivided || after.IsDivided)
        {
            before.Divide();
            after.Divide();
        }

        for (var part = 0; part < before.PartCount; part++)
        {
            var later = new Dictionary<string, SeenDelegation>(StringComparer.Ordinal);
            foreach (var seen in after.Read(part))
            {
                later[seen.Key] = seen;
            }

            foreach (var seen in before.Read(part))
            {
                later.TryGetValue(seen.Key, out var now);
                later.Remove(seen.Key);
                foreach (var change in RunComparer.Of(seen, now))
                {
                    yield return change;
                }
            }

            foreach (var seen in later.Values)
            {
                foreach (var change in RunComparer.Of(null, seen))
                {
                    yield return change;
                }
            }
        }
    }

    /// <summary>The domains of a run.</summary>
    internal static IEnumerable<SeenDelegation> Domains(SeenStore run)
    {
        for (var part = 0; part < run.PartCount; part++)
        {
            foreach (var seen in run.Read(part))
            {
                yield return seen;
            }
        }
    }
}
