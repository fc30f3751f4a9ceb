using System;
using System.Text;
using GlueTools.Reports.Characters;

namespace GlueTools.Reports.Json;

/// <summary>
/// Reads one JSON text (RFC 8259), strictly: what is cut off, has something behind it, or spells half of a character is refused. It stands here because the two
/// editions of PowerShell share no reader that does the same, and because a text from a server or a file has to have an end.
/// </summary>
public static class JsonText
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a text.</summary>
    /// <exception cref="JsonFormatException">It is not one JSON value, whole and with nothing behind it, or goes beyond the limits.</exception>
    public static JsonValue Read(string text, JsonLimits limits)
    {
        var reader = new JsonReader(new CharacterSource(text), limits);
        var value = reader.ReadValue();
        reader.End();
        return value;
    }

    /// <summary>Reads a text of UTF-8, with or without its mark.</summary>
    /// <inheritdoc cref="Read(string, JsonLimits)"/>
    public static JsonValue Read(byte[] octets, JsonLimits limits)
    {
        var start = octets.Length >= 3 && octets[0] == 0xEF && octets[1] == 0xBB && octets[2] == 0xBF ? 3 : 0;
        string text;
        try
        {
            text = Utf8.GetString(octets, start, octets.Length - start);
        }
        catch (ArgumentException)
        {
            throw new JsonFormatException("it holds octets that are no UTF-8", 1, 1);
        }

        return Read(text, limits);
    }
}
