using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
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

    public static TheoryData<string> CheckNames => new(Checks);

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
