using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;
using GlueTools.Dns.Addresses;

namespace GlueTools.Console.Options;

/// <summary>
/// Files that say where server addresses really are, one to a line: <c>ADDRESS ENDPOINT:PORT</c> or <c>ADDRESS unreachable</c>; <c>*</c> stands for all
/// others, and without it they cannot be reached.
/// </summary>
internal static class AddressMapFile
{
    private const int LongestLine = 1024;

    private const int MostAddresses = 100_000;

    private const string Others = "*";
    private const string Unreachable = "unreachable";

    /// <exception cref="FormatException">The text is no such file; the message names the line.</exception>
    internal static AddressMap Read(TextReader text)
    {
        var table = new Dictionary<IPAddress, IPEndPoint?>();
        IPEndPoint? others = null;
        var seenOthers = false;
        foreach (var line in BoundedLine.Read(text, LongestLine))
        {
            var number = line.Number;
            if (line.IsCut)
            {
                throw Wrong(number, "the line is longer than an address and an endpoint are.");
            }

            var words = line.Text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
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
                throw Wrong(number, "'" + UserText.Shown(words[1]) + "' is neither an endpoint such as 127.0.0.1:5300 nor 'unreachable'.");
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
                throw Wrong(number, "'" + UserText.Shown(words[0]) + "' is not an IP address.");
            }
            else if (!table.TryAdd(address, endpoint))
            {
                throw Wrong(number, address + " stands here a second time.");
            }
            else if (table.Count > MostAddresses)
            {
                throw Wrong(number, string.Format(CultureInfo.InvariantCulture, "there are more than {0:N0} addresses.", MostAddresses));
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

    private static FormatException Wrong(long line, string sentence) =>
        new("Line " + line.ToString(CultureInfo.InvariantCulture) + ": " + sentence);
}
