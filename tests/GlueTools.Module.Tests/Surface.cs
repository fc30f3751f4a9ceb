using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using GlueTools.Commands;

namespace GlueTools.Module.Tests;

/// <summary>
/// What the attributes say about the cmdlets. They are read as written in the assembly: the attribute classes of the reference package remember nothing.
/// </summary>
internal static class Surface
{
    // Output types that are given by a name of their own.
    private static readonly Dictionary<string, Type> ByName = new()
    {
        [GetDelegationCommand.RowTypeName] = typeof(SavedDelegation),
        [GetRegistryDelegationCommand.RowTypeName] = typeof(RegistryDelegation),
    };

    internal static Type[] Cmdlets { get; } = typeof(DomainCommand).Assembly.GetTypes()
        .Where(type => Written<CmdletAttribute>(type).Any())
        .OrderBy(NameOf, StringComparer.Ordinal)
        .ToArray();

    internal static string NameOf(Type cmdlet)
    {
        var arguments = Written<CmdletAttribute>(cmdlet).Single().ConstructorArguments;
        return arguments[0].Value + "-" + arguments[1].Value;
    }

    internal static Type Cmdlet(string name) => Cmdlets.Single(type => NameOf(type) == name);

    internal static IEnumerable<PropertyInfo> Parameters(Type cmdlet) => cmdlet.GetProperties()
        .Where(property => Written<ParameterAttribute>(property).Any())
        .OrderBy(property => property.Name, StringComparer.Ordinal);

    /// <summary>The texts of an attribute whose constructor takes a list of them.</summary>
    internal static string[] Texts<T>(MemberInfo member) => Written<T>(member)
        .SelectMany(attribute => (IEnumerable<CustomAttributeTypedArgument>)attribute.ConstructorArguments[0].Value!)
        .Select(argument => (string)argument.Value!)
        .ToArray();

    /// <summary>Whether a property of the member's parameter attributes is set on any of them.</summary>
    internal static bool IsSet(PropertyInfo parameter, string property) =>
        Written<ParameterAttribute>(parameter).Any(attribute => Named(attribute, property) is true);

    /// <summary>Type and parameter set of each output type.</summary>
    internal static IEnumerable<(Type Type, string? Set)> Outputs(Type cmdlet) => Written<OutputTypeAttribute>(cmdlet).SelectMany(
        attribute => ((IEnumerable<CustomAttributeTypedArgument>)attribute.ConstructorArguments[0].Value!).Select(argument => (argument.Value as Type ?? ByName[(string)argument.Value!], SetOf(attribute))));

    /// <summary>What views know the rows of a type by.</summary>
    internal static string RowName(Type type) => ByName.Where(pair => pair.Value == type).Select(pair => pair.Key).SingleOrDefault() ?? type.FullName!;

    /// <summary>One line for each parameter: type, aliases, how it is bound, range, sets.</summary>
    internal static string Line(PropertyInfo parameter)
    {
        var words = new List<string> { parameter.Name, parameter.PropertyType.Name };
        Add(IsSet(parameter, "Mandatory"), "mandatory");
        var position = Written<ParameterAttribute>(parameter).Select(attribute => Named(attribute, "Position")).FirstOrDefault();
        Add(position is not null, "position " + position);
        Add(IsSet(parameter, "ValueFromPipeline"), "by value");
        Add(IsSet(parameter, "ValueFromPipelineByPropertyName"), "by name");
        Add(IsSet(parameter, "DontShow"), "hidden");
        var range = Written<ValidateRangeAttribute>(parameter).SingleOrDefault()?.ConstructorArguments;
        Add(range is not null, FormattableString.Invariant($"{range?[0].Value}..{range?[1].Value}"));
        var aliases = Texts<AliasAttribute>(parameter);
        Add(aliases.Length > 0, "alias " + string.Join(",", aliases));
        var sets = Written<ParameterAttribute>(parameter).Select(attribute => Named(attribute, "ParameterSetName")).OfType<string>().ToArray();
        Add(sets.Length > 0, "set " + string.Join(",", sets));
        return string.Join("; ", words);

        void Add(bool isTrue, string word)
        {
            if (isTrue)
            {
                words.Add(word);
            }
        }
    }

    private static IEnumerable<CustomAttributeData> Written<T>(MemberInfo member) => member.CustomAttributes.Where(attribute => attribute.AttributeType == typeof(T));

    private static object? Named(CustomAttributeData attribute, string property) =>
        attribute.NamedArguments.Where(argument => argument.MemberName == property).Select(argument => argument.TypedValue.Value).FirstOrDefault();

    private static string? SetOf(CustomAttributeData output) => Named(output, "ParameterSetName") is IEnumerable<CustomAttributeTypedArgument> sets
        ? string.Join(",", sets.Select(set => set.Value))
        : null;
}
