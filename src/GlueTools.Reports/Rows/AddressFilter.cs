using System.Collections.Generic;
using GlueTools.Dns.Names;

namespace GlueTools;

/// <summary>Leaves of rows of glue those with certain addresses.</summary>
public static class AddressFilter
{
    /// <summary>
    /// The rows whose address is wanted, and those of which nobody can say: a filter must not make a domain that could not be asked about look like one without
    /// such glue.
    /// </summary>
    /// <param name="rows">The rows of a domain.</param>
    /// <param name="wanted">The ranges; empty for all addresses.</param>
    public static IReadOnlyList<GlueRecord> Of(IReadOnlyList<GlueRecord> rows, IReadOnlyList<AddressPrefix> wanted)
    {
        if (wanted.Count == 0)
        {
            return rows;
        }

        var kept = new List<GlueRecord>();
        foreach (var row in rows)
        {
            if (row.Status is RowStatus.Unknown or RowStatus.Invalid or RowStatus.NotObservable || IsWanted(row.IPAddress, wanted))
            {
                kept.Add(row);
            }
        }

        return kept;
    }

    /// <summary>Whether a text is an address that is wanted.</summary>
    public static bool IsWanted(string text, IReadOnlyList<AddressPrefix> wanted)
    {
        if (!AddressSpelling.TryParse(text, out var address))
        {
            return false;
        }

        foreach (var prefix in wanted)
        {
            if (prefix.Contains(address))
            {
                return true;
            }
        }

        return false;
    }
}
