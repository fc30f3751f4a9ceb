using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;

namespace GlueTools.Binding;

/// <summary>How PowerShell's objects are looked at: by property name only, so that live, deserialized and made-up objects are all the same.</summary>
internal static class PipelineObject
{
    /// <summary>What an object, or each element of a list, says about a domain: at least one.</summary>
    internal static IReadOnlyList<PipedDomain> ReadDomains(object? value) => PipedDomain.AllOf(Unwrap(value), ReadProperty);

    /// <summary>What it says about a name to ask for.</summary>
    internal static IReadOnlyList<PipedDomain> ReadNames(object? value) => PipedDomain.NamedBy(Unwrap(value), ReadProperty);

    /// <summary>The name server that an object holds, as text.</summary>
    internal static string ReadNameServer(object? value) => PipedDomain.NameServerOf(Unwrap(value), ReadProperty) ?? string.Empty;

    /// <summary>An address as text: text, an address, or a record whose data holds one; empty where there is none.</summary>
    internal static string ReadAddress(object? record)
    {
        if (record is null || Unwrap(record) is string)
        {
            return Unwrap(record)?.ToString() ?? string.Empty;
        }

        var data = ReadProperty(record, "RecordData") ?? record;
        var value = ReadProperty(data, "IPv4Address") ?? ReadProperty(data, "IPv6Address") ?? data;
        // Through a remote session an address comes as an object whose text it is.
        return (ReadProperty(value, "IPAddressToString") ?? value).ToString() ?? string.Empty;
    }

    /// <summary>An argument's parts: a list's items, or the one object it is.</summary>
    internal static IEnumerable<object?> Items(object? value)
    {
        if (Unwrap(value) is not (IList or IEnumerable<object>))
        {
            yield return value;
            yield break;
        }

        foreach (var item in (IEnumerable)Unwrap(value)!)
        {
            yield return item;
        }
    }

    /// <summary>The value within PowerShell's wrapper; the wrapper itself where the properties are all there is.</summary>
    internal static object? Unwrap(object? value) =>
        value is PSObject { BaseObject: not PSCustomObject } wrapper && (wrapper.BaseObject is string or IList || wrapper.BaseObject.GetType().IsValueType)
            ? wrapper.BaseObject
            : value;

    /// <summary>A property's value; null where there is none, or where it cannot be read.</summary>
    internal static object? ReadProperty(object target, string property)
    {
        try
        {
            if ((target is PSObject wrapper ? wrapper.BaseObject : target) is IDictionary table && table.Contains(property))
            {
                return Unwrap(table[property]);
            }

            return Unwrap(PSObject.AsPSObject(target).Properties[property]?.Value);
        }
        catch (Exception)
        {
            // A property may be a script that fails. Then it says nothing.
            return null;
        }
    }
}
