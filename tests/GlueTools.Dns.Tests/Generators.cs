using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using GlueTools.Dns.Names;

namespace GlueTools.Dns.Tests;

/// <summary>Random values for the property tests.</summary>
internal static class Generators
{
    private static readonly Gen<byte> Octet = Gen.Choose(0, 255).Select(value => (byte)value);

    /// <summary>Names of arbitrary octets, some of them as long as a name may be.</summary>
    internal static Gen<DomainName> Names { get; } =
        from labels in Gen.OneOf(LabelsOf(Gen.Choose(1, 5), Gen.Choose(1, 12)), LabelsOf(Gen.Choose(0, 127), Gen.Constant(1)), LabelsOf(Gen.Choose(1, 6), Gen.Choose(1, 63)))
        select NameOf(labels);

    /// <summary>Texts made of what names are made of and of what they must not hold.</summary>
    internal static Gen<string> Texts { get; } =
        from parts in Gen.ArrayOf(Gen.Elements(
            "a", "b", "Z", "7", "-", "_", "/", ".", ".", "..", @"\", @"\0", @"\046", @"\300", " ", "\t", "\0", "\u001b", "*", "@", "\u00fc", "\u0308", "\u00df", "\u4e2d", "\u3002", "\uff0e",
            "\uff3c", "\uff0a", "\u200d", "\u202e", "\ufe0f", "\ud83d", "\ude00", "\u05d0", "\u2100", "xn--", "\u212a", "\u0130", new string('a', 60), new string('\u4e2d', 30)))
        select string.Concat(parts);

    /// <summary>Bytes that look a little like a message: a header with small counts, then octets that names and pointers are made of.</summary>
    internal static Gen<byte[]> Bytes { get; } =
        from header in Gen.ArrayOf(Gen.Frequency((5, Gen.Choose(0, 3).Select(value => (byte)value)), (1, Octet)), 12)
        from body in Gen.ArrayOf(Gen.Frequency(
            (4, Octet),
            (3, Gen.Elements<byte>(0, 1, 2, 3, 5, 6, 28, 41, 43)),
            (2, Gen.Elements<byte>(0xC0, 0xC0, 0x0C, 0x3F, 0x40, 0x80, 0xFF))))
        select Enumerable.Concat(header, body).ToArray();

    /// <summary>One of the given messages with a few octets changed, cut, doubled or put in.</summary>
    internal static Gen<byte[]> Mutations(byte[][] messages) =>
        from message in Gen.Elements(messages)
        from edits in Gen.NonEmptyListOf(
            from kind in Gen.Choose(0, 5)
            from at in Gen.Choose(0, 1000)
            from value in Gen.OneOf(Octet, Gen.Elements<byte>(0, 1, 0x3F, 0x40, 0x80, 0xC0, 0xFF))
            select (kind, at, value))
        select edits.Aggregate(message, (bytes, edit) => Edit(bytes, edit.kind, edit.at, edit.value));

    private static byte[] Edit(byte[] bytes, int kind, int at, byte value)
    {
        at = bytes.Length == 0 ? 0 : at % bytes.Length;
        switch (kind)
        {
            case 0:
                return bytes[..at];
            case 1:
                return [.. bytes[..at], value, .. bytes[at..]];
            case 2 when bytes.Length > 0:
                return [.. bytes[..at], .. bytes[(at + 1)..]];
            case 3:
                return [.. bytes, .. bytes[at..]];
            default:
                var changed = (byte[])bytes.Clone();
                if (changed.Length > 0)
                {
                    changed[at] = value;
                }

                return changed;
        }
    }

    private static Gen<byte[][]> LabelsOf(Gen<int> count, Gen<int> length) =>
        from labels in count
        from all in Gen.ArrayOf(from octets in length from label in Gen.ArrayOf(Gen.OneOf(Octet, Gen.Choose('A', 'z').Select(c => (byte)c)), octets) select label, labels)
        select all;

    private static DomainName NameOf(byte[][] labels)
    {
        var wire = Array.Empty<byte>();
        foreach (var label in labels)
        {
            if (wire.Length + label.Length + 2 > DomainName.MaxWireLength)
            {
                break;
            }

            wire = [.. wire, (byte)label.Length, .. label];
        }

        return DomainName.FromTrustedWire([.. wire, 0]);
    }
}
