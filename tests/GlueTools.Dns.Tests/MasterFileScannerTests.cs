using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Zones;

namespace GlueTools.Dns.Tests;

/// <summary>What is read from octets is what is read word by word, to the letter: records, places, and what is said of lines that cannot be read.</summary>
public sealed class MasterFileScannerTests
{
    /// <summary>Lines of all kinds, from which files are put together by chance: what is ordinary, and what stands just beside it.</summary>
    private static readonly string[] Pieces =
    [
        "a NS ns1.a", "a 3600 IN NS ns2.a.example.", "A.Example. IN 3600 NS NS1.B.TEST.", "\tNS ns3.test.", "  300 NS ns4", "a\tns\tns5.test.", "a Ns ns6", "b in ns x.y.z.", "b 1h NS x", "b 0 NS x", "b 2147483647 NS x",
        "b 2147483648 NS x", "b IN IN NS x", "b 1 2 NS x", "b CH NS x", "b CLASS1 NS x", "in 5 in ns in", "3600 3600 NS 3600", "NS NS NS", "b NS", "b NS x y", "b NS x ; why", "b NS x;why", "b NS (x)", "b ( NS", " x )", "b NS \"x\"",
        "b NS x\\.y", "b NS x\\", "b NS x..y", "b NS .", "b NS @", "@ NS x", ". NS x", "b NS .x", "b NS -x-.test.", "b_c NS x_y.test.", "*.b NS *", "b/c NS d/e", "b+c NS d,e", "é NS ü", "b NS ü.test.", "b TXT \"é ü\"",
        "ns1.a A 192.0.2.1", "ns1.a 60 A 192.0.2.255", "ns1.a A 192.0.2.256", "ns1.a A 192.0.2", "ns1.a A 192.0.2.01", "ns1.a A 192.0.2.1.", "ns1.a A 192.0.2.1 x", "ns1.a A 192.0.2.1 ", "ns1.a A 192.0.2.1\t; x", "ns1.a A 1.2.3.4.5", "ns1.a A 0.0.0.0",
        "ns1.a AAAA 2001:db8::1", "ns1.a AAAA ::", "ns1.a AAAA ::1", "ns1.a AAAA 1::", "ns1.a AAAA 1:2:3:4:5:6:7:8", "ns1.a AAAA 1:2:3:4:5:6:7::", "ns1.a AAAA 1:2:3:4::5:6:7:8", "ns1.a AAAA ::2:3:4:5:6:7:8", "ns1.a AAAA 1:2:3:4:5:6:7",
        "ns1.a AAAA 1::2::3", "ns1.a AAAA :::", "ns1.a AAAA 12345::", "ns1.a AAAA ::ffff:192.0.2.1", "ns1.a AAAA FE80::1%1", "ns1.a AAAA [::1]", "ns1.a AAAA 2001:DB8:0:0:0::00A1", "ns1.a AAAA 1:", "ns1.a AAAA :1", "ns1.a aaaa 1::2",
        "a DS 12345 8 2 00FF", "a DS 12345 8 2 00 fF", "a DS 12345 8 2 0", "a DS 12345 8 2", "a DS 65536 8 2 00", "a DS 00012 008 002 00", "a DS 000123 8 2 00", "a DS 1 256 2 00", "a DS 1 8 999 00", "a DS 1 8 2 0g", "a DS \\# 5 0001 08 02 FF", "a DS 1 8 2 ( 00\n ff )",
        "a RRSIG DS 8 2 86400 20300101000000 20200101000000 1 example. AAAA", "a RRSIG", "a RRSIG ; x", "a RRSIG (\n)", "a RRSIG \"", "a NSEC b.example. NS", "a nsec3 1 0 1 - ABC NS", "a TXT \"b\" c", "a TXT b", "a txt b\\;", "a HINFO x y", "a TYPE65400 \\# 0", "a TYPE2 \\# 3 01 78 00", "a NOTYPE x",
        "$ORIGIN sub", "$ORIGIN example.", "$ORIGIN", "$ORIGIN .", "$TTL 60", "$TTL 1d", "$TTL x", "$UNKNOWN", "$GENERATE 1-3 g$ NS h$", "$GENERATE 1-3 g$ A 192.0.2.$", "$GENERATE 1-3 g$ TXT $", "$GENERATE 254-258 g$ A 192.0.2.$", "$INCLUDE more", "$INCLUDE more sub", "$INCLUDE none", "\"$TTL\" NS x",
        "@ SOA a b 1 2 3 4 5", "example. 7 IN SOA a b ( 1 2 3\n 4 5 )", "", " ", "\t", ";", " ; x", "   NS", "x", " x", "\"", "(", ")", " ) NS x", "a NS b\r", "a NS b\r\r", "a\rNS b", "a\0 NS b", "a NS b\0", "\u00A0a NS b", "a\u000BNS b",
        new string('a', 63) + " NS x", new string('a', 64) + " NS x", string.Concat(Enumerable.Repeat("abcdefg.", 31)) + " NS x", string.Concat(Enumerable.Repeat("abcdefg.", 30)) + "abcdefg NS x", string.Concat(Enumerable.Repeat("abcdefg.", 30)) + "abcd NS x", string.Concat(Enumerable.Repeat("a.", 127)) + " NS x",
        "a NS " + string.Concat(Enumerable.Repeat("a.", 126)) + "b", "a NS " + string.Concat(Enumerable.Repeat("a.", 123)) + "bcd", "a TXT " + new string('x', 3000), "a DS 1 8 2 " + new string('A', 700),
    ];

    private static readonly Dictionary<string, string> Further = new() { ["more"] = "m NS n\n NS o\n$TTL 9\n$ORIGIN deep\np A 192.0.2.9\nbad\nq TXT z" };

    [Fact]
    public void Each_line_alone_is_read_as_by_words() => Assert.All(Pieces, piece => AssertSame(piece, 0, 1));

    [Fact]
    public void Lines_in_any_order_are_read_as_by_words()
    {
        var random = new Random(2026);
        for (var i = 0; i < Thorough.Times(400, 100_000); i++)
        {
            var lines = Enumerable.Range(0, random.Next(1, 14)).Select(_ => Pieces[random.Next(Pieces.Length)]);
            AssertSame(string.Join(random.Next(5) == 0 ? "\r\n" : "\n", lines) + (random.Next(2) == 0 ? "\n" : string.Empty), i, random.Next(3) == 0 ? 7 : 100_000);
        }
    }

    [Fact]
    public void A_line_with_a_letter_put_in_its_place_is_read_as_by_words()
    {
        var random = new Random(11);
        const string Letters = " \t\n;()\"\\.@$-_*aZ09:é\r\0";
        for (var i = 0; i < Thorough.Times(400, 100_000); i++)
        {
            var text = new StringBuilder("z 5 NS y\n" + Pieces[random.Next(Pieces.Length)] + "\n A 192.0.2.8\nz NS x");
            text[random.Next(text.Length)] = Letters[random.Next(Letters.Length)];
            AssertSame(text.ToString(), i, 100_000);
        }
    }

    [Fact]
    public void A_file_longer_than_what_is_held_at_once_is_read_as_by_words()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 9000; i++)
        {
            text.Append("name").Append(i / 2).Append(" 60 IN NS ns").Append(i).Append(".test.\n");
        }

        text.Append("long TXT ").Append('x', 200_000).Append(" \"y\"\n NS é.test.\nlong2 TXT ").Append('x', 300_000).Append("\nlast NS x");
        AssertSame(text.ToString(), 0, 999);
        AssertSame(text.ToString(), 1, 1_000_000);
    }

    [Fact]
    public void The_first_octets_name_the_encoding() => Assert.All(
        new Encoding[] { new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, new UTF32Encoding(true, true) },
        encoding =>
        {
            const string Text = "a 60 NS b\n TXT é\nc 60 NS d\n";
            byte[] octets = [.. encoding.GetPreamble(), .. encoding.GetBytes(Text)];
            Assert.Equal(ByWords(Text, true), ByOctets(octets, true, 3));
        });

    [Fact]
    public void Octets_that_are_no_UTF_8_are_read_as_by_words()
    {
        byte[] octets = [.. "a 60 NS "u8, 0xC3, (byte)'\n', .. "b 60 NS \xC3\x28 x\nc 60 TXT "u8, 0xFF, (byte)'\n', .. "d 60 NS e\nf 60 NS "u8, 0xE2, 0x82];
        using var text = new StreamReader(new MemoryStream(octets), Encoding.UTF8);
        Assert.Equal(ByWords(text.ReadToEnd(), true), ByOctets(octets, true, 1));
    }

    [Fact]
    public void Nobody_told_of_problems_gets_the_first_of_them()
    {
        using var scanner = new MasterFileScanner(new MemoryStream("a 60 NS b\na A x\n"u8.ToArray()), new MasterFileOptions());
        Assert.True(scanner.Next());
        Assert.Equal("Line 2: 'x' is not an IPv4 address.", Assert.Throws<MasterFileException>(() => scanner.Next()).Message);
    }

    private static void AssertSame(string text, int variant, int atOnce)
    {
        var hasTtl = variant % 3 != 0;
        Assert.Equal(ByWords(text, hasTtl), ByOctets(Encoding.UTF8.GetBytes(text), hasTtl, atOnce));
    }

    private static List<string> ByWords(string text, bool hasTtl)
    {
        var said = new List<string>();
        using var scanner = new MasterFileScanner(new StringReader(text), Options(said, hasTtl));
        // The reader that everybody else uses says the same of what is wanted.
        var again = new List<string>();
        var records = MasterFileReader.Read(new StringReader(text), Options(again, hasTtl)).Select(met => $"{met.File} {met.Line} {met.Record.Owner} {met.Record.Ttl} {met.Record.Type} {met.Record.Data}").ToList();
        Read(scanner, said);
        Assert.Equal(records, said.Where(line => !line.StartsWith('!') && !line.StartsWith('-')));
        return said;
    }

    private static List<string> ByOctets(byte[] octets, bool hasTtl, int atOnce)
    {
        var said = new List<string>();
        using var scanner = new MasterFileScanner(new Sipping(octets, atOnce), Options(said, hasTtl));
        Read(scanner, said);
        return said;
    }

    private static MasterFileOptions Options(List<string> said, bool hasTtl) => new()
    {
        File = "zone",
        Origin = DomainName.Parse("Example"),
        DefaultTtl = hasTtl ? 77 : null,
        Generates = true,
        Wants = type => type is RecordType.NS or RecordType.A or RecordType.AAAA or RecordType.DS or RecordType.SOA,
        Problem = problem => said.Add("! " + problem.Message),
        Include = (_, name) => Further.TryGetValue(name, out var text) ? new MasterFileText(name, new StringReader(text)) : throw new IOException("There is no file '" + name + "'."),
    };

    private static void Read(MasterFileScanner scanner, List<string> said)
    {
        DomainName? before = null;
        while (scanner.Next())
        {
            var owner = scanner.Owner.ToName();
            Assert.True(!scanner.IsSameOwner || before == owner);
            before = owner;
            Assert.Equal(owner, Again(scanner.Owner));
            if (!scanner.IsWanted)
            {
                said.Add($"- {scanner.File} {scanner.Line} {owner} {scanner.TypeText}");
                continue;
            }

            var data = scanner.ToData();
            said.Add($"{scanner.File} {scanner.Line} {owner} {scanner.Ttl} {scanner.Type} {data}");
            AssertOctets(scanner, data);
        }
    }

    /// <summary>Octets and flags say what the value says.</summary>
    private static void AssertOctets(MasterFileScanner scanner, RecordData data)
    {
        if (!scanner.HasData)
        {
            var octets = new byte[300];
            Assert.Equal(data.ToBytes(), octets[..scanner.CopyData(octets, 0)]);
        }

        if (data is NsData ns)
        {
            Assert.Equal(ns.NameServer.Text, scanner.Target.ToName().Text);
            Assert.Equal(ns.NameServer, Again(scanner.Target));
        }
        else if (data is AddressData { Address: var address })
        {
            var octets = new byte[scanner.Type == RecordType.A ? 4 : 16];
            scanner.CopyAddress(octets);
            Assert.Equal(address.GetAddressBytes(), octets);
        }
    }

    /// <summary>The name by what is derived from its octets: folding, labels and their places.</summary>
    private static DomainName Again(NameOctets octets)
    {
        var same = new NameOctets();
        same.Set(octets.ToName());
        Assert.Equal((same.WireLength, same.LabelCount, same.IsHostName, same.ToNumber()), (octets.WireLength, octets.LabelCount, octets.IsHostName, octets.ToNumber()));
        var hashes = new SuffixHashes(new byte[SuffixHashes.SecretLength]);
        var number = hashes.Of(octets.ToName());
        hashes.Set(octets);
        Assert.Equal(number, hashes.Whole);
        return same.ToName();
    }

    /// <summary>A stream that gives a few octets at once.</summary>
    private sealed class Sipping(byte[] octets, int atOnce) : MemoryStream(octets)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, atOnce));
    }
}
