using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace GlueTools;

/// <summary>
/// A row as one text, in the manner of PowerShell's own objects: <c>@{DomainName=example.com; Status=Healthy}</c>. PowerShell compares by it where no property is named (Sort-Object
/// -Unique, Select-Object -Unique, Compare-Object), so rows that say different things must not read the same, and two audits that found the same must.
/// </summary>
public static class RowLiteral
{
    // What an audit cost, and the octets that it rests on, are not what it found.
    private static readonly HashSet<string> Beside = [nameof(DelegationResult.Evidence), nameof(DelegationResult.DurationUs), nameof(DelegationResult.QueryCount)];

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Known = new();

    /// <summary>The properties of a row with their values, in the order in which they are declared; without what its audit cost, and without evidence.</summary>
    /// <param name="row">Any row.</param>
    public static string Of(object row)
    {
        var text = new StringBuilder("@{");
        foreach (var property in Known.GetOrAdd(row.GetType(), Properties))
        {
            text.Append(text.Length > 2 ? "; " : string.Empty).Append(property.Name).Append('=').Append(Convert.ToString(property.GetValue(row), CultureInfo.InvariantCulture));
        }

        return text.Append('}').ToString();
    }

    private static PropertyInfo[] Properties(Type type) => Array.FindAll(type.GetProperties(BindingFlags.Public | BindingFlags.Instance), property => !Beside.Contains(property.Name));
}
