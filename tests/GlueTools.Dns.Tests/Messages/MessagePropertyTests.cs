using System;
using System.Linq;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Fluent;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Tests.Messages;

public class MessagePropertyTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public Task Random_bytes_are_a_message_or_a_format_error() => Hold(Generators.Bytes, Thorough.Times(4_000, 20_000));

    [Fact]
    public Task A_damaged_message_is_a_message_or_a_format_error() => Hold(Generators.Mutations(Samples.All), Thorough.Times(4_000, 20_000));

    [Fact]
    public void Any_names_and_data_survive_writing_and_reading() =>
        Prop.ForAll(Gen.ListOf(Records).ToArbitrary(), records =>
        {
            var writer = new MessageWriter(1, 0x8400, Samples.Asked);
            var fits = writer.TryAdd(MessageWriter.Section.Answer, records, 65535);
            var bytes = writer.ToArray();
            var answer = MessageParser.Parse(bytes, bytes.Length).Answer;
            return fits && answer.Select(record => record.ToString().ToUpperInvariant()).SequenceEqual(records.Select(record => record.ToString().ToUpperInvariant()));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Thorough.Times(150, 500)));

    // Names over few letters, so that suffixes are shared and compressed; compared without case, as a pointer takes over the first spelling.
    private static Gen<ResourceRecord> Records { get; } =
        from owner in Gen.OneOf(Generators.Names, Gen.NonEmptyListOf(Gen.Elements("a", "b", "B", @"a\.b")).Where(labels => labels.Count < 40).Select(labels => DomainName.Parse(string.Join(".", labels))))
        from target in Generators.Names
        from ttl in Gen.Choose(0, int.MaxValue)
        from octets in Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value))
        from record in Gen.Elements(
            new ResourceRecord(owner, RecordType.NS, (uint)ttl, new NsData(target)),
            new ResourceRecord(owner, RecordType.NS, (uint)ttl, new NsData(owner)),
            new ResourceRecord(owner, RecordType.CNAME, (uint)ttl, new AliasData(target)),
            new ResourceRecord(owner, RecordType.SOA, (uint)ttl, new SoaData(target, owner, (uint)ttl, 1, 2, 3, uint.MaxValue)),
            new ResourceRecord(owner, RecordType.DS, (uint)ttl, new DsData((ushort)ttl, 13, 2, octets)),
            new ResourceRecord(owner, RecordType.TXT, (uint)ttl, Samples.Data(RecordType.TXT, octets)))
        select record;

    private static async Task Hold(Gen<byte[]> messages, int times) =>
        await Task.Run(() => Prop.ForAll(messages.ToArbitrary(), IsReadOrRefused).Check(Config.QuickThrowOnFailure.WithMaxTest(times))).WaitAsync(Patience);

    // Any other exception fails the property. A longer buffer must make no difference, and what was read must be printable.
    private static bool IsReadOrRefused(byte[] bytes)
    {
        byte[] longer = [.. bytes, .. Enumerable.Repeat((byte)1, 300), .. new byte[16]];
        var read = Outcome(bytes, bytes.Length);
        return read == Outcome(longer, bytes.Length) && read.Length > 0;
    }

    private static string Outcome(byte[] bytes, int length)
    {
        try
        {
            return MessageParser.Parse(bytes, length).Describe();
        }
        catch (WireFormatException refused)
        {
            return refused.Offset >= 0 ? refused.Message : string.Empty;
        }
    }
}
