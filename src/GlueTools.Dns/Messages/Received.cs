using System;

namespace GlueTools.Dns.Messages;

/// <summary>
/// Makes of a response what it would be had the question gone out as it was asked and without a cookie. So nothing that is shown, compared or saved depends on
/// what was random in the question, and servers that say the same are seen to say the same.
/// </summary>
public static class Received
{
    /// <summary>Does so in place, and returns the message's new length.</summary>
    public static int Restore(byte[] bytes, int length, Question question) =>
        Restore(bytes, length, question, HasQuestion(bytes, length, question.Name.Wire), CookieOption.Find(bytes, length));

    /// <summary>The same where it is known already whether the response repeats the question's name, in whatever letters, and where its cookie is.</summary>
    public static int Restore(byte[] bytes, int length, Question question, bool hasQuestion, CookieOption cookie)
    {
        if (hasQuestion)
        {
            var name = question.Name.Wire;
            Buffer.BlockCopy(name, 0, bytes, MessageParser.HeaderLength, name.Length);
        }

        return cookie.Remove(bytes, length);
    }

    /// <summary>Response octets restored: the same array where there was nothing to do, or a shorter copy.</summary>
    internal static byte[] Restored(byte[] bytes, Question question)
    {
        if (bytes.Length < MessageParser.HeaderLength)
        {
            return bytes;
        }

        var copy = (byte[])bytes.Clone();
        Array.Resize(ref copy, Restore(copy, copy.Length, question));
        return copy;
    }

    /// <summary>Reads a response as everybody is to see it, from octets as they came or already restored.</summary>
    /// <param name="bytes">The octets.</param>
    /// <param name="question">What was asked.</param>
    /// <param name="memory">What others were read with; null to read this by itself.</param>
    /// <exception cref="Wire.WireFormatException">The bytes are not DNS.</exception>
    public static Message Parse(byte[] bytes, Question question, AnswerMemory? memory = null)
    {
        var restored = Restored(bytes, question);
        return memory is null ? MessageParser.ParseSpelled(restored, restored.Length) : memory.Parse(restored, restored.Length, question.Name);
    }

    private static bool HasQuestion(byte[] bytes, int length, byte[] name) =>
        (bytes[4] | bytes[5]) != 0
        && length >= MessageParser.HeaderLength + name.Length
        && default(LetterCase).Compare(bytes, MessageParser.HeaderLength, name) != ResponseFit.None;
}
