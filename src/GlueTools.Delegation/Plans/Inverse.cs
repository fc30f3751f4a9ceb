using System.Collections.Generic;
using GlueTools.Delegation.Findings;

namespace GlueTools.Delegation.Plans;

/// <summary>The changes that take changes back, the last one first.</summary>
internal static class Inverse
{
    internal static IReadOnlyList<Change> Of(IReadOnlyList<Change> changes)
    {
        var back = new List<Change>();
        for (var i = changes.Count - 1; i >= 0; i--)
        {
            if (Of(changes[i]) is { } one)
            {
                back.Add(one);
            }
        }

        return back;
    }

    private static Change? Of(Change change) => change.Record switch
    {
        ChangedRecord.NameServer or ChangedRecord.Address or ChangedRecord.Ds => new Change(change.Place, change.Zone, Opposite(change.Action), change.Record)
        {
            Name = change.Name,
            OldNameServers = change.NewNameServers,
            NewNameServers = change.OldNameServers,
            OldAddresses = change.NewAddresses,
            NewAddresses = change.OldAddresses,
            OldDs = change.NewDs,
            NewDs = change.OldDs,
            File = change.File,
        },
        ChangedRecord.Server when change.Setting == ServerSetting.ServeZone => new Change(change.Place, change.Zone, change.Action, change.Record)
        {
            Name = change.Name,
            Servers = change.Servers,
            Setting = ServerSetting.StopServing,
        },
        _ => null,
    };

    private static ChangeAction Opposite(ChangeAction action) => action switch
    {
        ChangeAction.Add => ChangeAction.Remove,
        ChangeAction.Remove => ChangeAction.Add,
        _ => action,
    };
}
