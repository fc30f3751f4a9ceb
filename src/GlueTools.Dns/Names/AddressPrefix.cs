using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace GlueTools.Dns.Names;

/// <summary>A range of addresses, such as <c>192.0.2.0/24</c>; a single address is the narrowest of them. Immutable.</summary>
public sealed class AddressPrefix
{
    private const int BitsPerOctet = 8, BitsPerNibble = 4;

    private readonly byte[] _octets;

    private AddressPrefix(byte[] octets, int length)
    {
        _octets = octets;
        Length = length;
    }

    /// <summary>How many leading bits the addresses have in common.</summary>
    public int Length { get; }

    /// <summary>The zone in which such addresses are turned into names: the closest that a label ends.</summary>
    public string ReverseZone
    {
        get
        {
            var isIPv4 = _octets.Length == 4;
            var labels = new List<string>();
            for (var at = 0; at < (isIPv4 ? Math.Max(1, Length / BitsPerOctet) : Math.Max(1, Length / BitsPerNibble)); at++)
            {
                labels.Add(isIPv4
                    ? _octets[at].ToString(CultureInfo.InvariantCulture)
                    : ((_octets[at / 2] >> (at % 2 == 0 ? BitsPerNibble : 0)) & 0xf).ToString("x", CultureInfo.InvariantCulture));
            }

            labels.Reverse();
            return string.Join(".", labels) + (isIPv4 ? ".in-addr.arpa" : ".ip6.arpa");
        }
    }

    /// <summary>The range of this length that an address lies in.</summary>
    public static AddressPrefix Of(IPAddress address, int length)
    {
        var octets = address.GetAddressBytes();
        for (var at = 0; at < octets.Length; at++)
        {
            var bits = Math.Max(0, Math.Min(BitsPerOctet, length - (at * BitsPerOctet)));
            octets[at] &= (byte)(0xff << (BitsPerOctet - bits));
        }

        return new AddressPrefix(octets, length);
    }

    /// <summary>Reads an address in any spelling, or a range: <c>2001:0DB8::/32</c>. Bits behind the prefix do not count.</summary>
    public static bool TryParse(string? text, out AddressPrefix prefix)
    {
        prefix = null!;
        var slash = (text ?? string.Empty).IndexOf('/');
        if (!AddressSpelling.TryParse(slash < 0 ? text : text!.Substring(0, slash), out var address))
        {
            return false;
        }

        var length = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        var most = length;
        if (slash >= 0 && (!int.TryParse(text!.Substring(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > most))
        {
            return false;
        }

        prefix = Of(address, length);
        return true;
    }

    /// <summary>Whether an address lies in the range.</summary>
    public bool Contains(IPAddress address) => address.GetAddressBytes().Length == _octets.Length && Equals(Of(address, Length)._octets, _octets);

    private static bool Equals(byte[] one, byte[] other)
    {
        for (var at = 0; at < one.Length; at++)
        {
            if (one[at] != other[at])
            {
                return false;
            }
        }

        return true;
    }
}
