using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Markdig.Syntax.Inlines;

namespace GlueTools.Site;

/// <summary>All pages of the documentation, with links that lead where they should.</summary>
internal sealed class Site
{
    /// <summary>Pages beside docs.</summary>
    private static readonly string[] Beside = ["README.md", "CHANGELOG.md", "SECURITY.md", "CONTRIBUTING.md"];

    private static readonly string[] Assets = ["site.css", "site.js"];

    private readonly string _root;
    private readonly Dictionary<string, Page> _byPath;
    private readonly SortedSet<string> _files = new(StringComparer.Ordinal);
    private readonly List<string> _troubles = new();

    private Site(string root, IEnumerable<Page> pages)
    {
        _root = root;
        _byPath = pages.ToDictionary(page => page.Path, StringComparer.Ordinal);
        Pages = _byPath.Values.OrderBy(page => page.Address, StringComparer.Ordinal).ToList();
        foreach (var page in Pages)
        {
            Direct(page);
        }
    }

    internal IReadOnlyList<Page> Pages { get; }

    /// <summary>Links that lead nowhere, a sentence each.</summary>
    internal IReadOnlyList<string> Troubles => _troubles;

    /// <summary>Reads what there is.</summary>
    /// <param name="root">The repository.</param>
    internal static Site Read(string root)
    {
        var paths = Directory.EnumerateFiles(Path.Combine(root, "docs"), "*.md", SearchOption.AllDirectories)
            .Concat(Beside.Select(name => Path.Combine(root, name)))
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'));
        return new Site(root, paths.Order(StringComparer.Ordinal).Select(path => new Page(path, File.ReadAllText(Path.Combine(root, path)))).ToList());
    }

    /// <summary>Writes the site into a folder, which is emptied of an earlier one first.</summary>
    internal void Write(string folder)
    {
        if (Directory.Exists(folder))
        {
            if (Directory.EnumerateFileSystemEntries(folder).Any() && !File.Exists(Path.Combine(folder, "site.css")))
            {
                throw new IOException("'" + folder + "' holds something else than a site; name another folder.");
            }

            Directory.Delete(folder, recursive: true);
        }

        var template = new Template(Pages);
        foreach (var page in Pages)
        {
            Put(folder, page.Address, template.Render(page));
        }

        foreach (var file in _files)
        {
            // Octet for octet: pictures are among them.
            var copy = Path.Combine(folder, "files", file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(_root, file), copy);
        }

        foreach (var asset in Assets)
        {
            using var reader = new StreamReader(typeof(Site).Assembly.GetManifestResourceStream(asset)!);
            Put(folder, asset, reader.ReadToEnd());
        }

        Put(folder, "search.js", SearchIndex.Of(Pages));
    }

    private static void Put(string folder, string address, string text)
    {
        var path = Path.Combine(folder, address);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, new UTF8Encoding(false));
    }

    private void Direct(Page page)
    {
        foreach (var link in page.Links)
        {
            var url = link.Url ?? string.Empty;
            if (url.Contains("://", StringComparison.Ordinal) || url.StartsWith("mailto:", StringComparison.Ordinal))
            {
                continue;
            }

            var hash = url.IndexOf('#', StringComparison.Ordinal);
            var (target, anchor) = hash < 0 ? (url, string.Empty) : (url[..hash], url[(hash + 1)..]);
            var path = target.Length == 0 ? page.Path : Resolve(page.Path, target);
            if (Find(path) is { } found && (anchor.Length == 0 || found.Anchors.Contains(anchor)))
            {
                link.Url = Relative(page.Address, found.Address) + (anchor.Length == 0 ? string.Empty : "#" + anchor);
            }
            else if (anchor.Length == 0 && File.Exists(Path.Combine(_root, path)))
            {
                _files.Add(path);
                link.Url = Relative(page.Address, "files/" + path);
            }
            else if (anchor.Length == 0 && Folder(path) is { } first)
            {
                // A folder without a page of its own: the list of its pages is in the menu.
                link.Url = Relative(page.Address, first.Address);
            }
            else
            {
                _troubles.Add(page.Path + ": '" + url + "' leads nowhere.");
            }
        }
    }

    private Page? Find(string path) => _byPath.GetValueOrDefault(path) ?? _byPath.GetValueOrDefault((path.TrimEnd('/') + "/README.md").TrimStart('/'));

    private Page? Folder(string path) => Pages.FirstOrDefault(page => page.Path.StartsWith(path.TrimEnd('/') + "/", StringComparison.Ordinal));

    private static string Resolve(string from, string target)
    {
        var parts = from.Split('/')[..^1].ToList();
        foreach (var part in Uri.UnescapeDataString(target).Split('/'))
        {
            if (part == "..")
            {
                if (parts.Count > 0)
                {
                    parts.RemoveAt(parts.Count - 1);
                }
            }
            else if (part is not ("." or ""))
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    /// <summary>The way from one page to another: the site works in any folder, and from files.</summary>
    internal static string Relative(string from, string to)
    {
        var up = string.Concat(Enumerable.Repeat("../", from.Count(letter => letter == '/')));
        return up + to;
    }
}
