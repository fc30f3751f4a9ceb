using System;
using System.Globalization;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Dns.Zones;

/// <summary>Takes an entry's words one after another as what they must be, or says with the line number that they are not.</summary>
internal sealed class MasterFileWords : RecordWords
{
    private readonly MasterFileEntry _entry;
    private readonly DomainName _origin;
    private readonly NameCache _names;
    private int _at;

    internal MasterFileWords(MasterFileEntry entry, int start, DomainName origin, NameCache names)
    {
        _entry = entry;
        _origin = origin;
        _names = names;
        _at = start;
    }

    /// <summary>Characters of the whole entry.</summary>
    internal int Length => _entry.Length;

    internal override bool AtEnd => _at >= _entry.Tokens.Count;

    /// <summary>The next word if it is not quoted, else nothing; takes none.</summary>
    internal override string Peek() => AtEnd || _entry.Tokens[_at].IsQuoted ? string.Empty : _entry.Tokens[_at].Text;

    /// <summary>Takes the next word, quoted or not.</summary>
    internal override string Word(string expected) => AtEnd ? throw Error("The line ends where " + expected + " is expected.") : _entry.Tokens[_at++].Text;

    internal override DomainName Name()
    {
        var text = Word("a name");
        if (text == "@")
        {
            return _origin;
        }

        try
        {
            return _names.Read(text, _origin);
        }
        catch (FormatException problem)
        {
            throw Error(problem.Message);
        }
    }

    internal uint Ttl()
    {
        var text = Word("a time");
        return TimeToLive.TryParse(text, out var seconds) ? seconds : throw Error(Quoted(text) + " is not a time such as 3600 or 1h30m.");
    }

    /// <summary>Times within data may be larger than a TTL (RFC 2181, section 8), where they are plain seconds.</summary>
    internal override uint Seconds() => uint.TryParse(Peek(), NumberStyles.None, CultureInfo.InvariantCulture, out _) ? Number(uint.MaxValue) : Ttl();

    internal void ExpectInternetClass()
    {
        var text = Word("a class");
        if (text != "IN" && text.ToUpperInvariant() is not ("IN" or "CLASS1"))
        {
            throw Error("Class " + Quoted(text) + " is not understood; only IN is.");
        }
    }

    internal void ExpectEnd()
    {
        if (!AtEnd)
        {
            throw Error(Quoted(_entry.Tokens[_at].Text) + " follows where the line should end.");
        }
    }

    internal override Exception Error(string sentence) => new MasterFileException(_entry.Line, sentence);
}
