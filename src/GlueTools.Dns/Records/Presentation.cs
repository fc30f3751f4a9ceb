using System.Globalization;
using System.Text;
using GlueTools.Dns.Names;

namespace GlueTools.Dns.Records;

/// <summary>Small helpers that several record families print and compare with.</summary>
internal static class Presentation
{
    private const string Digits = "0123456789ABCDEF";

    internal static string Absolute(DomainName name) => name.IsRoot ? "." : name.Text + ".";

    internal static string Hex(byte[] bytes)
    {
        var text = new StringBuilder(bytes.Length * 2);
        foreach (var octet in bytes)
        {
            text.Append(Digits[octet >> 4]).Append(Digits[octet & 15]);
        }

        return text.ToString();
    }

    /// <summary>Data as octets, for types that are not understood and for what their own form cannot say (RFC 3597, section 5).</summary>
    internal static string Generic(byte[] bytes) =>
        "\\# " + bytes.Length.ToString(CultureInfo.InvariantCulture) + (bytes.Length == 0 ? string.Empty : " " + Hex(bytes));

    internal static bool SameBytes(byte[] left, byte[] right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        for (var i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i])
            {
                return false;
            }
        }

        return true;
    }
}
