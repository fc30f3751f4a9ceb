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

    /// <summary>A verdict without evidence.</summary>
    internal static RowShape Result { get; } = Of(typeof(DelegationResult)).Without(nameof(DelegationResult.Evidence));

    /// <summary>A finding without sentences and without what its code tells anyway.</summary>
    internal static RowShape LeanFinding { get; } = Of(typeof(Finding)).Without(
        nameof(Finding.Check), nameof(Finding.SeverityLevel), nameof(Finding.Rank), nameof(Finding.Servers), nameof(Finding.Message), nameof(Finding.Remedy), nameof(Finding.Change), nameof(Finding.Reference));

    /// <summary>A verdict with such findings, which need not repeat the domain.</summary>
    internal static RowShape LeanResult { get; } = new(Result.Properties) { Findings = LeanFinding.Without(nameof(Finding.DomainName)) };

    internal IReadOnlyList<RowProperty> Properties { get; }

    /// <summary>The properties of findings within the row; null for all.</summary>
    internal RowShape? Findings { get; private init; }

    internal static RowShape Of(Type row) => new(row.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .OrderBy(property => property.MetadataToken)
        .Select(property => new RowProperty(property.Name, property.GetValue))
        .ToList());

    private RowShape Without(params string[] names) => new(Properties.Where(property => !names.Contains(property.Name)).ToList());
}
