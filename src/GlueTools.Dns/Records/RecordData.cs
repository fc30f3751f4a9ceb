using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Records;

/// <summary>What a record says. Immutable; equal data are equal values.</summary>
public abstract class RecordData
{
    /// <summary>Master-file form (RFC 1035, section 5.1).</summary>
    public abstract override string ToString();

    /// <summary>Reads data as their type says; those of a type that is not understood stay octets (RFC 3597).</summary>
    internal static RecordData Read(RecordType type, ref WireReader data) =>
        RecordFormats.Known.Of(type) is { } format ? format.FromWire(ref data) : new UnknownData(data.ReadBytes(data.Remaining));

    /// <summary>Writes the data; names may be compressed only in types of RFC 1035 (RFC 3597, section 4).</summary>
    internal abstract void Write(WireWriter writer);

    /// <summary>The octets, names not compressed.</summary>
    public byte[] ToBytes()
    {
        var writer = new WireWriter(compresses: false);
        Write(writer);
        return writer.ToArray();
    }
}
