using System;
using System.Collections.Generic;
using GlueTools.Dns.Names;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Records;

/// <summary>The fields of a type: some of fixed width, a name or not, and what follows.</summary>
internal sealed class FieldShape
{
    internal FieldShape(IReadOnlyList<Field> fields)
    {
        Fields = fields;
        var width = 0;
        foreach (var field in fields)
        {
            if (field == Field.Name)
            {
                NameAt = width;
                return;
            }

            width += field.Width ?? 0;
        }
    }

    internal IReadOnlyList<Field> Fields { get; }

    /// <summary>Octets in front of the name; null where there is none.</summary>
    internal int? NameAt { get; }
}

/// <summary>
/// Data of a type whose fields are known and matter to nobody here but who reads them. From the wire only the name is read, as it may be compressed; what
/// the rest holds shows when it is printed, and where that is no such fields it is octets (RFC 3597).
/// </summary>
public sealed class FieldData : RecordData, IEquatable<FieldData>
{
    private readonly FieldShape _shape;
    private readonly byte[] _head;
    private readonly DomainName? _name;
    private readonly byte[] _tail;

    private FieldData(FieldShape shape, byte[] head, DomainName? name, byte[] tail)
    {
        _shape = shape;
        _head = head;
        _name = name;
        _tail = tail;
    }

    /// <inheritdoc/>
    public bool Equals(FieldData? other) => other is not null && _shape == other._shape && _name == other._name
        && Presentation.SameBytes(_head, other._head) && Presentation.SameBytes(_tail, other._tail);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FieldData);

    /// <inheritdoc/>
    public override int GetHashCode() => (_name?.GetHashCode() ?? 0) ^ (_tail.Length == 0 ? 0 : (_tail.Length << 8) ^ _tail[_tail.Length - 1]);

    /// <inheritdoc/>
    public override string ToString()
    {
        var bytes = ToBytes();
        try
        {
            var data = new WireReader(bytes, 0, bytes.Length);
            var words = new List<string>();
            foreach (var field in _shape.Fields)
            {
                words.Add(field.Show(ref data));
            }

            data.ExpectEnd();
            return string.Join(" ", words).TrimEnd(' ');
        }
        catch (WireFormatException)
        {
            return Presentation.Generic(bytes);
        }
    }

    internal static FieldData Read(FieldShape shape, ref WireReader data)
    {
        var head = shape.NameAt is { } before ? data.ReadBytes(before) : [];
        var name = shape.NameAt is null ? (DomainName?)null : data.ReadName();
        return new FieldData(shape, head, name, data.ReadBytes(data.Remaining));
    }

    internal static FieldData Read(FieldShape shape, RecordWords words)
    {
        var writer = new WireWriter(compresses: false);
        foreach (var field in shape.Fields)
        {
            field.Take(words, writer);
        }

        var data = new WireReader(writer.ToArray(), 0, writer.Length);
        return Read(shape, ref data);
    }

    // Not compressed: only types of RFC 1035 may be, and those need not.
    internal override void Write(WireWriter writer)
    {
        writer.WriteBytes(_head);
        if (_name is { } name)
        {
            writer.WriteName(name);
        }

        writer.WriteBytes(_tail);
    }
}
