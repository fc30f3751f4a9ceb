using System;
using System.Collections.Generic;
using System.IO;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Dns.Zones;

/// <summary>The lines that say how to go on, or stand for many.</summary>
public sealed partial class MasterFileReader
{
    /// <summary>Files that may include one another.</summary>
    private const int DeepestInclude = 16;

    /// <summary>What a directive brings: mostly nothing.</summary>
    private IEnumerable<MasterFileItem> Direct(MasterFileEntry entry, string directive)
    {
        var words = new MasterFileWords(entry, 1, _origin, _names);
        switch (directive.ToUpperInvariant())
        {
            case "$ORIGIN":
                _origin = words.Name();
                break;
            case "$TTL":
                _ttls.Default = words.Ttl();
                break;
            case "$INCLUDE" when _options.Include is { } include:
                return Included(entry, words, include);
            case "$GENERATE" when _options.Generates:
                return Generated(entry, MasterFileGenerator.Numbers(entry));
            default:
                throw new MasterFileException(entry.Line, RecordWords.Quoted(directive) + " is not understood; only $ORIGIN and $TTL are.");
        }

        words.ExpectEnd();
        return [];
    }

    /// <summary>The records of an included file. It has an origin and owners of its own; a $TTL in it goes on behind it.</summary>
    private IEnumerable<MasterFileItem> Included(MasterFileEntry entry, MasterFileWords words, Func<string, string, MasterFileText> include)
    {
        var name = words.Word("a file");
        var origin = words.AtEnd ? _origin : words.Name();
        words.ExpectEnd();
        if (_depth == DeepestInclude)
        {
            throw new MasterFileException(entry.Line, "More than 16 files include one another; does one of them include itself?");
        }

        MasterFileText text;
        try
        {
            text = include(_file, name);
        }
        catch (IOException problem)
        {
            throw new MasterFileException(entry.Line, problem.Message);
        }

        return Included(text, origin);
    }

    private IEnumerable<MasterFileItem> Included(MasterFileText text, DomainName origin)
    {
        using (text)
        {
            foreach (var item in new MasterFileReader(text.Text, text.File, origin, _options, _ttls, _depth + 1).ReadAll(isOne: false))
            {
                yield return item;
            }
        }
    }

    private IEnumerable<MasterFileItem> Generated(MasterFileEntry entry, IEnumerable<long> numbers)
    {
        var owner = _owner;
        foreach (var number in numbers)
        {
            // One that cannot be read shows what is wrong with all of them.
            if (TryRecord(entry, number) is not { } item)
            {
                break;
            }

            yield return item;
        }

        _owner = owner;
    }
}
