using System.Collections.Generic;
using System.Linq;
using GlueTools.Dns.Names;
using GlueTools.Network.Options;

namespace GlueTools.Network.Walking;

/// <summary>
/// Zone cuts above the domains that were asked about, for the next run in the same session: what the servers above a zone say of that zone. Never what the zone
/// itself says of a domain in it, nor that anybody was silent or denied something. The domain of an audit is looked for anew, whatever lies below it was asked before.
/// </summary>
internal sealed class KeptCuts
{
    private readonly Dictionary<(DomainName Zone, DomainName Name), KeptCut> _cuts = new();

    /// <summary>The proof of the path to the start servers.</summary>
    internal KeptPath Path { get; } = new();

    /// <summary>Cuts kept now.</summary>
    internal int Count => _cuts.Count;

    /// <summary>Keeps what a walker knows of the way to a domain's parent.</summary>
    /// <param name="walker">The walker of the run.</param>
    /// <param name="domain">The domain that was audited.</param>
    /// <param name="now">The time, in microseconds of the loop's clock.</param>
    internal void Keep(DelegationWalker walker, DomainName domain, long now)
    {
        if (_cuts.Count >= WalkBudget.KeptCuts)
        {
            DropOld(now);
        }

        var way = walker.KnownAbove(domain).ToList();
        // The deepest zone on the way is the parent: what it says of names between itself and the domain may be otherwise a moment later.
        var parent = way.LastOrDefault(known => known.Cut.Zone is not null)?.Cut.Zone?.Name ?? DomainName.Root;
        foreach (var known in way)
        {
            var cut = known.Cut;
            // What is used again is as old as it was: nothing lives longer for being asked about often.
            if (cut.Kind is CutKind.Cut or CutKind.NoCut && cut.Interruption is null && known.Key.Zone != parent && _cuts.Count < WalkBudget.KeptCuts && !_cuts.ContainsKey(known.Key))
            {
                _cuts.Add(known.Key, new KeptCut(cut, now));
            }
        }
    }

    /// <summary>Tells a walker what is still young enough on the way to a domain's parent.</summary>
    internal void Tell(DelegationWalker walker, DomainName domain, long now)
    {
        var zone = DomainName.Root;
        for (var depth = 1; depth < domain.LabelCount; depth++)
        {
            var key = (zone, domain.LastLabels(depth));
            if (!_cuts.TryGetValue(key, out var kept))
            {
                continue;
            }

            if (now - kept.At > WalkBudget.KeptUs)
            {
                _cuts.Remove(key);
                continue;
            }

            walker.Learn(key, kept.Cut);
            zone = kept.Cut.Zone?.Name ?? zone;
        }

        if (_cuts.ContainsKey((zone, domain)))
        {
            // A neighbour's parent: what was said of it before is not to be told of it now.
            walker.Forget((zone, domain));
        }
    }

    private void DropOld(long now)
    {
        foreach (var key in _cuts.Where(kept => now - kept.Value.At > WalkBudget.KeptUs).Select(kept => kept.Key).ToList())
        {
            _cuts.Remove(key);
        }
    }

    private sealed record KeptCut(CutResult Cut, long At);
}

/// <summary>What a walker knows of a name: whether a zone is cut off there from the one above.</summary>
/// <param name="Key">The zone and the name.</param>
/// <param name="Cut">What its servers said.</param>
internal sealed record KnownCut((DomainName Zone, DomainName Name) Key, CutResult Cut);
