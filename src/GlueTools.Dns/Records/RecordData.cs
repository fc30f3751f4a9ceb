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

    /// <summary>Reads data that stand by themselves, names in them not compressed.</summary>
    /// <param name="type">Their type.</param>
    /// <param name="octets">The octets, all of them.</param>
    /// <exception cref="WireFormatException">They are not data of that type.</exception>
    public static RecordData Read(RecordType type, byte[] octets)
    {
        var reader = new WireReader(octets, 0, octets.Length);
        var data = Read(type, ref reader);
        reader.ExpectEnd();
        return data;
    }

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
