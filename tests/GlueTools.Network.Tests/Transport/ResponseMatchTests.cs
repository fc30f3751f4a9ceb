using System;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Network.Transport;

namespace GlueTools.Network.Tests.Transport;

public class ResponseMatchTests
{
    private const ushort Id = 0xA55A;

    private static readonly Question Asked = new(DomainName.Parse("Www.example.com"), RecordType.NS);

    public static TheoryData<string, bool, byte[]> Datagrams => new()
    {
        { "the answer", true, Response() },
        { "the answer, the name in other letters", true, Response(new Question(DomainName.Parse("wWW.EXAMPLE.com"), RecordType.NS)) },
        { "another ID", false, Response(id: Id + 1) },
        { "no response but a query", false, Response(flags: 0) },
        { "another operation", false, Response(flags: 0xA000) },
        { "another name", false, Response(new Question(DomainName.Parse("www.example.org"), RecordType.NS)) },
        { "a name that begins like it", false, Response(new Question(DomainName.Parse("www.example.com.test"), RecordType.NS)) },
        { "the parent's name", false, Response(new Question(DomainName.Parse("example.com"), RecordType.NS)) },
        { "another type", false, Response(new Question(DomainName.Parse("www.example.com"), RecordType.A)) },
        { "another class", false, Response(new Question(DomainName.Parse("www.example.com"), RecordType.NS, 3)) },
        { "FORMERR without question", true, WithoutQuestion(1) },
        { "REFUSED without question", true, WithoutQuestion(5) },
        { "NOERROR without question", false, WithoutQuestion(0) },
        { "the answer, cut within the question", false, Response()[..^1] },
        { "a header cut short", false, Response()[..11] },
        { "nothing at all", false, [] },
    };

    [Theory]
    [MemberData(nameof(Datagrams))]
    public void A_datagram_answers_a_question_only_when_everything_fits(string what, bool fits, byte[] datagram)
    {
        Assert.True(fits == ResponseMatch.IsAnswerTo(datagram, datagram.Length, Id, Asked), what);

        // What an earlier datagram left in the buffer must not count.
        var buffer = Response();
        Array.Resize(ref buffer, 512);
        datagram.CopyTo(buffer, 0);
        Assert.True(fits == ResponseMatch.IsAnswerTo(buffer, datagram.Length, Id, Asked), what + " in a used buffer");
    }

    [Theory]
    [InlineData(0, -1)]
    [InlineData(11, -1)]
    [InlineData(12, Id)]
    public void The_ID_is_read_from_a_whole_header_only(int length, int expected) => Assert.Equal(expected, ResponseMatch.IdOf(Response(), length));

    private static byte[] Response(Question? question = null, ushort id = Id, ushort flags = 0x8400) => new MessageWriter(id, flags, question ?? Asked).ToArray();

    private static byte[] WithoutQuestion(ushort code) => new MessageWriter(Id, (ushort)(0x8000 | code), null).ToArray();
}
