using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Lab.Scenarios;

/// <summary>Takes a directive's words one after another. What a word must be and is not is a <see cref="FormatException"/> without line.</summary>
internal sealed class ScenarioWords
{
    private readonly string[] _words;
    private int _at;

    internal ScenarioWords(string line) => _words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);

    internal bool AtEnd => _at >= _words.Length;

    internal string Peek => AtEnd ? string.Empty : _words[_at];

    internal string Word(string expected) => AtEnd ? throw new FormatException("The line ends where " + expected + " is expected.") : _words[_at++];

    internal bool Skip(string word)
    {
        var found = Peek == word;
        _at += found ? 1 : 0;
        return found;
    }

    internal DomainName Name() => DomainName.Parse(Word("a domain name"));

    /// <summary>Names in one word, joined by <c>;</c>.</summary>
    internal List<DomainName> NameList() => [.. Word("domain names").Split(';').Select(DomainName.Parse)];

    internal int Number(int smallest)
    {
        var word = Word("a number");
        return int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= smallest
            ? number
            : throw new FormatException("'" + word + "' is not a number from " + smallest.ToString(CultureInfo.InvariantCulture) + ".");
    }

    internal int Number(int smallest, int largest)
    {
        var word = Peek;
        var number = Number(smallest);
        return number <= largest ? number : throw new FormatException("'" + word + "' is more than " + largest.ToString(CultureInfo.InvariantCulture) + ".");
    }

    /// <summary>Days from now, back or ahead.</summary>
    internal double Days()
    {
        var word = Word("a number of days");
        return double.TryParse(word, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var days) && Math.Abs(days) <= 20_000
            ? days
            : throw new FormatException("'" + word + "' is not a number of days from -20000 to 20000.");
    }

    internal uint Serial()
    {
        var word = Word("a serial");
        return uint.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var serial)
            ? serial
            : throw new FormatException("'" + word + "' is not a serial.");
    }

    internal RecordType Type()
    {
        var word = Word("a record type");
        return RecordTypes.TryParse(word, out var type) ? type : throw new FormatException("'" + word + "' is not a record type.");
    }

    internal ResponseCode Code()
    {
        var word = Word("a response code");
        foreach (ResponseCode code in Enum.GetValues(typeof(ResponseCode)))
        {
            if (code.ToText().Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return code;
            }
        }

        throw new FormatException("'" + word + "' is not a response code.");
    }

    internal IPAddress Address() => ParseAddress(Word("an address"));

    /// <summary>The words that follow as long as they are addresses.</summary>
    internal List<IPAddress> Addresses()
    {
        var addresses = new List<IPAddress>();
        while (AddressData.TryParse(Peek, out var data))
        {
            addresses.Add(data.Address);
            _at++;
        }

        return addresses;
    }

    /// <summary>Addresses in one word, joined by <c>;</c>; empty at the end of the line.</summary>
    internal List<IPAddress> AddressList()
    {
        var addresses = new List<IPAddress>();
        foreach (var text in AtEnd ? [] : Word("addresses").Split(';'))
        {
            addresses.Add(ParseAddress(text));
        }

        return addresses;
    }

    internal List<string> Rest()
    {
        var rest = new List<string>();
        while (!AtEnd)
        {
            rest.Add(_words[_at++]);
        }

        return rest;
    }

    internal void ExpectEnd()
    {
        if (!AtEnd)
        {
            throw new FormatException("'" + _words[_at] + "' follows where the line should end.");
        }
    }

    private static IPAddress ParseAddress(string text) =>
        AddressData.TryParse(text, out var data) ? data.Address : throw new FormatException("'" + text + "' is not an address.");
}
