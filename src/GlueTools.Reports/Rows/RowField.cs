using System;
using System.Collections.Generic;
using System.Globalization;
using GlueTools.Dns.Names;
using GlueTools.Reports.Json;

namespace GlueTools;

/// <summary>
/// A property of a row: how it is written, and how it is read back where rows are kept to be shown another way. Read back it is made safe again, as nobody knows
/// who had the file in between.
/// </summary>
internal sealed class RowField<T>
{
    private readonly Action<JsonWriter, T> _write;
    private readonly Action<T, JsonValue>? _read;

    private RowField(string name, Func<T, object> value, Action<JsonWriter, T> write, Action<T, JsonValue>? read)
    {
        Name = name;
        Value = value;
        _write = write;
        _read = read;
    }

    /// <summary>The property's name.</summary>
    internal string Name { get; }

    /// <summary>Its value.</summary>
    internal Func<T, object> Value { get; }

    /// <summary>A text.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="get">Reads the row.</param>
    /// <param name="set">Writes the row; null for what follows from others.</param>
    internal static RowField<T> Text(string name, Func<T, string> get, Action<T, string>? set) => new(
        name, get, (json, row) => json.Text(name, get(row)), set is null ? null : (row, value) => set(row, SafeText.Cell(Expect(name, value, JsonKind.Text).Text)));

    /// <summary>A text that is not for reading, and stays as it is.</summary>
    internal static RowField<T> Opaque(string name, Func<T, string> get, Action<T, string> set) => new(
        name, get, (json, row) => json.Text(name, get(row)), (row, value) => set(row, Expect(name, value, JsonKind.Text).Text));

    /// <summary>A whole number.</summary>
    internal static RowField<T> Number(string name, Func<T, long> get, Action<T, long>? set) => new(
        name, row => get(row), (json, row) => json.Number(name, get(row)), set is null ? null : (row, value) => set(row, NumberOf(name, value)));

    /// <summary>A truth value, which follows from others.</summary>
    internal static RowField<T> Truth(string name, Func<T, bool> get) => new(name, row => get(row), (json, row) => json.Truth(name, get(row)), null);

    /// <summary>Several texts.</summary>
    internal static RowField<T> List(string name, Func<T, TextList> get, Action<T, TextList> set) => new(
        name, get, (json, row) => json.Texts(name, get(row)), (row, value) => set(row, ListOf(name, value)));

    /// <summary>Rows within the row.</summary>
    internal static RowField<T> Rows<TInner>(string name, IReadOnlyList<RowField<TInner>> fields, Func<T, IReadOnlyList<TInner>> get, Action<T, JsonValue> set) => new(
        name, get, (json, row) => WriteAll(json, name, fields, get(row)), (row, value) => set(row, Expect(name, value, JsonKind.Array)));

    /// <summary>Writes a row as an object.</summary>
    internal static void Write(JsonWriter json, string? name, IReadOnlyList<RowField<T>> fields, T row)
    {
        json.Begin(name);
        foreach (var field in fields)
        {
            field._write(json, row);
        }

        json.End();
    }

    /// <summary>Sets what an object says; what it does not say stays as it is.</summary>
    /// <exception cref="FormatException">A member is not what it should be.</exception>
    internal static void Read(JsonValue row, IReadOnlyList<RowField<T>> fields, T target)
    {
        foreach (var field in fields)
        {
            if (field._read is { } read && row[field.Name] is { Kind: not JsonKind.Null } value)
            {
                read(target, value);
            }
        }
    }

    private static void WriteAll<TInner>(JsonWriter json, string name, IReadOnlyList<RowField<TInner>> fields, IReadOnlyList<TInner> rows)
    {
        json.BeginArray(name);
        foreach (var row in rows)
        {
            RowField<TInner>.Write(json, null, fields, row);
        }

        json.EndArray();
    }

    private static JsonValue Expect(string name, JsonValue value, JsonKind kind) =>
        value.Kind == kind ? value : throw new FormatException("'" + name + "' is not what an audit writes there.");

    private static long NumberOf(string name, JsonValue value) =>
        long.TryParse(value.Kind == JsonKind.Text ? value.Text : Expect(name, value, JsonKind.Number).Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException("'" + name + "' is no whole number.");

    private static TextList ListOf(string name, JsonValue value)
    {
        var texts = new List<string>();
        foreach (var item in Expect(name, value, JsonKind.Array).Items)
        {
            texts.Add(SafeText.Cell(Expect(name, item, JsonKind.Text).Text));
        }

        return TextList.Of(texts);
    }
}
