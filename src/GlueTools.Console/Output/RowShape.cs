using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace GlueTools.Console.Output;

/// <summary>One property of a row.</summary>
internal sealed record RowProperty(string Name, Func<object, object?> Get);

/// <summary>The properties of a row's class in the order in which they are declared: the same names that the module's objects have.</summary>
internal sealed class RowShape
{
    private RowShape(IReadOnlyList<RowProperty> properties) => Properties = properties;

    internal IReadOnlyList<RowProperty> Properties { get; }

    internal static RowShape Of(Type row) => new(row.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .OrderBy(property => property.MetadataToken)
        .Select(property => new RowProperty(property.Name, property.GetValue))
        .ToList());
}
