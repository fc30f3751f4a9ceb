using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;

namespace GlueTools.Binding;

/// <summary>Why an object holds no domain name, where that can be told by its properties.</summary>
internal static class NoName
{
    /// <summary>The sentence; null where the object has nothing in which a name is looked for.</summary>
    /// <param name="value">The object.</param>
    /// <param name="wanted">The properties that hold names, the most telling first.</param>
    internal static string? Why(object value, IReadOnlyList<string> wanted)
    {
        var names = NamesIn(value);
        if (names.Count == 1 && SeparatorOf(names[0], wanted) is { } separator)
        {
            return "'" + PipedName.ShownText(PipedText.Shown(value)) + "' is a line of one column, '" + PipedName.ShownText(names[0]) + "': its columns are separated by "
                + (separator == '\t' ? "tabs. Read the file with Import-Csv -Delimiter \"`t\"." : "'" + separator + "'. Read the file with Import-Csv -Delimiter '" + separator + "'.");
        }

        foreach (var property in wanted)
        {
            if (names.Exists(name => name.Equals(property, StringComparison.OrdinalIgnoreCase)))
            {
                return property + " is empty; a domain name is wanted there.";
            }
        }

        return null;
    }

    /// <summary>What a line was not divided at: one of its parts is the name of a column with names.</summary>
    private static char? SeparatorOf(string column, IReadOnlyList<string> wanted)
    {
        foreach (var separator in new[] { ';', '\t', '|', ',' })
        {
            foreach (var part in column.IndexOf(separator) < 0 ? [] : column.Split(separator))
            {
                foreach (var property in wanted)
                {
                    if (part.Trim(' ', '"').Equals(property, StringComparison.OrdinalIgnoreCase))
                    {
                        return separator;
                    }
                }
            }
        }

        return null;
    }

    private static List<string> NamesIn(object value)
    {
        var names = new List<string>();
        try
        {
            if ((value is PSObject wrapper ? wrapper.BaseObject : value) is IDictionary table)
            {
                foreach (var key in table.Keys)
                {
                    names.Add(key?.ToString() ?? string.Empty);
                }
            }
            else
            {
                foreach (var property in PSObject.AsPSObject(value).Properties)
                {
                    names.Add(property.Name);
                }
            }
        }
        catch (Exception)
        {
            // An object that cannot even name its properties has none.
            names.Clear();
        }

        return names;
    }
}
