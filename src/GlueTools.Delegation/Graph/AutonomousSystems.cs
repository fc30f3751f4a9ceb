using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Graph;

/// <summary>
/// Which autonomous system announces an address, by a table that the user has: a line for each prefix, <c>192.0.2.0/24 64500</c>, or <c>192.0.2.0 24 64500</c>
/// as the tables of RouteViews have it. The longest prefix counts. Nobody is asked.
/// </summary>
public sealed class AutonomousSystems
{
    /// <summary>Prefixes of a table. All that the Internet's routers know are less than half of it.</summary>
    private const int MostPrefixes = 4_000_000;

    /// <summary>Characters of a line.</summary>
    private const int LongestLine = 1000;

    private readonly Dictionary<(int Length, ulong High, ulong Low), string> _prefixes = new();
    private readonly SortedSet<int> _lengths4 = new(), _lengths6 = new();

    private AutonomousSystems()
    {
    }

    /// <summary>How many prefixes it holds.</summary>
    public int Count => _prefixes.Count;

    /// <summary>Reads a table.</summary>
    /// <param name="text">The table; stays open. Lines that begin with # or ; are comments.</param>
    /// <exception cref="FormatException">A line is none of a table, or there are too many; the message says which.</exception>
    public static AutonomousSystems Read(TextReader text)
    {
        var table = new AutonomousSystems();
        var numbers = new Dictionary<string, string>(StringComparer.Ordinal);
        var line = 0;
        while (ReadLine(text, ++line) is { } read)
        {
            var words = read.Split([' ', '\t', ',', ';', '|'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || words[0][0] == '#' || read[0] == ';')
            {
                continue;
            }

            var isApart = words.Length > 2 && words[0].IndexOf('/') < 0;
            if (words.Length < 2 || !AddressPrefix.TryParse(isApart ? words[0] + "/" + words[1] : words[0], out var prefix) || Number(words[isApart ? 2 : 1]) is not { } number
                || !AddressSpelling.TryParse(words[0].Split('/')[0], out var address))
            {
                throw new FormatException(string.Format(CultureInfo.InvariantCulture, "line {0} is no prefix with the number of an autonomous system, such as '192.0.2.0/24 64500'.", line));
            }

            if (table.Count >= MostPrefixes)
            {
                throw new FormatException("it holds more than " + MostPrefixes.ToString("N0", CultureInfo.InvariantCulture) + " prefixes, more than the Internet has.");
            }

            if (!numbers.TryGetValue(number, out var known))
            {
                numbers.Add(number, known = number);
            }

            table.Add(address, prefix.Length, known);
        }

        return table;
    }

    /// <summary>The system that announces an address, as <c>AS64500</c>; null where the table has none.</summary>
    public string? Of(IPAddress address)
    {
        foreach (var length in (address.AddressFamily == AddressFamily.InterNetwork ? _lengths4 : _lengths6).Reverse())
        {
            if (_prefixes.TryGetValue(Key(address, length), out var number))
            {
                return number;
            }
        }

        return null;
    }

    private static string? ReadLine(TextReader text, int line)
    {
        var read = new System.Text.StringBuilder();
        for (int character; (character = text.Read()) >= 0;)
        {
            if (character == '\n')
            {
                return read.ToString().Trim();
            }

            read.Append((char)character);
            if (read.Length > LongestLine)
            {
                throw new FormatException(string.Format(CultureInfo.InvariantCulture, "line {0} is longer than {1} characters, so this is no table of prefixes.", line, LongestLine));
            }
        }

        return read.Length > 0 ? read.ToString().Trim() : null;
    }

    /// <summary>A number, or several where several systems announce the prefix: <c>64500_64501</c>, <c>{64500,64501}</c>.</summary>
    private static string? Number(string word)
    {
        var numbers = new List<string>();
        foreach (var part in word.Trim('{', '}').Split('_', ','))
        {
            var digits = part.StartsWith("AS", StringComparison.OrdinalIgnoreCase) ? part.Substring(2) : part;
            if (!uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            numbers.Add("AS" + number.ToString(CultureInfo.InvariantCulture));
        }

        return string.Join("_", numbers);
    }

    private void Add(IPAddress address, int length, string number)
    {
        (address.AddressFamily == AddressFamily.InterNetwork ? _lengths4 : _lengths6).Add(length);
        _prefixes[Key(address, length)] = number;
    }

    /// <summary>IPv4 stands beside IPv6 by a length below zero.</summary>
    private static (int Length, ulong High, ulong Low) Key(IPAddress address, int length)
    {
        var octets = address.GetAddressBytes();
        ulong high = 0, low = 0;
        for (var i = 0; i < octets.Length; i++)
        {
            var bits = Math.Max(0, Math.Min(8, length - (i * 8)));
            var octet = (ulong)(octets[i] & (0xff << (8 - bits)) & 0xff);
            if (i < 8)
            {
                high = (high << 8) | octet;
            }
            else
            {
                low = (low << 8) | octet;
            }
        }

        return (octets.Length == 4 ? -1 - length : length, high, low);
    }
}
