using System.Globalization;
using GlueTools.Dns.Records;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Zones;

/// <summary>Record data from words, as the list of record types says: the same values as from the wire, which a property test holds for every type.</summary>
internal static class MasterFileData
{
    // No fewer characters can say more octets than a record holds, even where each is three octets of UTF-8.
    private const int MayBeTooLong = ushort.MaxValue / 3;

    internal static RecordData Read(RecordType type, MasterFileWords words)
    {
        if (words.Peek() == "\\#")
        {
            return ReadGeneric(type, words);
        }

        var format = RecordFormats.Known.Of(type)
            ?? throw words.Error("Data of type " + type.ToText() + " are understood in the generic form only: \\# length hexadecimal.");
        var data = format.FromText(words);
        return words.Length < MayBeTooLong || data.ToBytes().Length <= ushort.MaxValue ? data : throw words.Error("The data are longer than 65,535 octets.");
    }

    // RFC 3597, section 5. Known types may be written so too, and are then read as from the wire.
    private static RecordData ReadGeneric(RecordType type, MasterFileWords words)
    {
        words.Word(string.Empty);
        var length = words.Number(ushort.MaxValue);
        var bytes = words.AtEnd ? [] : words.HexToEnd();
        if (bytes.Length != length)
        {
            throw words.Error("The length says " + length.ToString(CultureInfo.InvariantCulture) + " octets, and "
                + bytes.Length.ToString(CultureInfo.InvariantCulture) + " follow.");
        }

        try
        {
            var reader = new WireReader(bytes, 0, bytes.Length);
            var data = RecordData.Read(type, ref reader);
            reader.ExpectEnd();
            return data;
        }
        catch (WireFormatException problem)
        {
            throw words.Error("The octets are not data of type " + type.ToText() + ": " + problem.Message + ".");
        }
    }
}
