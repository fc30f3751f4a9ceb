using System;
using System.Collections.Generic;
using System.IO;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Dns.Zones;

/// <summary>
/// Reads master files (RFC 1035, section 5; RFC 2308, section 4; RFC 3597, section 5) record by record: memory does not grow with the file. Root hints
/// files are of the same form. Nothing but the given text is read, and no line stands for many records, unless <see cref="MasterFileOptions"/> allow it.
/// </summary>
public sealed partial class MasterFileReader
{
    private readonly MasterFileOptions _options;
    private readonly MasterFileLexer _lexer;
    private readonly NameCache _names = new();
    private readonly string _file;
    private readonly int _depth;
    private DomainName _origin;
    private DomainName? _owner;
    private bool _hasLostOwner;
    private readonly Ttls _ttls;

    internal MasterFileReader(TextReader text, MasterFileOptions options)
        : this(text, options.File, options.Origin, options, new Ttls { Default = options.DefaultTtl }, 0)
    {
    }

    private MasterFileReader(TextReader text, string file, DomainName origin, MasterFileOptions options, Ttls ttls, int depth)
    {
        _options = options;
        _lexer = new MasterFileLexer(text);
        _file = file;
        _origin = origin;
        _ttls = ttls;
        _depth = depth;
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

        return Records(Read(text, new MasterFileOptions { Origin = origin, DefaultTtl = defaultTtl }));
    }

    /// <summary>Reads the records of a master file, each with its place, while they are taken.</summary>
    /// <param name="text">The file; stays open.</param>
    /// <param name="options">How it is read.</param>
    /// <exception cref="MasterFileException">The text is no master file, and nobody is told of problems; raised while reading.</exception>
    public static IEnumerable<MasterFileRecord> Read(TextReader text, MasterFileOptions options)
    {
        if (text is null)
        {
            throw new ArgumentNullException(nameof(text));
        }

        return Wanted(options, new MasterFileReader(text, options).ReadAll(isOne: false));
    }

    private static IEnumerable<ResourceRecord> Records(IEnumerable<MasterFileRecord> records)
    {
        foreach (var record in records)
        {
            yield return record.Record;
        }
    }

    /// <summary>The TTLs in force, which an included file goes on with.</summary>
    internal Ttls Times => _ttls;

    /// <summary>What relative names are relative to now.</summary>
    internal DomainName Origin => _origin;

    /// <summary>The owner that a line without one has; null where there is none.</summary>
    internal DomainName? Owner
    {
        get => _owner;
        set => _owner = value;
    }

    /// <summary>The line that is read next.</summary>
    internal int Line
    {
        get => _lexer.Line;
        set => _lexer.Line = value;
    }

    /// <summary>Whether an origin could not be read, which leaves every name below it in doubt.</summary>
    internal bool IsOver { get; private set; }

    /// <summary>The records of the rest, those that are not wanted among them.</summary>
    /// <param name="isOne">Whether of the next entry only.</param>
    internal IEnumerable<MasterFileItem> ReadAll(bool isOne)
    {
        while (!IsOver && Next(out var entry))
        {
            if (entry is not null)
            {
                var first = entry.Tokens[0];
                if (first.IsQuoted || first.Text[0] != '$')
                {
                    if (TryRecord(entry) is { } item)
                    {
                        yield return item;
                    }

                    _lexer.TakeBack(entry);
                }
                else if (TryDirect(entry) is { } further)
                {
                    foreach (var item in further)
                    {
                        yield return item;
                    }
                }
                else
                {
                    IsOver = first.Text.Equals("$ORIGIN", StringComparison.OrdinalIgnoreCase);
                }
            }

            if (isOne)
            {
                yield break;
            }
        }
    }

    /// <summary>Those that are wanted; somebody is told of the others.</summary>
    private static IEnumerable<MasterFileRecord> Wanted(MasterFileOptions options, IEnumerable<MasterFileItem> items)
    {
        foreach (var item in items)
        {
            if (item.Data is { } data)
            {
                yield return new MasterFileRecord(new ResourceRecord(item.Owner, item.Type, item.Ttl, data), item.File, item.Line);
            }
            else
            {
                options.Unwanted?.Invoke(item.Owner, item.TypeText, item.Line);
            }
        }
    }

    /// <summary>The next entry; null where it cannot be read and the rest can. False at the end.</summary>
    private bool Next(out MasterFileEntry? entry)
    {
        try
        {
            entry = _lexer.Next();
            return entry is not null;
        }
        catch (MasterFileException problem)
        {
            Tell(problem);
            _lexer.SkipLine();
            LoseOwner();
            entry = null;
            return true;
        }
    }

    private MasterFileItem? TryRecord(MasterFileEntry entry, long? number = null)
    {
        try
        {
            return ReadRecord(number is { } known ? MasterFileGenerator.Entry(entry, known) : entry);
        }
        catch (MasterFileException problem)
        {
            Tell(problem);
            return null;
        }
    }

    private IEnumerable<MasterFileItem>? TryDirect(MasterFileEntry entry)
    {
        try
        {
            return Direct(entry, entry.Tokens[0].Text);
        }
        catch (MasterFileException problem)
        {
            Tell(problem);
            return null;
        }
    }

    /// <summary>Tells of a problem where somebody is told; where nobody is, it ends the reading.</summary>
    private void Tell(MasterFileException problem)
    {
        if (_options.Problem is not { } told)
        {
            throw problem.In(_file);
        }

        told(problem.In(_file));
    }

    private void LoseOwner()
    {
        _owner = null;
        _hasLostOwner = true;
    }

    private MasterFileItem ReadRecord(MasterFileEntry entry)
    {
        var words = new MasterFileWords(entry, 0, _origin, _names);
        if (!entry.StartsWithBlank)
        {
            LoseOwner();
            _owner = words.Name();
        }

        if (_owner is not { } owner)
        {
            throw new MasterFileException(entry.Line, _hasLostOwner ? "The record has the owner of a line before it that cannot be read." : "The first record names no owner.");
        }

        var ttl = ReadTtlAndClass(words);
        var typeText = words.Word("a record type");
        if (!RecordTypes.TryParse(typeText, out var type))
        {
            if (_options.Wants is null || !OtherTypes.Contains(typeText))
            {
                throw new MasterFileException(entry.Line, RecordWords.Quoted(typeText) + " is not a record type; write TYPE123 for one without a name here.");
            }

            // TYPE0 is no type of any record (RFC 6895, section 3.1), so it is wanted by nobody.
            type = 0;
        }

        if (_options.Wants?.Invoke(type) == false)
        {
            _ttls.Last = ttl ?? _ttls.Last;
            return new MasterFileItem(owner, type, typeText, 0, null, _file, entry.Line);
        }

        var data = MasterFileData.Read(type, words);
        words.ExpectEnd();
        _ttls.Last = ttl ?? _ttls.Last;
        ttl ??= _ttls.Default ?? _ttls.Last ?? (data as SoaData)?.Minimum;
        if (ttl is not { } seconds)
        {
            throw new MasterFileException(entry.Line, "The record has no TTL, and neither $TTL nor an earlier record states one.");
        }

        _ttls.Last ??= seconds;
        return new MasterFileItem(owner, type, typeText, seconds, data, _file, entry.Line);
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
        word == "IN" || (word.Length == 2 && word.ToUpperInvariant() is "IN" or "CH" or "HS") || word.StartsWith("CLASS", StringComparison.OrdinalIgnoreCase);

    /// <summary>The TTLs in force, of a file and those that it includes.</summary>
    internal sealed class Ttls
    {
        internal uint? Default { get; set; }

        internal uint? Last { get; set; }
    }
}
