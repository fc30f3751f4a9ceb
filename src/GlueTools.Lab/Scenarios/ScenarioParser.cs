using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Zones;

namespace GlueTools.Lab.Scenarios;

/// <summary>
/// Reads scenarios line by line. A line that starts with a blank belongs to the <c>zone</c> or <c>in</c> line above it and is master-file text; the first
/// such line sets the margin, so a deeper one leaves its owner out.
/// </summary>
internal sealed class ScenarioParser
{
    /// <summary>The usual flags of a key that a DS record names (RFC 4034, section 2.1.1).</summary>
    internal const ushort KeySigningKey = 257;

    private const uint DefaultTtl = 3600;

    private const int MostSeconds = 30 * 24 * 3600;

    private readonly ScenarioBuilder _builder;
    private readonly StringBuilder _block = new();
    private List<ZoneDraft> _blockZones = new();
    private bool _takesAway;
    private int _blockLine;
    private int _margin;
    private int _line;

    private ScenarioParser(ScenarioBuilder builder) => _builder = builder;

    internal static LabScenario Parse(string text, DateTime now)
    {
        var builder = new ScenarioBuilder { Title = TitleOf(text), Now = now };
        new ScenarioParser(builder).Read(text);
        return builder.Build();
    }

    private static string TitleOf(string text)
    {
        var first = text.Split('\n').FirstOrDefault(line => line.StartsWith("#", StringComparison.Ordinal)) ?? string.Empty;
        var title = first.TrimStart('#').Trim();
        return SafeText.Escape(title.StartsWith("Title:", StringComparison.OrdinalIgnoreCase) ? title.Substring(6).Trim() : title);
    }

    private void Read(string text)
    {
        foreach (var raw in text.Split('\n'))
        {
            _line++;
            var line = WithoutComment(raw.TrimEnd('\r'));
            if (line.Trim().Length == 0)
            {
                _block.Append('\n');
            }
            else if (line[0] is ' ' or '\t')
            {
                AddToBlock(line);
            }
            else
            {
                CloseBlock();
                AtThisLine(() => Direct(new ScenarioWords(line)));
            }
        }

        CloseBlock();
    }

    // '#' starts a comment where a word could start, not within quotes and not in \#.
    private static string WithoutComment(string line)
    {
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            quoted ^= line[i] == '"';
            if (line[i] == '#' && !quoted && (i == 0 || line[i - 1] is ' ' or '\t'))
            {
                return line.Substring(0, i);
            }
        }

        return line;
    }

    private void Direct(ScenarioWords words)
    {
        var directive = words.Word("a directive");
        switch (directive)
        {
            case "base" or "path" or "registry" or "registry-host" or "registry-ds" or "audit" or "expect" when _builder.IsLater:
                throw new FormatException("'" + directive + "' belongs above the first 'after'.");
            case "base":
                new ScenarioParser(_builder).Read(LabSamples.ReadText("base"));
                break;
            case "zone":
                OpenZone(words);
                break;
            case "in":
                OpenCopies(words, takesAway: false);
                break;
            case "without":
                OpenCopies(words, takesAway: true);
                break;
            case "key":
                ReadKey(words);
                break;
            case "ds":
                ReadDs(words);
                break;
            case "cds" or "cdnskey":
                ReadWantedKey(words, isDigest: directive == "cds");
                break;
            case "sign":
                ReadSign(words);
                break;
            case "server":
                _builder.AddServer(words.Address(), FaultParser.Read(words).ToList());
                break;
            case "after":
                _builder.Begin(TimeSpan.FromSeconds(words.Number(1, MostSeconds)));
                break;
            case "path":
                _builder.Path = ReadPath(words.Word("a path condition"));
                break;
            case "registry" or "registry-host" or "registry-ds":
                new RegistrationWords(_builder).Read(directive, words);
                break;
            case "audit":
                _builder.AddAudit(words.Name(), words.Rest().ConvertAll(SafeText.Escape));
                break;
            case "expect":
                _builder.AddExpectation(ReadExpectation(words));
                break;
            default:
                throw new FormatException("'" + directive + "' is not understood; a line starts with base, zone, in, without, key, ds, cds, cdnskey, sign, server, path, registry, registry-host, registry-ds, audit, expect or after.");
        }

        words.ExpectEnd();
    }

    private void OpenZone(ScenarioWords words)
    {
        var name = words.Name();
        if (!words.Skip("at"))
        {
            throw new FormatException("'at' and the addresses that serve the zone are expected.");
        }

        var addresses = words.Addresses();
        if (addresses.Count == 0)
        {
            words.Address();
        }

        var serial = words.Skip("serial") ? words.Serial() : 1;
        OpenBlock([_builder.AddZone(name, addresses, serial)]);
    }

    private void OpenCopies(ScenarioWords words, bool takesAway)
    {
        var name = words.Name();
        var copies = _builder.CopiesOf(name, words.Skip("at") ? words.Addresses() : []);
        if (words.Skip("serial"))
        {
            var serial = words.Serial();
            copies.ForEach(copy => copy.Serial = serial);
        }

        OpenBlock(copies, takesAway);
    }

    private void ReadKey(ScenarioWords words)
    {
        var name = words.Name();
        var copies = _builder.CopiesOf(name, words.Skip("at") ? words.Addresses() : []);
        var key = LabKey.Named(words.Word("a key"));
        var record = new ResourceRecord(name, RecordType.DNSKEY, DefaultTtl, key.ToDnskey(ReadFlags(words)));
        copies.ForEach(copy => _builder.AddRecord(copy, record));
    }

    private void ReadDs(ScenarioWords words)
    {
        var name = words.Name();
        var copies = _builder.CopiesAbove(name, words.Skip("at") ? words.Addresses() : []);
        var key = LabKey.Named(words.Word("a key"));
        var flags = ReadFlags(words);
        var digestType = words.Skip("digest") ? (byte)words.Number(0, byte.MaxValue) : (byte)2;
        var record = new ResourceRecord(name, RecordType.DS, DefaultTtl, key.ToDs(name, flags, digestType));
        copies.ForEach(copy => _builder.AddRecord(copy, record));
    }

    /// <summary>A CDS or CDNSKEY record: at the apex, or, for RFC 9615, at another name that a zone above it holds.</summary>
    private void ReadWantedKey(ScenarioWords words, bool isDigest)
    {
        var name = words.Name();
        List<IPAddress> addresses = words.Skip("at") ? words.Addresses() : [];
        var key = LabKey.Named(words.Word("a key"));
        var flags = ReadFlags(words);
        var digestType = isDigest && words.Skip("digest") ? (byte)words.Number(0, byte.MaxValue) : (byte)2;
        var owner = words.Skip("as") ? words.Name() : name;
        var record = isDigest ? new ResourceRecord(owner, RecordType.CDS, DefaultTtl, key.ToDs(name, flags, digestType)) : new ResourceRecord(owner, RecordType.CDNSKEY, DefaultTtl, key.ToDnskey(flags));
        (owner == name ? _builder.CopiesOf(name, addresses) : _builder.CopiesAbove(owner, addresses)).ForEach(copy => _builder.AddRecord(copy, record));
    }

    private void ReadSign(ScenarioWords words)
    {
        var name = words.Name();
        List<IPAddress> addresses = words.Skip("at") ? words.Addresses() : [];
        var key = LabKey.Named(words.Word("a key"));
        var how = new LabSignature();
        how.FromDays = words.Skip("from") ? words.Days() : how.FromDays;
        how.ToDays = words.Skip("to") ? words.Days() : how.ToDays;
        how.IsWrong = words.Skip("wrong");
        how.IsOfAll = words.Skip("all");
        while (words.Skip("of"))
        {
            how.Types.Add(words.Type());
        }

        _builder.CopiesOf(name, addresses);
        _builder.AddSigning(new ZoneSigning(name, addresses, key, how));
    }

    private static ushort ReadFlags(ScenarioWords words) => words.Skip("flags") ? (ushort)words.Number(0, ushort.MaxValue) : KeySigningKey;

    private static LabPath ReadPath(string word) => word switch
    {
        "intercept" => LabPath.Intercept,
        "blackhole" => LabPath.Blackhole,
        "no-ipv6" => LabPath.NoIPv6,
        "blackhole-ipv6" => LabPath.BlackholeIPv6,
        _ => throw new FormatException("'" + word + "' is no path condition; those are intercept, blackhole, no-ipv6 and blackhole-ipv6."),
    };

    private static LabExpectation ReadExpectation(ScenarioWords words)
    {
        var code = words.Word("a finding's code");
        IReadOnlyList<DomainName> names = [];
        if (!words.AtEnd && !AddressData.TryParse(words.Peek.Split(';')[0], out _))
        {
            names = words.NameList();
        }

        return new LabExpectation(SafeText.Escape(code), names, words.AddressList());
    }

    private void OpenBlock(List<ZoneDraft> zones, bool takesAway = false)
    {
        _takesAway = takesAway;
        _blockZones = zones;
        _blockLine = _line;
        _margin = -1;
        _block.Clear();
    }

    private void AddToBlock(string line)
    {
        if (_blockZones.Count == 0)
        {
            throw Problem(_line, "A record stands outside a 'zone' or 'in' block.");
        }

        var indent = line.Length - line.TrimStart(' ', '\t').Length;
        _margin = _margin < 0 ? indent : _margin;
        _block.Append(line, Math.Min(indent, _margin), line.Length - Math.Min(indent, _margin)).Append('\n');
    }

    private void CloseBlock()
    {
        var zones = _blockZones;
        _blockZones = new List<ZoneDraft>();
        if (zones.Count == 0)
        {
            return;
        }

        try
        {
            var origin = zones[0].Name;
            foreach (var record in MasterFileReader.Read(new StringReader(_block.ToString()), origin, DefaultTtl))
            {
                if (!record.Owner.IsAtOrBelow(origin))
                {
                    throw Problem(_blockLine, record.Owner.Text + " does not lie in the zone " + origin.Text + ".");
                }

                zones.ForEach(zone => AddOrRemove(zone, record));
            }
        }
        catch (MasterFileException problem)
        {
            throw Problem(_blockLine + problem.Line, problem.Sentence);
        }
        catch (ScenarioCeilingException problem)
        {
            throw Problem(_blockLine, problem.Message);
        }
    }

    private void AddOrRemove(ZoneDraft zone, ResourceRecord record)
    {
        if (_takesAway)
        {
            AtLine(_blockLine, () => ScenarioBuilder.RemoveRecord(zone, record));
        }
        else
        {
            _builder.AddRecord(zone, record);
        }
    }

    private void AtThisLine(Action read) => AtLine(_line, read);

    private static void AtLine(int line, Action read)
    {
        try
        {
            read();
        }
        catch (FormatException problem)
        {
            throw Problem(line, problem.Message);
        }
    }

    private static FormatException Problem(int line, string sentence) =>
        new("Line " + line.ToString(CultureInfo.InvariantCulture) + ": " + SafeText.Escape(sentence));
}
