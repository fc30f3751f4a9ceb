using GlueTools.Dns.Messages;

namespace GlueTools.Network.Transport;

/// <summary>Whether a datagram answers a question: looked at in the buffer, before anything is allocated for it (RFC 5452, section 9.1).</summary>
internal static class ResponseMatch
{
    private const int Header = MessageParser.HeaderLength;

    /// <summary>The ID, or -1 where the datagram is too short to hold a header.</summary>
    internal static int IdOf(byte[] bytes, int length) => length < Header ? -1 : (bytes[0] << 8) | bytes[1];

    /// <summary>Whether this is a response that repeats no question at all, as only one may that says that something is wrong with the query.</summary>
    internal static bool IsWithoutQuestion(byte[] bytes, int length) => length >= Header && (bytes[2] & 0x80) != 0 && bytes[4] == 0 && bytes[5] == 0;

    /// <summary>Whether this is a response to this question, in whatever letters: QR, operation code 0, the question repeated.</summary>
    internal static bool IsAnswerTo(byte[] bytes, int length, ushort id, Question question) => Fit(bytes, length, id, question, default) != ResponseFit.None;

    /// <summary>How far this is a response to the question that was put in these letters.</summary>
    internal static ResponseFit Fit(byte[] bytes, int length, ushort id, Question question, LetterCase letters)
    {
        if (IdOf(bytes, length) != id || (bytes[2] & 0x80) == 0 || (bytes[2] & 0x78) != 0)
        {
            return ResponseFit.None;
        }

        var questions = (bytes[4] << 8) | bytes[5];
        if (questions == 0)
        {
            // A server that could not read the query has no question to repeat; then it must at least say that something is wrong.
            return (bytes[3] & 15) != 0 ? ResponseFit.WithoutQuestion : ResponseFit.None;
        }

        var at = Header + question.Name.WireLength;
        if (length < at + 4 || ((bytes[at] << 8) | bytes[at + 1]) != (int)question.Type || ((bytes[at + 2] << 8) | bytes[at + 3]) != question.Class)
        {
            return ResponseFit.None;
        }

        return letters.Compare(bytes, Header, question.Name);
    }
}
