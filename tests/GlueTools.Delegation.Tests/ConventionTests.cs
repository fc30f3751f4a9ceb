using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using GlueTools.Delegation.Judging;
using GlueTools.Lab;
using GlueTools.Network.Sessions;

namespace GlueTools.Delegation.Tests;

/// <summary>Rules of the code base that no compiler checks.</summary>
public sealed class ConventionTests
{
    private const BindingFlags AllStatic = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Scenario files that are about no single check.</summary>
    private static readonly string[] OtherScenarios = ["Path", "Private", "Order"];

    private static readonly string[] Checks = CheckCatalog.Kinds.Select(kind => kind.Check).Distinct().ToArray();

    /// <summary>Folders that a folder may use.</summary>
    private static readonly Dictionary<string, string[]> MayUse = new()
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
    };

    /// <summary>Types that put questions on the network, or wait for answers.</summary>
    private static readonly string[] Asking =
        ["ServerAccess", "DnsTransport", "IDnsTransport", "ZoneQuestion", "DelegationWalker", "NameServerResolver", "PathProbe", "StartZones", "EventLoop", "LoopTask", "ViewCollector", "Task"];

    public static TheoryData<string> CheckNames => new(Checks);

    private static string SourceRoot
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "GlueTools.sln")))
            {
                folder = folder.Parent;
            }

            return Path.Combine(folder?.FullName ?? throw new DirectoryNotFoundException("GlueTools.sln"), "src", "GlueTools.Delegation");
        }
    }

    [Theory]
    [MemberData(nameof(CheckNames))]
    public void A_check_has_a_scenario_that_is_named_after_it(string check) =>
        Assert.Contains(ScenarioFiles.Names.Concat(ZoneFiles.ZoneFixtures.Names), file => file.StartsWith(check + "-", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(CheckNames))]
    public void A_check_has_a_class_of_its_name_and_the_class_says_so(string check) =>
        Assert.NotNull(typeof(CheckCatalog).Assembly.GetType("GlueTools.Delegation.Checks." + check));

    [Fact]
    public void A_scenario_is_named_after_a_check_or_what_it_is_about() => Assert.Empty(
        ScenarioFiles.Names.Select(file => file.Split('-')[0]).Except(Checks).Except(OtherScenarios));

    [Fact]
    public void Every_code_is_expected_by_a_scenario()
    {
        var expected = ScenarioFiles.Names.SelectMany(file => ScenarioFiles.Load(file).Audits).SelectMany(audit => audit.Expectations).Select(one => one.Code)
            .Concat(ZoneFiles.ZoneFixtures.Codes).ToHashSet();

        var codes = CheckCatalog.Kinds.Select(kind => kind.Code).ToHashSet();
        Assert.Empty(codes.Except(expected));
        Assert.Empty(expected.Except(codes));
    }

    [Fact]
    public void No_static_field_can_be_assigned_or_changed()
    {
        var fields = new[] { typeof(DelegationReport).Assembly, typeof(AuditSession).Assembly, typeof(DelegationResult).Assembly, typeof(LabNetwork).Assembly }.SelectMany(assembly => StaticFields(assembly.GetTypes()));

        Assert.Empty(fields.Where(field => !field.IsLiteral && (!field.IsInitOnly || CanChange(field.FieldType))).Select(field => field.DeclaringType + "." + field.Name));
    }

    [Fact]
    public void This_rule_would_find_what_it_looks_for() => Assert.Equal(
        ["Cache", "Counter"],
        StaticFields([typeof(Offender)]).Where(field => !field.IsLiteral && (!field.IsInitOnly || CanChange(field.FieldType))).Select(field => field.Name).Order());

    [Fact]
    public void Folders_depend_downward_only()
    {
        var wrong = new List<string>();
        foreach (var file in SourceFiles())
        {
            var folder = file.Split('/')[0];
            Assert.True(MayUse.TryGetValue(folder, out var lower), folder + " has no place in the order of folders yet.");
            var used = Regex.Matches(CodeOf(file), @"\bGlueTools\.Delegation\.(\w+)").Select(match => match.Groups[1].Value).Where(MayUse.ContainsKey).ToHashSet();
            wrong.AddRange(used.Where(other => other != folder && !lower.Contains(other)).Select(other => file + " uses " + other));
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Checks_ask_nothing()
    {
        var wrong = SourceFiles().Where(file => file.StartsWith("Checks/", StringComparison.Ordinal))
            .SelectMany(file => Asking.Where(type => Regex.IsMatch(CodeOf(file), @"\b" + type + @"\b")).Select(type => file + " uses " + type));

        Assert.Empty(wrong);
    }

    private static string[] SourceFiles()
    {
        var files = Directory.GetFiles(SourceRoot, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(SourceRoot, file).Replace('\\', '/'))
            .Where(file => file.Split('/')[0] is not ("obj" or "bin"))
            .ToArray();
        Assert.True(files.Length > 40, "The sources were not found.");
        return files;
    }

    // Without comments and texts: they may speak of anything.
    private static string CodeOf(string file) => Regex.Replace(
        File.ReadAllText(Path.Combine(SourceRoot, file)), @"//[^\n]*|""(\\.|[^""\\\n])*""", string.Empty);

    // Lambdas and method groups are cached in static fields of types that the compiler makes.
    private static IEnumerable<FieldInfo> StaticFields(IEnumerable<Type> types) => types
        .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) && !type.Name.StartsWith('<'))
        .SelectMany(type => type.GetFields(AllStatic));

    // What is shared must be fixed. Arrays that only their own class sees are tables; lists, sets and dictionaries that can be added to are state, unless
    // they are only ever read, which their declared type must say.
    private static bool CanChange(Type type) => !type.IsArray && !IsReadOnly(type) && type.GetInterfaces().Append(type).Any(
        face => face == typeof(System.Collections.IList) || face == typeof(System.Collections.IDictionary)
            || (face.IsGenericType && face.GetGenericTypeDefinition() == typeof(ICollection<>)));

    private static bool IsReadOnly(Type? type) => type is not null
        && ((type.IsGenericType && type.GetGenericTypeDefinition() == typeof(System.Collections.ObjectModel.ReadOnlyCollection<>)) || IsReadOnly(type.BaseType));

#pragma warning disable CA1823, CS0169, CS0414, CA2211, CA1805, IDE0044, CA1802, CA1852
    private static class Offender
    {
        public const int Constant = 1;
        public static readonly int[] Table = [1];
        public static readonly IReadOnlyList<int> ReadOnly = [1];
        public static readonly Dictionary<int, int> Cache = [];
        public static int Counter = 1;
    }
#pragma warning restore
}
