using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace GlueTools.House.Tests;

/// <summary>The table of projects and rooms in docs/architecture.md says what there is: whoever adds a room says there what it is for.</summary>
public sealed partial class RoomTests
{
    public static TheoryData<string> Projects => new(Product.Projects);

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_room_is_listed(string project) => Assert.Empty(Strangers(project, Product.FoldersOf(project).Values, Product.Architecture));

    [Fact]
    public void A_room_and_a_project_that_are_not_listed_and_a_room_that_is_not_there_are_found()
    {
        const string page = "| `GlueTools.Shed` | `Tools` (rakes), `Wood` |\n";
        Assert.Empty(Strangers("GlueTools.Shed", ["Tools/Rakes", "Wood", string.Empty], page));
        Assert.Equal(
            [
                "src/GlueTools.Shed/Bikes is in no list: say what it is for in the table of projects in docs/architecture.md, or move its files to a room that is listed.",
                "docs/architecture.md lists src/GlueTools.Shed/Wood, where no source lies: take it off the table.",
            ],
            Strangers("GlueTools.Shed", ["Tools", "Bikes"], page));
        Assert.Equal(["src/GlueTools.Attic is in no list: give it a row with its rooms in the table of projects in docs/architecture.md."], Strangers("GlueTools.Attic", ["Tools"], page));
    }

    private static IEnumerable<string> Strangers(string project, IEnumerable<string> folders, string page)
    {
        var row = Regex.Match(page, @"^\| `" + Regex.Escape(project) + @"` \|(.*)\|\r?$", RegexOptions.Multiline);
        if (!row.Success)
        {
            return ["src/" + project + " is in no list: give it a row with its rooms in the table of projects in docs/architecture.md."];
        }

        var listed = Quoted().Matches(row.Groups[1].Value).Select(word => word.Groups[1].Value).ToArray();
        var there = folders.Select(folder => folder.Split('/')[0]).Where(folder => folder.Length > 0).Distinct().ToArray();
        return there.Except(listed)
            .Select(room => "src/" + project + "/" + room + " is in no list: say what it is for in the table of projects in docs/architecture.md, or move its files to a room that is listed.")
            .Concat(listed.Except(there).Select(room => "docs/architecture.md lists src/" + project + "/" + room + ", where no source lies: take it off the table."));
    }

    [GeneratedRegex("`([A-Za-z]+)`")]
    private static partial Regex Quoted();
}
