using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace GlueTools.Registry.Objects;

/// <summary>Addresses in what registries send.</summary>
internal static class AddressWords
{
    /// <summary>Reads a whole address: <c>10</c>, <c>1.2</c> and scopes are none.</summary>
    internal static bool TryRead(string text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        if (text.Length is < 2 or > 45 || text.IndexOf('%') >= 0 || text[0] == '[' || !IPAddress.TryParse(text, out var read))
        {
            return false;
        }

        if (read.AddressFamily == AddressFamily.InterNetwork && read.ToString() != text)
        {
            return false;
        }

        address = read;
        return true;
    }
}
