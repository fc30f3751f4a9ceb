using System;
using System.Collections.Generic;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Plans;

/// <summary>Whether a delegation is led from one version of a zone to another.</summary>
internal sealed partial class CopyAgreement
{
    /// <summary>
    /// What is seen where all servers of a delegation go for others that serve another version of the zone: an old provider's copy may well have the higher serial, so nobody but the owner knows which is
    /// right. Null where changes do not do that.
    /// </summary>
    internal FormattableString? OtherVersion(IReadOnlyList<Change> changes)
    {
        foreach (var change in changes)
        {
            if (change is not { Place: ChangePlace.Delegation, Record: ChangedRecord.NameServer } || _view.Parent is not { } parent || change.OldNameServers.Count < parent.NameServers.Count)
            {
                continue;
            }

            var stay = new HashSet<DomainName>(change.NewNameServers);
            stay.IntersectWith(parent.NameServers);
            SortedSet<uint> come = Serials(change.NewNameServers), go = Serials(change.OldNameServers);
            if (stay.Count == 0 && come.Count > 0 && go.Count > 0 && !come.Overlaps(go))
            {
                return $"They serve another version of the zone (serial {Prose.List(come)}) than those that the delegation names ({Prose.List(go)}), and nothing that was seen tells which is the right one";
            }
        }

        return null;
    }

    private SortedSet<uint> Serials(IReadOnlyList<DomainName> names)
    {
        var serials = new SortedSet<uint>();
        foreach (var server in _view.Child?.Servers ?? [])
        {
            foreach (var name in names)
            {
                if (server.Copy?.Serial is { } serial && server.Names.Includes(name))
                {
                    serials.Add(serial);
                }
            }
        }

        return serials;
    }
}
