using System;
using System.Collections.Generic;
using System.Linq;

namespace GlueTools.House.Tests;

/// <summary>Projects that only think: nothing of the network, of files, of time or of chance is used by them, so that equal evidence gives equal findings wherever and whenever.</summary>
public sealed class WallTests
{
    /// <summary>Types and members that a pure project does not use, by the beginning of their names.</summary>
    private static readonly string[] Banned =
    [
        "System.Net.Sockets.", "System.Net.Http.", "System.Net.Dns.", "System.Net.NetworkInformation.", "System.Net.WebClient.", "System.Net.WebRequest.",
        "System.IO.File.", "System.IO.FileInfo.", "System.IO.FileStream.", "System.IO.Directory.", "System.IO.DirectoryInfo.", "System.IO.DriveInfo.", "System.IO.FileSystemWatcher.",
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.Diagnostics.Stopwatch.", "System.Diagnostics.Process.", "System.Environment.get_TickCount", "System.Threading.Timer.", "System.Threading.Thread.", "System.Threading.Tasks.",
        "System.Random.", "System.Guid.NewGuid", "System.Security.Cryptography.RandomNumberGenerator.", "System.Security.Cryptography.RNGCryptoServiceProvider.",
        "System.Console.", "System.Environment.GetEnvironmentVariable",
    ];

    /// <summary>The projects that only think.</summary>
    private static readonly string[] Pure = ["GlueTools.Dns", "GlueTools.Delegation", "GlueTools.Reports"];

    /// <summary>For every project those that stand below it; what is pure stands on what is pure.</summary>
    private static readonly Dictionary<string, string[]> Below = new()
    {
        ["GlueTools.Dns"] = [],
        ["GlueTools.Delegation"] = ["GlueTools.Dns"],
        ["GlueTools.Reports"] = ["GlueTools.Dns", "GlueTools.Delegation"],
        ["GlueTools.Network"] = ["GlueTools.Dns", "GlueTools.Delegation"],
        ["GlueTools.Registry"] = ["GlueTools.Dns", "GlueTools.Delegation", "GlueTools.Reports"],
        ["GlueTools.ZoneFiles"] = ["GlueTools.Dns", "GlueTools.Delegation"],
        ["GlueTools.Lab"] = ["GlueTools.Dns", "GlueTools.Delegation", "GlueTools.Network"],
        ["GlueTools"] = ["GlueTools.Dns", "GlueTools.Delegation", "GlueTools.Reports", "GlueTools.Network", "GlueTools.Registry", "GlueTools.ZoneFiles", "GlueTools.Lab"],
        ["GlueTools.Console"] = ["GlueTools.Dns", "GlueTools.Delegation", "GlueTools.Reports", "GlueTools.Network", "GlueTools.Registry", "GlueTools.ZoneFiles", "GlueTools.Lab"],
    };

    public static TheoryData<string> Projects => new(Product.Projects);

    public static TheoryData<string> PureProjects => new(Pure);

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_uses_only_what_stands_below_it(string project) => Assert.Empty(NotBelow(project, Uses.Of(Product.AssemblyOf(project)).Projects));

    [Fact]
    public void A_project_without_a_place_and_a_use_upward_are_found()
    {
        Assert.StartsWith("The project 'GlueTools.Shed' has no place yet", Assert.Single(NotBelow("GlueTools.Shed", [])));
        Assert.Equal(
            ["'GlueTools.Reports' uses 'GlueTools.Network', which does not stand below it: move what it needs to a project that does, or draw another order in WallTests.Below and docs/architecture.md."],
            NotBelow("GlueTools.Reports", Uses.Of(Product.AssemblyOf("GlueTools.Lab")).Projects.Intersect(["GlueTools.Dns", "GlueTools.Network"])));
    }

    [Fact]
    public void What_is_pure_stands_on_what_is_pure() => Assert.Empty(Pure.SelectMany(project => Below[project]).Except(Pure));

    [Theory]
    [MemberData(nameof(PureProjects))]
    public void A_pure_project_uses_no_network_no_file_no_clock_and_no_chance(string project)
    {
        var members = Uses.Of(Product.AssemblyOf(project)).Outside;
        Assert.True(members.Count > 100, "The assembly was not read.");

        Assert.Empty(BannedOf(members));
    }

    [Fact]
    public void A_use_of_each_kind_is_found() => Assert.Equal(
        [
            "System.DateTime.get_UtcNow", "System.Diagnostics.Stopwatch.GetTimestamp", "System.Environment.get_TickCount", "System.Guid.NewGuid", "System.IO.File.Exists",
            "System.Net.Sockets.Socket..ctor", "System.Random..ctor",
        ],
        BannedOf(Uses.Of(typeof(Planted.Impure).Assembly.Location).Outside).Where(member => !member.StartsWith("System.Threading.", StringComparison.Ordinal)).Intersect(PlantedUses));

    [Fact]
    public void The_project_that_asks_would_be_found_impure()
    {
        var found = BannedOf(Uses.Of(Product.AssemblyOf("GlueTools.Network")).Outside);
        Assert.Contains("System.Net.Sockets.Socket..ctor", found);
        Assert.Contains("System.Random..ctor", found);
    }

    private static readonly string[] PlantedUses =
    [
        "System.DateTime.get_UtcNow", "System.Diagnostics.Stopwatch.GetTimestamp", "System.Environment.get_TickCount", "System.Guid.NewGuid", "System.IO.File.Exists",
        "System.Net.Sockets.Socket..ctor", "System.Random..ctor",
    ];

    private static IEnumerable<string> NotBelow(string project, IEnumerable<string> used) => Below.TryGetValue(project, out var below)
        ? used.Except(below).Select(other => "'" + project + "' uses '" + other + "', which does not stand below it: move what it needs to a project that does, or draw another order in WallTests.Below and docs/architecture.md.")
        : ["The project '" + project + "' has no place yet: say in WallTests.Below what it stands on, add it to WallTests.Pure if it asks nobody, and to the drawing and the table in docs/architecture.md."];

    private static List<string> BannedOf(IEnumerable<string> members) =>
        members.Where(member => Banned.Any(one => member.StartsWith(one, StringComparison.Ordinal))).Order(StringComparer.Ordinal).ToList();
}
