using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace GlueTools.Site;

/// <summary>What the search looks through. A script and no data file, since a page that was opened from a file may load scripts and nothing else.</summary>
internal static class SearchIndex
{
    internal static string Of(IEnumerable<Page> pages)
    {
        var entries = pages.SelectMany(page => page.Sections.Select(section => new[]
        {
            page.Address + (section.Anchor.Length == 0 ? string.Empty : "#" + section.Anchor),
            page.Title,
            section.Title,
            section.Text,
        }));
        return "window.siteIndex = " + JsonSerializer.Serialize(entries) + ";\n";
    }
}
