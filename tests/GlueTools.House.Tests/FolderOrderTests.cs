using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace GlueTools.House.Tests;

/// <summary>Where folders have an order, each uses only those below it: in its code, as the assembly has it, and in its text, where constants and namespaces stand.</summary>
public sealed class FolderOrderTests
{
    /// <summary>For each project with an order, the folders that a folder may use.</summary>
    private static readonly Dictionary<string, Dictionary<string, string[]>> MayUse = new()
    {
        // Zones and Exchanges stand side by side on what is below them.
        ["GlueTools.Dns"] = new()
        {
            ["Names"] = [],
            ["Collections"] = [],
            ["Addresses"] = ["Collections"],
            ["Wire"] = ["Names"],
            ["Records"] = ["Wire", "Names"],
            ["Messages"] = ["Records", "Wire", "Names"],
            ["Dnssec"] = ["Records", "Wire", "Names"],
            ["Exchanges"] = ["Messages", "Records", "Wire", "Names"],
            ["Zones"] = ["Records", "Wire", "Names"],
        },
        ["GlueTools.Delegation"] = new()
        {
            ["Answers"] = [],
            ["Evidence"] = ["Answers"],
            ["Findings"] = ["Answers", "Evidence"],
            ["Advising"] = ["Answers", "Evidence", "Findings"],
            ["Arrivals"] = ["Answers", "Evidence", "Findings"],
            ["Graph"] = ["Answers", "Evidence", "Advising"],
            ["Checks"] = ["Answers", "Evidence", "Findings", "Advising", "Arrivals", "Graph"],
            ["Judging"] = ["Answers", "Evidence", "Findings", "Advising", "Arrivals", "Graph", "Checks"],
            ["Plans"] = ["Answers", "Evidence", "Findings", "Judging"],
        },
        ["GlueTools.Registry"] = InOneLine("Objects", "Rdap", "Settings", "Http", "Whois", "Asking", "Rows", "Sessions"),
    };

    public static TheoryData<string> Ordered => new(MayUse.Keys);

    [Theory]
    [MemberData(nameof(Ordered))]
    public void Folders_use_what_is_below_them_only(string project)
    {
        var folders = Product.FoldersOf(project);
        var uses = Uses.Of(Product.AssemblyOf(project)).Inside;
        Assert.True(folders.Count > 5 && uses.Count > 20, "The sources or the assembly were not found.");

        Assert.Empty(Above(MayUse[project], InCode(uses, folders).Concat(InText(project))));
    }

    [Theory]
    [MemberData(nameof(Ordered))]
    public void Every_folder_has_its_place_and_every_place_its_folder(string project) =>
        Assert.Equal(MayUse[project].Keys.Order(), Product.FoldersOf(project).Values.Select(folder => folder.Split('/')[0]).Distinct().Order());

    [Fact]
    public void A_use_upward_is_found_in_code_and_in_text()
    {
        var order = InOneLine("First", "Second");
        var folders = new Dictionary<string, string> { [typeof(Planted.First).FullName!] = "First", [typeof(Planted.Second).FullName!] = "Second" };
        Assert.Equal(["First uses Second: GlueTools.House.Tests.Planted.First uses GlueTools.House.Tests.Planted.Second"], Above(order, InCode(Uses.Of(typeof(FolderOrderTests).Assembly.Location).Inside, folders)));

        Assert.Equal(["First uses Second: X.cs speaks of GlueTools.Shed.Second"], Above(order, Spoken("GlueTools.Shed", "First", "X.cs", "using GlueTools.Shed.Second; // GlueTools.Shed.Third\nvar x = \"GlueTools.Shed.Fourth\";")));
    }

    // Each may use those before it.
    private static Dictionary<string, string[]> InOneLine(params string[] order) => order.ToDictionary(folder => folder, folder => order[..Array.IndexOf(order, folder)]);

    private static IEnumerable<(string From, string To, string Example)> InCode(IEnumerable<(string User, string Used)> uses, Dictionary<string, string> folders) =>
        from use in uses.Order()
        where folders.ContainsKey(use.User) && folders.ContainsKey(use.Used)
        select (folders[use.User].Split('/')[0], folders[use.Used].Split('/')[0], use.User + " uses " + use.Used);

    private static IEnumerable<(string From, string To, string Example)> InText(string project)
    {
        var root = Path.Combine(Repository.Root, "src", project);
        return from file in Product.SourcesOf(project)
               let place = Path.GetRelativePath(root, file).Replace('\\', '/')
               from use in Spoken(project, place.Split('/')[0], place, File.ReadAllText(file))
               select use;
    }

    // Without comments and texts: they may speak of anything.
    private static IEnumerable<(string From, string To, string Example)> Spoken(string project, string folder, string file, string text) =>
        Regex.Matches(Regex.Replace(text, @"//[^\n]*|""(\\.|[^""\\\n])*""", string.Empty), @"\b" + Regex.Escape(project) + @"\.(\w+)")
            .Select(match => (folder, match.Groups[1].Value, file + " speaks of " + match.Value)).Distinct();

    private static IEnumerable<string> Above(Dictionary<string, string[]> order, IEnumerable<(string From, string To, string Example)> uses) =>
        uses.Where(use => use.From != use.To && order.ContainsKey(use.To) && !(order.TryGetValue(use.From, out var below) && below.Contains(use.To)))
            .Select(use => use.From + " uses " + use.To + ": " + use.Example);
}
