using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace GlueTools.House.Tests;

/// <summary>Folders of a project stand one above the other: none leads back to itself over others, and what lies in no folder counts as one.</summary>
public sealed class FolderTests
{
    public static TheoryData<string> Projects => new(Product.Projects);

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_folder_leads_back_to_itself(string project)
    {
        var folders = Product.FoldersOf(project);
        var uses = Uses.Of(Product.AssemblyOf(project)).Inside;
        Assert.True(folders.Count > 5 && uses.Count > 20, "The sources or the assembly were not found.");

        Assert.Empty(Circles.Find(uses, folders));
    }

    [Fact]
    public void A_circle_is_found()
    {
        // The real uses of this assembly, with its types in folders that they were never in: Uses needs nothing of Planted, which needs Uses twice removed.
        var folders = new Dictionary<string, string>
        {
            [typeof(Planted.First).FullName!] = "First",
            [typeof(Planted.Second).FullName!] = "Second",
            [typeof(Planted.Third).FullName!] = string.Empty,
        };
        var uses = Uses.Of(typeof(FolderTests).Assembly.Location).Inside;

        Assert.Equal(
            ["'' and 'First' lead to each other", "'First' and 'Second' lead to each other"],
            Circles.Find(uses, folders).Select(line => line.Split(':')[0]).Order());
        folders.Remove(typeof(Planted.Third).FullName!);
        Assert.Empty(Circles.Find(uses, folders));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_type_of_the_assembly_has_its_folder(string project) => Assert.Empty(WithoutFolder(
        Declarations.Of(Product.AssemblyOf(project)).Types, Product.FoldersOf(project).Keys.Concat(Product.FoldersOf("Shared").Keys).Concat(Product.FoldersOf("Compiler").Keys)));

    [Fact]
    public void A_type_without_a_folder_is_found() =>
        Assert.Contains(typeof(FolderTests).FullName!, WithoutFolder(Declarations.Of(typeof(FolderTests).Assembly.Location).Types, Product.FoldersOf("GlueTools.Dns").Keys));

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_project_of_the_product_shows_another_what_is_its_own(string project) => Assert.Empty(Shown(Product.AssemblyOf(project)));

    [Fact]
    public void One_that_shows_another_what_is_its_own_is_found() => Assert.Equal(["GlueTools.Dns"], Shown(typeof(FolderTests).Assembly.Location));

    private static IEnumerable<string> Shown(string assembly) =>
        Declarations.Of(assembly).Friends.Select(friend => friend.Split(',')[0]).Intersect(Product.Projects.Select(project => Path.GetFileNameWithoutExtension(Product.AssemblyOf(project))));

    // What the build makes has no folder: the addresses of pages.
    private static IEnumerable<string> WithoutFolder(IEnumerable<string> types, IEnumerable<string> known) => types.Except(known).Except(["GlueTools.Commands.HelpPages"]);
}
