using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;

namespace GlueTools.Lab.Serving;

/// <summary>Datagrams that a careful asker must not take for the answer.</summary>
internal static class FalseDatagrams
{
    private const ushort AuthoritativeResponse = 0x8400;

    /// <summary>ID and question are right; the answer's name points outside the message.</summary>
    internal static byte[] Garbage(Message query)
    {
        var question = new MessageWriter(query.Id, AuthoritativeResponse, query.Question).ToArray();
        var bytes = new byte[question.Length + 3];
        question.CopyTo(bytes, 0);
        bytes[7] = 1;
        bytes[question.Length] = bytes[question.Length + 1] = bytes[question.Length + 2] = 0xFF;
        return bytes;
    }

    internal static byte[] WithOtherId(byte[] answer)
    {
        var bytes = (byte[])answer.Clone();
        bytes[0] ^= 0x55;
        return bytes;
    }

    internal static byte[] WithoutQuestion(Message query) => new MessageWriter(query.Id, AuthoritativeResponse, null).ToArray();

    internal static byte[] WithOtherQuestion(Message query)
    {
        var other = new Question(DomainName.Parse("wrong-question.test"), query.Question!.Value.Type);
        return new MessageWriter(query.Id, AuthoritativeResponse, other).ToArray();
    }
}
