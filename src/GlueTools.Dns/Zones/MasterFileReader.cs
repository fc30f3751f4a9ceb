using System;
using System.Collections.Generic;
using System.IO;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Dns.Zones;

/// <summary>
/// Reads master files (RFC 1035, section 5; RFC 2308, section 4; RFC 3597, section 5) record by record: memory does not grow with the file. Root hints
/// files are of the same form. $INCLUDE is refused: what is read comes from the given text only.
/// </summary>
public sealed class MasterFileReader
{
    private readonly MasterFileLexer _lexer;
    private DomainName _origin;
    private DomainName? _owner;
    private uint? _defaultTtl;
    private uint? _lastTtl;

    private MasterFileReader(TextReader text, DomainName origin, uint? defaultTtl)
    {
        _lexer = new MasterFileLexer(text);
        _origin = origin;
        _defaultTtl = defaultTtl;
    }

    /// <summary>Reads the records of a master file while they are taken.</summary>
    /// <param name="text">The file; stays open.</param>
    /// <param name="origin">What relative names are relative to until the first $ORIGIN; the root where not given.</param>
    /// <param name="defaultTtl">
    /// Seconds for records that state no TTL, until the first $TTL. Without either the last stated TTL counts, then the SOA's minimum.
    /// </param>
    /// <exception cref="MasterFileException">The text is no master file; raised while reading.</exception>
    public static IEnumerable<ResourceRecord> Read(TextReader text, DomainName origin = default, uint? defaultTtl = null)
    {
        if (text is null)
        {
            throw new ArgumentNullException(nameof(text));
        }

        return new MasterFileReader(text, origin, defaultTtl).ReadAll();
    }

    private IEnumerable<ResourceRecord> ReadAll()
    {
        while (_lexer.Next() is { } entry)
        {
            var first = entry.Tokens[0];
            if (!first.IsQuoted && first.Text[0] == '$')
            {
                Direct(entry, first.Text);
            }
            else
            {
                yield return ReadRecord(entry);
            }
        }
    }

    private void Direct(MasterFileEntry entry, string directive)
    {
        var words = new MasterFileWords(entry, 1, _origin);
        switch (directive.ToUpperInvariant())
        {
            case "$ORIGIN":
                _origin = words.Name();
                break;
            case "$TTL":
                _defaultTtl = words.Ttl();
                break;
            default:
                throw new MasterFileException(entry.Line, RecordWords.Quoted(directive) + " is not understood; only $ORIGIN and $TTL are.");
        }

        words.ExpectEnd();
    }

    private ResourceRecord ReadRecord(MasterFileEntry entry)
    {
        var words = new MasterFileWords(entry, 0, _origin);
        if (!entry.StartsWithBlank)
        {
            _owner = words.Name();
        }

        if (_owner is not { } owner)
        {
            throw new MasterFileException(entry.Line, "The first record names no owner.");
        }

        var ttl = ReadTtlAndClass(words);
        var typeText = words.Word("a record type");
        if (!RecordTypes.TryParse(typeText, out var type))
        {
            throw new MasterFileException(entry.Line, RecordWords.Quoted(typeText) + " is not a record type; write TYPE123 for one without a name here.");
        }

        var data = MasterFileData.Read(type, words);
        words.ExpectEnd();
        _lastTtl = ttl ?? _lastTtl;
        ttl ??= _defaultTtl ?? _lastTtl ?? (data as SoaData)?.Minimum;
        if (ttl is not { } seconds)
        {
            throw new MasterFileException(entry.Line, "The record has no TTL, and neither $TTL nor an earlier record states one.");
        }

        _lastTtl ??= seconds;
        return new ResourceRecord(owner, type, seconds, data);
    }

    // Both may be left out, and they come in either order.
    private static uint? ReadTtlAndClass(MasterFileWords words)
    {
        uint? ttl = null;
        for (var seenClass = false; ;)
        {
            var word = words.Peek();
            if (ttl is null && word.Length > 0 && word[0] is >= '0' and <= '9')
            {
                ttl = words.Ttl();
            }
            else if (!seenClass && IsClass(word))
            {
                seenClass = true;
                words.ExpectInternetClass();
            }
            else
            {
                return ttl;
            }
        }
    }

    private static bool IsClass(string word) =>
        word.ToUpperInvariant() is "IN" or "CH" or "HS" || word.StartsWith("CLASS", StringComparison.OrdinalIgnoreCase);
}
