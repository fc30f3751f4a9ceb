using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Tests;

/// <summary>Saved evidence may come from anywhere: it is bounded, escaped, and refused with one sentence where it is not what the writer writes.</summary>
public sealed class HostileEvidenceTests
{
    private const string Name = "child.example";

    [Fact]
    public void What_it_calls_a_problem_reaches_nobody_as_it_stands()
    {
        var view = EvidenceReader.Read(Fold(writer => WriteView(writer, "\u001b]0;owned\u0007 \u202eexample\u2028", _ => { })));

        Assert.Equal(@"\027]0;owned\007 \226\128\174example\226\128\168", view.Problem);
    }

    [Fact]
    public void What_it_says_of_a_search_reaches_nobody_as_it_stands()
    {
        var view = EvidenceReader.Read(Fold(writer => WriteView(writer, string.Empty, inner =>
        {
            inner.Write(0);
            inner.Write(1);
            inner.Write("ns.example.net");
            inner.Write((byte)4);
            inner.Write(0);
            inner.Write(string.Empty);
            inner.Write("\u001b[2J");
            inner.Write(string.Empty);
            inner.Write("a \u202e b");
            inner.Write(0);
            inner.Write(0);
        })));

        var found = Assert.Single(view.Child!.Resolutions);
        Assert.Equal((@"\027[2J", @"a \226\128\174 b"), (found.SaidBy, found.Circle));
    }

    [Fact]
    public void Text_that_unfolds_to_a_gigabyte_is_refused_before_it_has()
    {
        var message = new byte[ushort.MaxValue];
        var text = Fold(writer => WriteView(writer, string.Empty, inner =>
        {
            inner.Write(4096);
            for (var i = 0; i < 4096; i++)
            {
                WriteServer(inner, 4);
                inner.Write(4);
                for (var j = 0; j < 4; j++)
                {
                    WriteExchange(inner, message);
                }
            }
        }));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<EvidenceFormatException>(() => EvidenceReader.Read(text));

        Assert.Equal("The evidence unfolds to more than 16,777,216 octets, more than the evidence about a domain may be.", error.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000_000);
    }

    [Fact]
    public void Longer_text_than_any_evidence_is_refused_unread()
    {
        var error = Assert.Throws<EvidenceFormatException>(() => EvidenceReader.Read(EvidenceWriter.Prefix + new string('A', EvidenceReader.MaxTextLength)));

        Assert.Equal("The evidence is longer than 8,388,608 characters, more than the evidence about a domain may be.", error.Message);
    }

    [Theory]
    [InlineData(4097, 10, "The evidence has more than 4,096 things of one kind, more than the evidence about a domain may be.")]
    [InlineData(1, 65_536, "The evidence has a text of more than 65,535 octets, more than the evidence about a domain may be.")]
    public void What_would_be_refused_is_not_saved(int count, int length, string sentence)
    {
        var (zone, child) = (DomainName.Parse("example"), DomainName.Parse(Name));
        var said = new ParentStatement(Source.OfFile("zone", 1), Referral.Of(child, [DomainName.Parse("ns.other.test")], 3600, [], []));
        var hidden = Enumerable.Range(1, count).Select(line => new HiddenRecord(DomainName.Parse("a" + line + "." + Name), new string('T', length), line)).ToList();
        var parent = new ParentSide(zone, child, said) { Surroundings = new ZoneSurroundings { Hidden = hidden } };
        var view = new GivenSides { Parent = parent }.ToView(child);

        Assert.Equal(sentence, Assert.Throws<EvidenceFormatException>(() => EvidenceWriter.Write(view)).Message);
    }

    public static TheoryData<string, string> Oddities => new()
    {
        { "null exchange", "an exchange is missing" },
        { "more", "more follows where it should end" },
        { "flag", "a flag that is neither set nor unset" },
        { "depth", "an unknown AuditDepth" },
        { "negative", "a number below zero" },
        { "count", "an impossible count" },
        { "name", "empty label" },
        { "text", "an impossible length" },
        { "octets", "byte" },
        { "address", "an address of the wrong length" },
        { "unanswered", "an exchange with an answer that did not come" },
        { "not DNS", "a message cut short" },
        { "nothing", "end of the stream" },
    };

    [Theory]
    [MemberData(nameof(Oddities))]
    public void What_the_writer_never_writes_is_refused_with_a_sentence(string what, string why)
    {
        var text = Fold(writer =>
        {
            switch (what)
            {
                case "null exchange":
                    WriteView(writer, string.Empty, inner => WriteAddressExchange(inner, exchange => exchange.Write(false)));
                    break;
                case "unanswered":
                    WriteView(writer, string.Empty, inner => WriteAddressExchange(inner, exchange => WriteExchange(exchange, null)));
                    break;
                case "not DNS":
                    WriteView(writer, string.Empty, inner => WriteAddressExchange(inner, exchange => WriteExchange(exchange, new byte[3])));
                    break;
                case "address":
                    WriteView(writer, string.Empty, inner =>
                    {
                        inner.Write(1);
                        WriteServer(inner, 5);
                    });
                    break;
                case "more":
                    WriteView(writer, string.Empty, null);
                    writer.Write((byte)0);
                    break;
                case "flag":
                    writer.Write(Name);
                    writer.Write([0, 2]);
                    break;
                case "depth":
                    writer.Write(Name);
                    writer.Write((byte)3);
                    break;
                case "negative":
                    writer.Write(Name);
                    writer.Write(new byte[6]);
                    writer.Write(string.Empty);
                    writer.Write(-1);
                    break;
                case "count":
                    WriteView(writer, string.Empty, inner => inner.Write(int.MaxValue));
                    break;
                case "name":
                    writer.Write("a..b");
                    break;
                case "text":
                    writer.Write([0xFF, 0xFF, 0xFF, 0xFF, 0x7F]);
                    break;
                case "octets":
                    writer.Write([3, (byte)'a', 0xED, 0xA0]);
                    break;
            }
        });

        var error = Assert.Throws<EvidenceFormatException>(() => EvidenceReader.Read(text));

        Assert.StartsWith("The saved evidence is damaged (", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("); collect it again.", error.Message, StringComparison.Ordinal);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    /// <summary>As former releases saved it; the first did not say which families nobody had answered about.</summary>
    [Theory]
    [InlineData("GlueMatchesChild-furthercut", "mute.example", 1)]
    [InlineData("GlueMatchesChild-furthercut", "mute.example", 2)]
    [InlineData("GlueMatchesChild-furthercut", "mute.example", 3)]
    [InlineData("SiblingGlueMatches-glue", "quiet.example", 1)]
    [InlineData("SiblingGlueMatches-glue", "quiet.example", 3)]
    public void Evidence_of_a_former_version_is_read_and_its_silence_accuses_nobody(string scenario, string domain, int version)
    {
        var report = DelegationReport.Of(EvidenceReader.Read(Saved(scenario + "-" + domain, version)));

        Assert.Equal(ScenarioRun.Expected(ScenarioFiles.Load(scenario).Audits.Single(audit => audit.DomainName.Text == domain)), ScenarioRun.Found(report));
    }

    /// <summary>Version 3 kept of a parent's zone file what it says of the domain, and not what else lies in it.</summary>
    [Fact]
    public void A_delegation_from_a_zone_file_that_a_former_version_saved_is_read()
    {
        var report = DelegationReport.Of(EvidenceReader.Read(Saved("zonefile-d.example", 3)));

        Assert.Equal(["GlueMissing ns2.d.example"], report.Rows().Select(one => one.Code + " " + one.NameServer));
    }

    /// <summary>Version 4 kept what resolvers say, and knew no registries.</summary>
    [Fact]
    public void What_a_resolver_said_to_a_former_version_is_read_and_nothing_of_a_registry()
    {
        var report = DelegationReport.Of(EvidenceReader.Read(Saved("ResolversAgree-resolvers-same.example", 4)));

        Assert.Equal(["ResolverFails 45.10.53.2"], ScenarioRun.Found(report));
        Assert.Null(report.View.Registry);
    }

    /// <summary>Version 5 keeps what the registry holds.</summary>
    [Theory]
    [InlineData("RegistryKnowsZone-legs", "bare.example")]
    [InlineData("RegistrationIsSound-states", "locked.example")]
    public void What_a_registry_held_when_it_was_saved_is_read_and_judged(string scenario, string domain)
    {
        var report = DelegationReport.Of(EvidenceReader.Read(Saved(scenario + "-" + domain, 5)));

        Assert.Equal(ScenarioRun.Expected(ScenarioFiles.Load(scenario).Audits.Single(audit => audit.DomainName.Text == domain)), ScenarioRun.Found(report));
        Assert.Equal(RegistryState.Registered, report.View.Registry!.State);
        Assert.Contains(report.View.Registry.Hosts, host => host.State != HeldAddresses.NotAsked);
    }

    /// <summary>Version 2 kept a proposal as a message from nobody.</summary>
    [Fact]
    public void A_proposal_that_a_former_version_saved_is_read_as_a_proposal()
    {
        var report = DelegationReport.Of(EvidenceReader.Read(Saved("proposed-new.example", 2)));
        var again = DelegationReport.Of(EvidenceReader.Read(EvidenceWriter.Write(report.View)));

        Assert.Equal(["GlueDangling ns1.new.example 45.10.9.9", "GlueMissingForFamily ns2.new.example 2a10:10:2::1"], report.Rows().Select(one => one.Code + " " + one.NameServer + " " + one.IPAddress));
        Assert.Empty(report.View.Parent!.Servers);
        Assert.Equal(report.Rows().Select(EvidenceTests.Text), again.Rows().Select(EvidenceTests.Text));
    }

    private static string Saved(string name, int version)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Saved", name + "-" + version + ".txt"));
        Assert.StartsWith("GLUE" + version + ":", text, StringComparison.Ordinal);
        return text;
    }

    private static string Fold(Action<BinaryWriter> write)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        using (var writer = new BinaryWriter(deflate, Encoding.UTF8))
        {
            write(writer);
        }

        return EvidenceWriter.Prefix + Convert.ToBase64String(packed.ToArray());
    }

    /// <summary>A view without a parent, with the child side that is given.</summary>
    private static void WriteView(BinaryWriter writer, string problem, Action<BinaryWriter>? child)
    {
        writer.Write(Name);
        writer.Write(new byte[6]);
        writer.Write(problem);
        writer.Write(0);
        writer.Write(0L);
        writer.Write(false);
        writer.Write(child is not null);
        if (child is not null)
        {
            writer.Write(false);
            child(writer);
        }

        if (problem.Length > 0)
        {
            writer.Write(0L);
        }

        writer.Write(0L);
    }

    private static void WriteAddressExchange(BinaryWriter writer, Action<BinaryWriter> exchange)
    {
        writer.Write(1);
        WriteServer(writer, 4);
        writer.Write(1);
        exchange(writer);
        writer.Write(0);
    }

    private static void WriteServer(BinaryWriter writer, byte octets)
    {
        writer.Write(octets);
        writer.Write(new byte[octets]);
        writer.Write(0);
        writer.Write(new byte[2 + 7]);
    }

    private static void WriteExchange(BinaryWriter writer, byte[]? answer)
    {
        writer.Write(true);
        writer.Write((byte)4);
        writer.Write(new byte[4]);
        writer.Write(Name);
        writer.Write(new byte[2 + 2 + 2 + 1 + 1 + 8 + 4 + 1 + 1 + 1 + 1 + 4]);
        writer.Write(string.Empty);
        writer.Write(0L);
        writer.Write(answer?.Length ?? -1);
        writer.Write(answer ?? []);
        writer.Write(-1);
    }
}
