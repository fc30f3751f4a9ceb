using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net;
using GlueTools.Dns.Transport;

namespace GlueTools.Console.Options;

/// <summary>
/// Files that say where server addresses really are, one to a line: <c>ADDRESS ENDPOINT:PORT</c> or <c>ADDRESS unreachable</c>; <c>*</c> stands for all
/// others, and without it they cannot be reached.
/// </summary>
internal static class AddressMapFile
{
    private const string Others = "*";
    private const string Unreachable = "unreachable";

    /// <exception cref="FormatException">The text is no such file; the message names the line.</exception>
    internal static AddressMap Read(TextReader text)
    {
        var table = new Dictionary<IPAddress, IPEndPoint?>();
        IPEndPoint? others = null;
        var seenOthers = false;
        for (var number = 1; text.ReadLine() is { } line; number++)
        {
            var words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || words[0][0] == '#')
            {
                continue;
            }

            if (words.Length != 2)
            {
                throw Wrong(number, "give an address and an endpoint such as 127.0.0.1:5300, or 'unreachable'.");
            }

            IPEndPoint? endpoint = null;
            if (words[1] != Unreachable && !AddressText.TryReadEndpoint(words[1], out endpoint))
            {
                throw Wrong(number, "'" + OptionReader.Shown(words[1]) + "' is neither an endpoint such as 127.0.0.1:5300 nor 'unreachable'.");
            }

            if (words[0] == Others)
            {
                if (seenOthers)
                {
                    throw Wrong(number, "'*' stands here a second time.");
                }

                (others, seenOthers) = (endpoint, true);
            }
            else if (!AddressText.TryRead(words[0], out var address))
            {
                throw Wrong(number, "'" + OptionReader.Shown(words[0]) + "' is not an IP address.");
            }
            else if (!table.TryAdd(address, endpoint))
            {
                throw Wrong(number, address + " stands here a second time.");
            }
        }

        return new TableAddressMap(table, others);
    }

    internal static void Write(TextWriter text, IEnumerable<IPAddress> addresses, AddressMap map)
    {
        const int AnyPort = 53;
        foreach (var address in addresses)
        {
            Write(text, address.ToString(), map.EndpointOf(address, AnyPort));
        }

        Write(text, Others, map.EndpointOf(IPAddress.None, AnyPort));
    }

    private static void Write(TextWriter text, string address, IPEndPoint? endpoint) => text.WriteLine(address + " " + (endpoint?.ToString() ?? Unreachable));

    private static FormatException Wrong(int line, string sentence) =>
        new("Line " + line.ToString(CultureInfo.InvariantCulture) + ": " + sentence);
}
