using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Linq;
using GlueTools.Dns.Names;

namespace GlueTools.Dns.Records;

/// <summary>
/// Reads the DS records that people paste, in presentation form (RFC 4034, section 5.3), and says in one sentence what is wrong with those that are none.
/// </summary>
public static class DsText
{
    /// <summary>Algorithms of keys in use, of which none is the number of a digest type in use.</summary>
    private static readonly string[] KeyAlgorithms = ["5", "7", "8", "10", "12", "13", "14", "15", "16"];

    private static readonly char[] Blanks = [' ', '\t', '\r', '\n'];

    /// <summary>Reads <c>TAG ALGORITHM DIGESTTYPE HEX</c>; the digest may hold blanks.</summary>
    /// <param name="text">What was given.</param>
    /// <param name="data">The record's data.</param>
    /// <param name="sentence">What is wrong; empty where nothing is.</param>
    public static bool TryRead(string? text, [NotNullWhen(true)] out DsData? data, out string sentence)
    {
        data = null;
        if (LooksLikeKey(text ?? string.Empty))
        {
            sentence = "This is a DNSKEY record (flags, protocol 3, algorithm, key), not a DS record; the DS record of a key is made by dnssec-dsfromkey, ldns-key2ds or whatever signs the zone.";
            return false;
        }

        var words = (text ?? string.Empty).Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 4)
        {
            sentence = "A DS record is four fields, key tag, algorithm, digest type and digest in hexadecimal, not '" + SafeText.Escape(text ?? string.Empty) + "'.";
            return false;
        }

        int[] numbers = [0, 0, 0];
        (string Name, int Most)[] fields = [("key tag", ushort.MaxValue), ("algorithm", byte.MaxValue), ("digest type", byte.MaxValue)];
        for (var i = 0; i < fields.Length; i++)
        {
            if (!int.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]) || numbers[i] > fields[i].Most)
            {
                sentence = string.Format(
                    CultureInfo.InvariantCulture, "The {0} of a DS record is a number from 0 to {1}, not '{2}'.", fields[i].Name, fields[i].Most, SafeText.Escape(words[i]));
                return false;
            }
        }

        sentence = ReadDigest(string.Concat(new ArraySegment<string>(words, 3, words.Length - 3)), numbers[2], out var digest);
        data = sentence.Length == 0 ? new DsData((ushort)numbers[0], (byte)numbers[1], (byte)numbers[2], digest) : null;
        return data is not null;
    }

    /// <summary>
    /// Flags of keys that sign, protocol 3, and either an algorithm that is no digest type or Base64 that no digest is (RFC 4034, section 2.2); or the type in words. A key that was cut off while it was copied is
    /// none that can be decoded, and a key all the same.
    /// </summary>
    private static bool LooksLikeKey(string text)
    {
        var words = text.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        if (Array.Exists(words, word => word.Equals("DNSKEY", StringComparison.OrdinalIgnoreCase) || word.Equals("CDNSKEY", StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        if (words.Length < 4 || words[0] is not ("256" or "257" or "384" or "385") || words[1] != "3")
        {
            return false;
        }

        var rest = string.Concat(new ArraySegment<string>(words, 3, words.Length - 3));
        if (Array.IndexOf(KeyAlgorithms, words[2]) >= 0 && rest.All(letter => letter < 128 && (char.IsLetterOrDigit(letter) || letter is '+' or '/' or '=')) && !rest.All(Uri.IsHexDigit))
        {
            return true;
        }

        try
        {
            return Convert.FromBase64String(rest).Length >= 32 && Array.Exists(rest.ToCharArray(), letter => !Uri.IsHexDigit(letter));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static string ReadDigest(string hex, int digestType, out byte[] digest)
    {
        digest = new byte[hex.Length / 2];
        foreach (var digit in hex)
        {
            if (!Uri.IsHexDigit(digit))
            {
                return "The digest of a DS record is hexadecimal, and '" + SafeText.Escape(digit.ToString()) + "' is no hexadecimal digit.";
            }
        }

        if (hex.Length % 2 != 0)
        {
            return string.Format(CultureInfo.InvariantCulture, "The digest of a DS record has two digits for each octet, and these are {0}: one is missing or too many.", hex.Length);
        }

        for (var i = 0; i < digest.Length; i++)
        {
            digest[i] = byte.Parse(hex.Substring(2 * i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }

        return LengthOf(digestType) is { } right && right.Octets != digest.Length
            ? string.Format(
                CultureInfo.InvariantCulture,
                "A digest of type {0} ({1}) has {2} hexadecimal digits, and this one has {3}.",
                digestType,
                right.Name,
                2 * right.Octets,
                hex.Length)
            : string.Empty;
    }

    /// <summary>The lengths of RFC 4034 (section 5.1.4 and appendix A.2), RFC 4509 and RFC 6605; other types are taken as they come.</summary>
    private static (string Name, int Octets)? LengthOf(int digestType) => digestType switch
    {
        1 => ("SHA-1", 20),
        2 => ("SHA-256", 32),
        4 => ("SHA-384", 48),
        _ => null,
    };
}
