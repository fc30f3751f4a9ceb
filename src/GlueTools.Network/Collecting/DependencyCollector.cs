using System.Collections.Generic;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;
using GlueTools.Network.Loop;
using GlueTools.Network.Options;
using GlueTools.Network.Walking;

namespace GlueTools.Network.Collecting;

/// <summary>
/// Finds what a domain depends on beyond its own delegation: of each zone that a name server without glue lies in, and of each zone above it, the name servers
/// and the glue; and of those without glue again the zones that they lie in. What the run knows already is asked nobody again.
/// </summary>
internal sealed class DependencyCollector
{
    private readonly DelegationWalker _walker;
    private readonly AuditContext _audit;
    private readonly AuditLimits _limits = new();
    private readonly SortedDictionary<DomainName, DependencyZone> _zones = new();
    private readonly SortedDictionary<DomainName, NameServerAddresses> _names = new();
    private readonly Queue<DomainName> _open = new();
    private DomainName _domain;
    private int _begin;

    internal DependencyCollector(DelegationWalker walker, AuditContext audit)
    {
        _walker = walker;
        _audit = audit;
    }

    internal async LoopTask<DependencyEvidence> Collect(ParentSide parent, ChildSide? child)
    {
        _domain = parent.Child.ToLower();
        _begin = _audit.Tally.Total(null).Questions;
        Need(parent.Zone);
        foreach (var name in parent.NameServers)
        {
            var isGlued = name.IsAtOrBelow(parent.Zone) && parent.GlueOf(name).Count > 0;
            if (!isGlued && !name.IsAtOrBelow(parent.Child))
            {
                await Find(name, child?.ResolutionOf(name));
            }
        }

        while (_open.Count > 0)
        {
            await Look(_open.Dequeue());
        }

        return new DependencyEvidence(new List<DependencyZone>(_zones.Values), new List<NameServerAddresses>(_names.Values)) { Limits = _limits.ToTexts() };
    }

    /// <summary>The zone above and how it delegates this one, and where the name servers are that it gives no address of.</summary>
    private async LoopTask<bool> Look(DomainName name)
    {
        if (Ceiling(_zones.Count, WalkBudget.ZonesPerGraph, AuditLimits.Zones) is { } ceiling)
        {
            _limits.Miss(ceiling, name.Text);
            return false;
        }

        var lookup = await _walker.FindZone(name, strictlyAbove: false, _audit.PathTo(name));
        if (lookup.Zone is not { } zone || zone.Name != name)
        {
            _limits.Miss(AuditLimits.Unanswered, name.Text);
            return false;
        }

        var above = zone.IsStart ? null : lookup.Above?.Name;
        var glue = new List<GlueAddress>();
        var given = zone.IsStart ? zone.Servers.Count : zone.Given;
        var names = new SortedSet<DomainName>(zone.NameServers);
        for (var i = 0; i < given; i++)
        {
            if (zone.Servers[i].Name is { } server)
            {
                names.Add(server.ToLower());
                glue.Add(new GlueAddress(server.ToLower(), zone.Servers[i].Address, null));
            }
        }

        glue.Sort(GlueAddress.Order);
        _zones[name] = new DependencyZone(name, above, new List<DomainName>(names), glue);
        if (above is { } parent)
        {
            Need(parent);
        }

        var searches = new List<LoopTask<bool>>();
        foreach (var server in zone.WithoutAddress)
        {
            // What lies in the very zone that it serves is found by glue or not at all.
            if (!zone.IsStart && !server.IsAtOrBelow(name))
            {
                var search = Find(server, null);
                searches.Add(search);
                if (zone.WithoutAddress.Count > WalkBudget.LookupsAtOnce)
                {
                    await search;
                }
            }
        }

        await LoopTasks.WhenAll(searches);
        return true;
    }

    private async LoopTask<bool> Find(DomainName name, NameServerAddresses? known)
    {
        if (_names.ContainsKey(name))
        {
            return true;
        }

        if (Ceiling(_names.Count, WalkBudget.NamesPerGraph, AuditLimits.Names) is { } ceiling)
        {
            _limits.Miss(ceiling, name.Text);
            return false;
        }

        // Before anybody is asked, so that nobody else asks the same.
        _names[name] = known ?? new NameServerAddresses(name, ResolutionStatus.NotLookedAt);
        var found = known ?? await _walker.Resolver.ResolveForAudit(name, _audit);
        _names[name] = found;
        if (found.Zone is { } zone)
        {
            Need(zone.ToLower());
        }

        return true;
    }

    private void Need(DomainName zone)
    {
        if (zone != _domain && !_zones.ContainsKey(zone) && !_open.Contains(zone))
        {
            _open.Enqueue(zone);
        }
    }

    private string? Ceiling(int count, int most, string what) =>
        _audit.Tally.Ceiling
        ?? (_audit.Tally.Total(null).Questions - _begin > WalkBudget.QuestionsPerGraph ? AuditLimits.Questions : count >= most ? what : null);
}
