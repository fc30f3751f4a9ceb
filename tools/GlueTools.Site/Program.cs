using System;
using System.IO;
using System.Linq;

namespace GlueTools.Site;

/// <summary>Makes the documentation's site: <c>GlueTools.Site [--out FOLDER]</c>, run anywhere in the repository.</summary>
internal static class Program
{
    internal static int Main(string[] args)
    {
        if (args is not ([] or ["--out", _]))
        {
            Console.Error.WriteLine("GlueTools.Site takes --out FOLDER and nothing else.");
            return 2;
        }

        if (FindRoot(Directory.GetCurrentDirectory()) is not { } root)
        {
            Console.Error.WriteLine("There is no docs/README.md here or above; run it in the repository.");
            return 2;
        }

        var site = Site.Read(root);
        foreach (var trouble in site.Troubles)
        {
            Console.Error.WriteLine(trouble);
        }

        if (site.Troubles.Count > 0)
        {
            return 1;
        }

        var folder = Path.GetFullPath(args.Length == 2 ? args[1] : Path.Combine(root, "out", "site"));
        site.Write(folder);
        Console.WriteLine(site.Pages.Count + " pages in " + folder + "; begin with index.html.");
        return 0;
    }

    private static string? FindRoot(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "docs", "README.md")) && at.EnumerateFiles("GlueTools.psd1").Any())
            {
                return at.FullName;
            }
        }

        return null;
    }
}
