using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace GlueTools.Dns.Names;

/// <summary>Addresses as master files and people write them.</summary>
public static class AddressSpelling
{
    /// <summary>Reads an address: four plain decimal numbers, or IPv6 without brackets and zone index.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        if (text is null || text.IndexOfAny(['%', '[', '/']) >= 0 || !IPAddress.TryParse(text, out var parsed))
        {
            return false;
        }

        // The system's parser also takes 1.2 and 010.0.0.1, each meaning something that the writer hardly meant.
        if (parsed.AddressFamily == AddressFamily.InterNetwork && parsed.ToString() != text)
        {
            return false;
        }

        address = parsed;
        return true;
    }
}
