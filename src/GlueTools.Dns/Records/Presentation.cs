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
