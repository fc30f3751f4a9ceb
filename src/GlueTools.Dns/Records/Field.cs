using System.Collections.Generic;
using System.Globalization;
using System.Text;
using GlueTools.Dns.Names;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Records;

/// <summary>One field of record data, in both forms.</summary>
internal abstract class Field
{
    internal static Field Octet { get; } = new NumberField(1);

    internal static Field UInt16 { get; } = new NumberField(2);

    internal static Field Name { get; } = new NameField();

    /// <summary>One or more texts, to the end (RFC 1035, section 3.3.14).</summary>
    internal static Field Texts { get; } = new TextsField();

    /// <summary>A set of types, to the end (RFC 4034, section 4.1.2).</summary>
    internal static Field Types { get; } = new TypesField();

    /// <summary>Octets behind their number: hexadecimal, or <c>-</c> for none (RFC 5155, section 3.3).</summary>
    internal static Field Salt { get; } = new CountedField(isHash: false);

    /// <summary>Octets behind their number: base32 with extended hexadecimal digits (RFC 5155, section 3.3).</summary>
    internal static Field Hash { get; } = new CountedField(isHash: true);

    /// <summary>Octets that it always has; null where that depends.</summary>
    internal virtual int? Width => null;

    internal abstract void Take(RecordWords words, WireWriter writer);

    /// <exception cref="WireFormatException">The octets are no such field, or none that text can say.</exception>
    internal abstract string Show(ref WireReader data);

    private sealed class NumberField(int width) : Field
    {
        internal override int? Width => width;

        internal override void Take(RecordWords words, WireWriter writer)
        {
            if (width == 1)
            {
                writer.WriteByte(words.Octet());
            }
            else
            {
                writer.WriteUInt16(words.UInt16());
            }
        }

        internal override string Show(ref WireReader data) => (width == 1 ? data.ReadByte() : data.ReadUInt16()).ToString(CultureInfo.InvariantCulture);
    }

    private sealed class NameField : Field
    {
        internal override void Take(RecordWords words, WireWriter writer) => writer.WriteName(words.Name());

        internal override string Show(ref WireReader data) => Presentation.Absolute(data.ReadName());
    }

    private sealed class TypesField : Field
    {
        internal override void Take(RecordWords words, WireWriter writer) => writer.WriteBytes(TypeBitmap.Of(words.TypesToEnd()));

        internal override string Show(ref WireReader data)
        {
            var at = data.Offset;
            return TypeBitmap.TryRead(data.ReadBytes(data.Remaining), out var types) ? TypeBitmap.ToText(types) : throw new WireFormatException(at, "a set of types in another form than the only one");
        }
    }

    private sealed class TextsField : Field
    {
        internal override void Take(RecordWords words, WireWriter writer)
        {
            do
            {
                var octets = CharacterText.Read(words);
                writer.WriteByte((byte)octets.Length);
                writer.WriteBytes(octets);
            }
            while (!words.AtEnd);
        }

        internal override string Show(ref WireReader data)
        {
            var text = new StringBuilder();
            do
            {
                CharacterText.Write(text.Length == 0 ? text : text.Append(' '), data.ReadBytes(data.ReadByte()));
            }
            while (data.Remaining > 0);
            return text.ToString();
        }
    }

    private sealed class CountedField(bool isHash) : Field
    {
        internal override void Take(RecordWords words, WireWriter writer)
        {
            var text = words.Word(isHash ? "a hash" : "a salt");
            var octets = isHash ? Base32.Read(text) ?? throw words.Error(RecordWords.Quoted(text) + " is not base32 with extended hexadecimal digits.")
                : text == "-" ? []
                : words.Hex(text);
            if (octets.Length > byte.MaxValue)
            {
                throw words.Error("A salt or hash is longer than 255 octets.");
            }

            writer.WriteByte((byte)octets.Length);
            writer.WriteBytes(octets);
        }

        internal override string Show(ref WireReader data)
        {
            var at = data.Offset;
            var octets = data.ReadBytes(data.ReadByte());
            return isHash ? octets.Length > 0 ? Base32.Write(octets) : throw new WireFormatException(at, "a hash of no octets")
                : octets.Length > 0 ? Presentation.Hex(octets)
                : "-";
        }
    }
}
