using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace GlueTools.House.Tests;

/// <summary>Projects that only think: nothing of the network, of files, of time or of chance is used by them, so that equal evidence gives equal findings wherever and whenever.</summary>
public sealed class WallTests
{
    /// <summary>Namespaces of which a pure project uses nothing but what <see cref="Harmless"/> names, so that what the framework gains is kept out, too.</summary>
    private static readonly string[] Guarded =
        ["System.IO.", "System.Net.", "System.Threading.", "System.Diagnostics.", "System.Reflection.", "System.Runtime.InteropServices.", "Microsoft.", "extern "];

    /// <summary>What computes only: readers and writers over streams in memory, addresses, one lock. Attributes do nothing.</summary>
    private static readonly string[] Harmless =
    [
        "System.IO.Stream.", "System.IO.MemoryStream.", "System.IO.BufferedStream.", "System.IO.Compression.DeflateStream.", "System.IO.BinaryReader.", "System.IO.BinaryWriter.",
        "System.IO.TextReader.", "System.IO.TextWriter.", "System.IO.StringWriter.", "System.IO.StreamReader.", "System.IO.StreamWriter.",
        "System.IO.IOException.", "System.IO.EndOfStreamException.", "System.IO.InvalidDataException.",
        "System.Net.IPAddress.", "System.Net.IPEndPoint.", "System.Threading.Monitor.", "System.Threading.Interlocked.",
        "System.Reflection.Assembly.GetManifestResourceStream", "System.Reflection.MemberInfo.get_Name",
    ];

    /// <summary>Further members that a pure project does not use, by the beginning of their names: a clock, chance, what is around the program, a file by its name.</summary>
    private static readonly string[] Banned =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow", "System.TimeZoneInfo.get_Local",
        "System.TimeProvider.", "System.Environment.get_TickCount", "System.Environment.GetEnvironmentVariable", "System.Environment.get_CurrentDirectory", "System.AppDomain.", "System.Console.",
        "System.Random.", "System.Guid.NewGuid", "System.Security.Cryptography.RandomNumberGenerator.", "System.Security.Cryptography.RNGCryptoServiceProvider.",
        "System.IO.StreamReader..ctor(text", "System.IO.StreamWriter..ctor(text", "System.Xml.XmlDocument.", "System.Xml.Linq.XDocument.",
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
    public void A_use_of_each_kind_is_found() => Assert.Equal(PlantedUses, BannedOf(Uses.Of(typeof(Planted.Impure).Assembly.Location).Outside).Intersect(PlantedUses));

    [Fact]
    public void What_is_named_here_is_in_the_framework() => Assert.All(Banned.Concat(Harmless), name => Assert.True(IsInFramework(name), name));

    [Fact]
    public void A_name_that_is_not_in_the_framework_is_found() =>
        Assert.Equal(["System.DateTime.get_UtcNov", "System.Randon."], new[] { "System.DateTime.get_UtcNov", "System.Randon.", "System.Random." }.Where(name => !IsInFramework(name)));

    [Fact]
    public void The_project_that_asks_would_be_found_impure()
    {
        var found = BannedOf(Uses.Of(Product.AssemblyOf("GlueTools.Network")).Outside);
        Assert.Contains("System.Net.Sockets.Socket..ctor", found);
        Assert.Contains("System.Random..ctor", found);
    }

    private static readonly string[] PlantedUses =
    [
        "System.DateTime.get_UtcNow", "System.Diagnostics.Stopwatch.GetTimestamp", "System.Environment.get_TickCount", "System.Guid.NewGuid", "System.IO.File.Exists", "System.IO.StreamReader..ctor(text",
        "System.Net.Sockets.Socket..ctor", "System.Random..ctor", "System.Reflection.Assembly.LoadFrom", "System.Threading.Tasks.Task.Run", "extern libc.getpid",
    ];

    private static readonly Assembly[] Framework =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Where(name => name.StartsWith("System.", StringComparison.Ordinal)).Select(Assembly.Load)];

    private static IEnumerable<string> NotBelow(string project, IEnumerable<string> used) => Below.TryGetValue(project, out var below)
        ? used.Except(below).Select(other => "'" + project + "' uses '" + other + "', which does not stand below it: move what it needs to a project that does, or draw another order in WallTests.Below and docs/architecture.md.")
        : ["The project '" + project + "' has no place yet: say in WallTests.Below what it stands on, add it to WallTests.Pure if it asks nobody, and to the drawing and the table in docs/architecture.md."];

    private static List<string> BannedOf(IEnumerable<string> members) =>
        members.Where(member => Begins(member, Banned) || (Begins(member, Guarded) && !Begins(member, Harmless) && !member.EndsWith("Attribute..ctor", StringComparison.Ordinal) && !member.EndsWith("Attribute..ctor(text", StringComparison.Ordinal))).Order(StringComparer.Ordinal).ToList();

    private static bool Begins(string member, string[] names) => names.Any(one => member.StartsWith(one, StringComparison.Ordinal));

    // A type, or one of its members, of the framework that these tests run on.
    private static bool IsInFramework(string name)
    {
        var at = name.IndexOf("..ctor", StringComparison.Ordinal) is > 0 and var constructor ? constructor : name.LastIndexOf('.');
        var type = Framework.Select(assembly => assembly.GetType(name[..at])).FirstOrDefault(found => found is not null);
        var member = name[(at + 1)..].Split('(')[0];
        return type is not null && (member.Length == 0 || type.GetMembers().Any(one => one.Name.StartsWith(member, StringComparison.Ordinal)));
    }
}
