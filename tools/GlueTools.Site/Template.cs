using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;

namespace GlueTools.Site;

/// <summary>What stands around every page: head, menu, search.</summary>
internal sealed class Template
{
    /// <summary>Characters of a title behind which there is no room for more: bookmarks and lists of results show some seventy.</summary>
    private const int LongTitle = 55;

    /// <summary>Groups of the menu: the folder, and what it is called.</summary>
    private static readonly (string Folder, string Title)[] Groups =
        [("cmdlets/", "Cmdlets"), ("checks/", "Checks"), ("guides/", "Guides"), ("profiles/", "Profiles"), ("", "Topics"), ("decisions/", "Decisions"), ("project/", "Project")];

    private readonly List<(string Title, List<Page> Pages)> _menu;

    internal Template(IReadOnlyList<Page> pages)
    {
        _menu = Groups.Select(group => (group.Title, pages.Where(page => FolderOf(page) == group.Folder && page.Address != "index.html").OrderBy(page => page.Title, StringComparer.OrdinalIgnoreCase).ToList()))
            .Where(group => group.Item2.Count > 0).ToList();
        // A folder that nobody has named yet is shown all the same.
        var known = Groups.Select(group => group.Folder).ToHashSet(StringComparer.Ordinal);
        _menu.AddRange(pages.Where(page => !known.Contains(FolderOf(page))).GroupBy(FolderOf).Select(group => (group.Key.TrimEnd('/'), group.ToList())));
    }

    internal string Render(Page page)
    {
        var up = Site.Relative(page.Address, string.Empty);
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'">
            <title>{Text(page.Title)}{(page.Title.Length > LongTitle ? string.Empty : " - GlueTools")}</title>
            <link rel="stylesheet" href="{up}site.css">
            <script src="{up}search.js" defer></script>
            <script src="{up}site.js" defer></script>
            </head>
            <body data-up="{up}">
            <a class="skip" href="#content">To the text</a>
            <header>
            <a class="home" href="{up}index.html">GlueTools</a>
            <search hidden><label for="site-search">Search</label> <input id="site-search" type="search" autocomplete="off" spellcheck="false" aria-describedby="site-found"><p id="site-found" role="status"></p><ol id="site-results"></ol></search>
            </header>
            <nav aria-label="All pages">
            {Menu(page)}</nav>
            <main id="content" tabindex="-1">
            {page.ToHtml()}</main>
            </body>
            </html>

            """;
    }

    private string Menu(Page current)
    {
        var html = new StringBuilder();
        foreach (var (title, pages) in _menu)
        {
            html.Append("<details").Append(pages.Contains(current) ? " open" : string.Empty).Append("><summary>").Append(Text(title)).Append("</summary>\n<ul>\n");
            foreach (var page in pages)
            {
                html.Append("<li><a href=\"").Append(Text(Site.Relative(current.Address, page.Address))).Append('"')
                    .Append(page == current ? " aria-current=\"page\"" : string.Empty).Append('>').Append(Text(page.Title)).Append("</a></li>\n");
            }

            html.Append("</ul>\n</details>\n");
        }

        return html.ToString();
    }

    private static string FolderOf(Page page) => page.Address[..(page.Address.LastIndexOf('/') + 1)];

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
