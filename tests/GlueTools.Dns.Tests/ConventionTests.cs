using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using GlueTools.Dns.Messages;

namespace GlueTools.Dns.Tests;

/// <summary>Rules of the code base that no compiler checks.</summary>
public class ConventionTests
{
    private const BindingFlags AllStatic = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static string SourceRoot => Path.Combine(Repository.Root, "src", "GlueTools.Dns");

    [Fact]
    public void No_static_field_can_be_assigned()
    {
        var fields = StaticFields(typeof(Message).Assembly.GetTypes()).Where(field => !field.IsInitOnly && !field.IsLiteral);
        Assert.Empty(fields.Select(Show));
    }

    [Fact]
    public void No_static_field_holds_a_collection_that_can_be_changed()
    {
        var fields = StaticFields(typeof(Message).Assembly.GetTypes()).Where(field => !field.IsLiteral && CanChange(field.FieldType));
        Assert.Empty(fields.Select(Show));
    }

    [Fact]
    public void These_two_rules_would_find_what_they_look_for()
    {
        var fields = StaticFields([typeof(Offender)]).ToArray();
        Assert.Equal(["Counter"], fields.Where(field => !field.IsInitOnly && !field.IsLiteral).Select(field => field.Name));
        Assert.Equal(["Cache", "Numbers"], fields.Where(field => !field.IsLiteral && CanChange(field.FieldType)).Select(field => field.Name).Order());
    }

    [Fact]
    public void A_file_lies_in_the_folder_of_its_namespace()
    {
        var files = SourceFiles();
        Assert.True(files.Length > 20, "The sources were not found.");
        var misplaced = files.Where(file =>
        {
            var expected = "namespace GlueTools.Dns." + string.Join(".", file.Split('/').SkipLast(1)) + ";";
            return !File.ReadLines(Path.Combine(SourceRoot, file)).Contains(expected);
        }).ToArray();
        Assert.Empty(misplaced);
    }

    private static string[] SourceFiles() => Directory.GetFiles(SourceRoot, "*.cs", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(SourceRoot, file).Replace('\\', '/'))
        .Where(file => file.Split('/')[0] is not ("obj" or "bin"))
        .ToArray();

    // Lambdas and method groups are cached in static fields of types that the compiler makes.
    private static IEnumerable<FieldInfo> StaticFields(IEnumerable<Type> types) => types
        .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) && !type.Name.StartsWith('<'))
        .SelectMany(type => type.GetFields(AllStatic));

    // Arrays of octets, characters and texts are tables; anything else that can be added to or overwritten is state.
    private static bool CanChange(Type type) => type.IsArray
        ? type.GetElementType() is var element && element != typeof(byte) && element != typeof(char) && element != typeof(string)
        : type.GetInterfaces().Append(type).Any(face => face == typeof(System.Collections.IList) || face == typeof(System.Collections.IDictionary)
            || (face.IsGenericType && face.GetGenericTypeDefinition() == typeof(ICollection<>)));

    private static string Show(FieldInfo field) => field.DeclaringType + "." + field.Name;

#pragma warning disable CA1823, CS0169, CS0414, CA2211, CA1805, IDE0044, CA1802, CA1852
    private static class Offender
    {
        public const int Constant = 1;
        public static readonly byte[] Table = [1];
        public static readonly int[] Numbers = [1];
        public static readonly IReadOnlyList<int> ReadOnly = [1];
        public static readonly Dictionary<int, int> Cache = [];
        public static readonly Func<int, int> Twice = static x => x * 2;
        public static int Counter = 1;
    }
#pragma warning restore
}
