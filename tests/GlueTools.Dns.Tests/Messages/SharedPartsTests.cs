using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Tests.Messages;

/// <summary>What messages have in common is one object, and nothing else shows of that.</summary>
public class SharedPartsTests
{
    private readonly AnswerMemory _memory = new();

    [Fact]
    public void Names_and_addresses_that_come_again_are_the_same_objects()
    {
        var first = Parse(Referral("ns1.example.com", "192.0.2.1", "2001:db8::1"));
        var second = Parse(Referral("ns1.example.com", "192.0.2.1", "2001:db8::2"));

        Assert.Same(NameIn(first.Authority[0]).Wire, NameIn(second.Authority[0]).Wire);
        Assert.Same(first.Additional[0].Data, second.Additional[0].Data);
        Assert.Equal("192.0.2.1", first.Additional[0].Data.ToString());
        Assert.Equal(["2001:db8::1", "2001:db8::2"], [first.Additional[1].Data.ToString(), second.Additional[1].Data.ToString()]);
        // In one message a name is read once, however often it is pointed to.
        Assert.Same(NameIn(first.Authority[0]).Wire, first.Additional[0].Owner.Wire);
    }

    [Fact]
    public void The_name_asked_about_is_the_very_object_that_was_asked_with()
    {
        var asked = DomainName.Parse("example.com");
        var octets = Referral("ns1.example.com", "192.0.2.1", "2001:db8::1");

        Assert.Same(asked.Wire, _memory.Parse(octets, octets.Length, asked).Authority[0].Owner.Wire);
    }

    [Fact]
    public void Other_letters_are_another_name()
    {
        var lower = Parse(Referral("ns1.example.org", "192.0.2.1", "2001:db8::1"));
        var upper = Parse(Referral("NS1.example.org", "192.0.2.1", "2001:db8::1"));

        Assert.Equal(["ns1.example.org", "NS1.example.org"], [NameIn(lower.Authority[0]).Text, NameIn(upper.Authority[0]).Text]);
        Assert.Equal(NameIn(lower.Authority[0]), NameIn(upper.Authority[0]));
    }

    [Fact]
    public void An_address_of_the_other_family_with_the_same_octets_at_the_end_is_another()
    {
        var message = Parse(Referral("ns1.example.com", "192.0.2.1", "::192.0.2.1"));

        Assert.Equal([IPAddress.Parse("192.0.2.1"), IPAddress.Parse("::192.0.2.1")], message.Additional.Select(record => ((AddressData)record.Data).Address));
    }

    [Theory]
    [InlineData(126, true)]
    [InlineData(127, true)]
    [InlineData(128, false)]
    public void As_many_pointers_lead_through_a_name_as_without_it(int pointers, bool isRead)
    {
        // A record whose name points to that of the one before, which does the same.
        var octets = new List<byte> { 0, 1, 0x84, 0, 0, 1, 0, 0, (byte)((pointers - 1) >> 8), (byte)(pointers - 1), 0, 1, 1, (byte)'a', 0, 0, 1, 0, 1 };
        var at = 12;
        for (var i = 0; i < pointers; i++)
        {
            var own = octets.Count;
            octets.AddRange([(byte)(0xC0 | (at >> 8)), (byte)at, 0, 16, 0, 1, 0, 0, 0, 0, 0, 2, 1, (byte)'x']);
            at = own;
        }

        var bytes = octets.ToArray();
        Assert.Equal(Outcome(() => MessageParser.Parse(bytes, bytes.Length)), Outcome(() => MessageParser.ParseSpelled(bytes, bytes.Length, new SharedParts())));
        Assert.Equal(isRead, !Outcome(() => MessageParser.Parse(bytes, bytes.Length)).StartsWith("a name of too many", StringComparison.Ordinal));
    }

    [Fact]
    public void Octets_that_were_changed_at_random_are_read_alike_with_and_without_it()
    {
        var random = new Random(20261122);
        var parts = new SharedParts();
        for (var round = 0; round < 20_000; round++)
        {
            var octets = Samples.All[random.Next(Samples.All.Length)].ToArray();
            for (var changes = random.Next(4); changes > 0; changes--)
            {
                octets[random.Next(12, octets.Length)] = (byte)(random.Next(3) == 0 ? 0xC0 : random.Next(256));
            }

            Assert.Equal(Outcome(() => MessageParser.ParseSpelled(octets, octets.Length)), Outcome(() => MessageParser.ParseSpelled(octets, octets.Length, parts)));
        }
    }

    private static string Outcome(Func<Message> parse)
    {
        try
        {
            return parse().Describe();
        }
        catch (WireFormatException error)
        {
            return error.Message;
        }
    }

    private static DomainName NameIn(ResourceRecord record) => ((NsData)record.Data).NameServer;

    private static byte[] Referral(string nameServer, string ipv4, string ipv6)
    {
        var name = DomainName.Parse(nameServer);
        var writer = new MessageWriter(1, Message.ResponseBit, new Question(DomainName.Parse("example.com"), RecordType.NS));
        writer.TryAdd(MessageWriter.Section.Authority, [new(DomainName.Parse("example.com"), RecordType.NS, 60, new NsData(name))], 512);
        writer.TryAdd(
            MessageWriter.Section.Additional,
            [
                new(name, RecordType.A, 60, new AddressData(IPAddress.Parse(ipv4))),
                new(name, RecordType.AAAA, 60, new AddressData(IPAddress.Parse(ipv6))),
            ],
            512);
        return writer.ToArray();
    }

    private Message Parse(byte[] bytes) => _memory.Parse(bytes, bytes.Length);
}
