using System.Collections.Generic;
using GlueTools.Dns.Names;

namespace GlueTools.Reports.Runs;

/// <summary>Glue that a history remembers.</summary>
public static class HistoryGlue
{
    /// <summary>The rows of a domain whose addresses are wanted, as they were seen last.</summary>
    public static IReadOnlyList<GlueRecord> Of(DomainHistory history, IReadOnlyList<AddressPrefix> wanted)
    {
        var rows = new List<GlueRecord>();
        foreach (var item in history.Items.Values)
        {
            if (item.About.Topic != Topic.Glue || (item.IsOtherwise ? item.Next : item.Settled) is not { } glue)
            {
                continue;
            }

            foreach (var address in glue.Values)
            {
                if (AddressFilter.IsWanted(address, wanted))
                {
                    rows.Add(GlueRecord.Remembered(
                        history.DomainName, glue.Name, address, "Seen from " + (item.IsOtherwise ? item.NextUtc : item.FirstUtc) + " to " + (item.IsOtherwise ? history.LastUtc : item.LastUtc) + "."));
                }
            }
        }

        return rows;
    }
}
