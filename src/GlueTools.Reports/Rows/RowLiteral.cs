using System;
using System.Globalization;
using System.Text;

namespace GlueTools;

/// <summary>
/// A row as one text, in the manner of PowerShell's own objects: <c>@{DomainName=example.com; Status=Healthy}</c>. PowerShell compares by it where no property is named (Sort-Object
/// -Unique, Select-Object -Unique, Compare-Object), so rows that say different things must not read the same, and two audits that found the same must: what an audit cost, and the
/// octets that it rests on, are left out.
/// </summary>
public static class RowLiteral
{
    /// <summary>Of the properties of a row, in their order.</summary>
    /// <param name="properties">Their names and values.</param>
    public static string Of(params (string Name, object? Value)[] properties)
    {
        var text = new StringBuilder("@{");
        foreach (var (name, value) in properties)
        {
            text.Append(text.Length > 2 ? "; " : string.Empty).Append(name).Append('=').Append(Convert.ToString(value, CultureInfo.InvariantCulture));
        }

        return text.Append('}').ToString();
    }
}
