using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Linq;
using System.Net;
using GlueTools.Console.Streams;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Console.Options;

/// <summary>Addresses and endpoints as people write them; forms that mean something else than they seem to (1.2, 010.0.0.1) are none.</summary>
internal static class AddressText
{
    internal static bool TryRead(string text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = AddressData.TryParse(text, out var data) ? data.Address : null;
        return address is not null;
    }

    /// <summary>The addresses and ranges of an option; several may stand in one text with commas.</summary>
    internal static List<AddressPrefix> ReadPrefixes(OptionReader options, Option<string[]> option) => ReadPrefixes(options, option.Name, options.Texts(option));

    /// <summary>The same of an argument.</summary>
    internal static List<AddressPrefix> ReadPrefixes(OptionReader options, string name, IReadOnlyList<string> texts)
    {
        var prefixes = new List<AddressPrefix>();
        foreach (var word in texts.SelectMany(text => text.Split(',')))
        {
            if (AddressPrefix.TryParse(word.Trim(), out var prefix))
            {
                prefixes.Add(prefix);
            }
            else
            {
                options.Mistake(name + " takes addresses and ranges such as 192.0.2.0/24; '" + UserText.Shown(word) + "' is neither.");
            }
        }

        return prefixes;
    }

    /// <summary>Reads <c>192.0.2.1:53</c> or <c>[2001:db8::1]:53</c>.</summary>
    internal static bool TryReadEndpoint(string text, [NotNullWhen(true)] out IPEndPoint? endpoint)
    {
        endpoint = null;
        var colon = text.LastIndexOf(':');
        if (colon < 0 || !int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
        {
            return false;
        }

        var host = text[..colon];
        var isBracketed = host.StartsWith('[') && host.EndsWith(']');
        if (!TryRead(isBracketed ? host[1..^1] : host, out var address)
            || isBracketed != (address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6))
        {
            return false;
        }

        endpoint = new IPEndPoint(address, port);
        return true;
    }
}
