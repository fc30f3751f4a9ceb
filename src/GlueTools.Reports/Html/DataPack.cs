using System;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace GlueTools.Reports.Html;

/// <summary>Markup of several domains, packed: the page unpacks a pack when one of its domains is opened. Ten thousand pictures with their answers are some hundred megabytes otherwise.</summary>
internal static class DataPack
{
    /// <summary>Domains in a pack: more are packed better, fewer are unpacked sooner.</summary>
    internal const int Size = 32;

    /// <summary>What stands between two domains; no markup holds it, for what comes from outside is escaped.</summary>
    internal const char Separator = '\u001e';

    /// <summary>The text as UTF-8, deflated (RFC 1951), in base 64.</summary>
    internal static string Of(string text)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var octets = Encoding.UTF8.GetBytes(text);
            deflate.Write(octets, 0, octets.Length);
        }

        return Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }
}
