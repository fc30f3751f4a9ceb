using System.Collections.Generic;
using System.Globalization;

namespace GlueTools.Reports.Pictures;

/// <summary>The picture in words, for whoever does not see it.</summary>
internal static class PictureWords
{
    internal static string Of(DelegationPicture picture)
    {
        var sentences = new List<string>();
        for (var i = 0; i < picture.Parents.Count; i++)
        {
            var parent = picture.Parents[i];
            var who = parent.Speaker == Speaker.Registry ? "The registry" : parent.Speaker == Speaker.EarlierRun ? "The earlier run" + (parent.Sources.Count == 0 ? string.Empty : " (" + parent.Sources[0] + ")") : parent.Addresses.Count == 0 ? "What was given" : Count(parent.Sources.Count, "server") + " of the parent zone";
            sentences.Add(who + (picture.Delegating > 1 && parent.Delegates ? " (" + DelegationPicture.LetterOf(i) + ")" : string.Empty) + ": " + parent.Says + ".");
        }

        foreach (var nameServer in picture.NameServers)
        {
            var rows = new List<string>();
            foreach (var row in nameServer.Rows)
            {
                rows.Add(row.Address + " (" + HeldBy(row) + (row.Server < 0 ? string.Empty : "; " + picture.Servers[row.Server].Says) + ")");
            }

            if (nameServer.MoreAddresses > 0)
            {
                rows.Add("and " + nameServer.MoreAddresses.ToString(CultureInfo.InvariantCulture) + " more");
            }

            sentences.Add("Name server " + nameServer.Name + ", " + nameServer.Note + ": " + (rows.Count == 0 ? nameServer.WithoutAddress : string.Join(", ", rows)) + ".");
        }

        return string.Join(" ", sentences);
    }

    private static string HeldBy(AddressRow row)
    {
        if (row.Glue.Count == 0 && !row.IsPublished)
        {
            return row.IsInRegistry ? "at the registry alone" : "glue in the earlier run alone";
        }

        var held = row.Glue.Count > 0 ? row.IsPublished ? "glue, and in the zone" : row.IsKnown ? "glue alone" : "glue" : "in the zone alone";
        return row.WasGlue is not { } wasGlue || wasGlue == row.Glue.Count > 0 ? held : held + (wasGlue ? ", glue in the earlier run" : ", no glue in the earlier run");
    }

    private static string Count(int count, string what) => count.ToString(CultureInfo.InvariantCulture) + " " + (count == 1 ? what : what + "s");
}
