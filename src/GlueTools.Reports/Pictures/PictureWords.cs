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
            var who = parent.IsRegistry ? "The registry" : parent.Addresses.Count == 0 ? "What was given" : Count(parent.Sources.Count, "server") + " of the parent zone";
            sentences.Add(who + (picture.Delegating > 1 && parent.Delegates ? " (" + DelegationPicture.LetterOf(i) + ")" : string.Empty) + ": " + parent.Says + ".");
        }

        foreach (var nameServer in picture.NameServers)
        {
            var rows = new List<string>();
            foreach (var row in nameServer.Rows)
            {
                var held = row.Glue.Count == 0 && !row.IsPublished ? "at the registry alone" : row.Glue.Count > 0 ? row.IsPublished ? "glue, and in the zone" : row.IsKnown ? "glue alone" : "glue" : "in the zone alone";
                rows.Add(row.Address + " (" + held + (row.Server < 0 ? string.Empty : "; " + picture.Servers[row.Server].Says) + ")");
            }

            sentences.Add("Name server " + nameServer.Name + ", " + nameServer.Note + ": " + (rows.Count == 0 ? nameServer.WithoutAddress : string.Join(", ", rows)) + ".");
        }

        return string.Join(" ", sentences);
    }

    private static string Count(int count, string what) => count.ToString(CultureInfo.InvariantCulture) + " " + (count == 1 ? what : what + "s");
}
