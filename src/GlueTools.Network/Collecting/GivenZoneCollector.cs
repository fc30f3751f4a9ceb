using System.Collections.Generic;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;
using GlueTools.Network.Loop;
using GlueTools.Network.Options;
using GlueTools.Network.Walking;

namespace GlueTools.Network.Collecting;

/// <summary>The child's side where the zone is given: its servers are not asked, and only name servers that it does not know itself are looked up.</summary>
internal sealed class GivenZoneCollector
{
    private readonly DelegationWalker _walker;
    private readonly ParentSide _parent;
    private readonly IGivenZone _given;
    private readonly AuditContext _audit;
    private readonly LoopTask<bool> _done = new();
    private int _open = 1;

    internal GivenZoneCollector(DelegationWalker walker, ParentSide parent, IGivenZone given, AuditContext audit)
    {
        _walker = walker;
        _parent = parent;
        _given = given;
        _audit = audit;
    }

    internal async LoopTask<ChildSide> Collect()
    {
        var copy = _given.About(_parent.NameServers);
        var names = new OrderedSet<DomainName>(_parent.NameServers);
        names.UnionWith(copy.NameServers ?? []);
        var lookups = new NameServerLookups(_audit, name => _walker.Resolver.ResolveForAudit(name, _audit), Close);
        var taken = 0;
        foreach (var name in names)
        {
            if (name.IsAtOrBelow(_parent.Child) && !copy.IsDelegated(name))
            {
                continue;
            }

            if (++taken > WalkBudget.NameServersPerZone)
            {
                _audit.Limits.Miss(AuditLimits.Names, name.Text);
                continue;
            }

            _open++;
            lookups.Add(name);
        }

        lookups.Begin();
        Close();
        await _done;
        return new ChildSide(_parent.Child, copy, lookups.Found);
    }

    private void Close()
    {
        if (--_open == 0)
        {
            _done.SetResult(true);
        }
    }
}
