using System;

namespace GlueTools.Fuzz;

/// <summary>What an input broke: not what the reader refused, but what it must never do.</summary>
public sealed class BrokenPromiseException(string sentence) : Exception(sentence)
{
}

/// <summary>A reader, and how to damage what it reads.</summary>
/// <param name="name">Its name.</param>
public abstract class Target(string name)
{
    /// <summary>The reader's name.</summary>
    public string Name { get; } = name;

    /// <summary>Makes the next damaged input and has it read.</summary>
    /// <returns>Whether it was accepted; it was refused in due form otherwise.</returns>
    /// <exception cref="Exception">Anything: the reader broke a promise.</exception>
    public abstract bool Step();

    /// <summary>The input of the last step, to be written down.</summary>
    public abstract string LastInput { get; }

    /// <summary>Everything that is said to a person must be as <see cref="Dns.Names.SafeText"/> leaves it.</summary>
    internal static void ExpectSafe(string text)
    {
        if (Dns.Names.SafeText.Escape(text) != text)
        {
            throw new BrokenPromiseException("A sentence holds what must not reach a terminal: " + Dns.Names.SafeText.Escape(text));
        }
    }

    /// <summary>The text as a file of it is read: what UTF-8 cannot hold is replaced on the way.</summary>
    internal static System.IO.TextReader File(string text) => new System.IO.StreamReader(new System.IO.MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), System.Text.Encoding.UTF8);

    internal static void Expect(bool holds, string promise)
    {
        if (!holds)
        {
            throw new BrokenPromiseException(promise);
        }
    }
}

/// <summary>A reader of octets.</summary>
internal sealed class OctetTarget(string name, int seed, byte[][] corpus, Func<byte[], bool> read, byte[][]? telling = null) : Target(name)
{
    private static readonly byte[][] Telling = [[0], [1], [0xFF], [0x7F], [0x80], [0xC0, 0x0C], [0xC0], [0x3F], [0x40], [0, 0], [0xFF, 0xFF], [0, 41], [0, 47], [0, 50], [0x7F, 0xFF, 0xFF, 0xFF]];

    private readonly Mutator<byte> _mutator = new(new Random(seed), random => (byte)random.Next(256), telling ?? Telling);

    private byte[] _last = [];

    public override string LastInput => "hex " + Convert.ToHexString(_last);

    public override bool Step() => read(_last = _mutator.Next(corpus));
}

/// <summary>A reader of text.</summary>
internal sealed class TextTarget(string name, int seed, string[] corpus, string[] telling, Func<string, bool> read) : Target(name)
{
    private static readonly string[] Always =
        ["\0", "\u001b[2J", "\u202e", "\ufeff", "\ud83d", "\udc00", "\u2028", "\r", "\n", "\r\n", "\t", " ", "\u00fc", "\u4e2d", "\"", "\\", "'", "0", "-1", "4294967296", "99999999999999999999", ";", "#", ".", ".."];

    private readonly char[][] _corpus = Array.ConvertAll(corpus, text => text.ToCharArray());

    private readonly Mutator<char> _mutator = new(
        new Random(seed),
        random => random.Next(4) == 0 ? (char)random.Next(0x10000) : (char)random.Next(0x80),
        Array.ConvertAll<string, char[]>([.. telling, .. Always], text => text.ToCharArray()));

    private string _last = string.Empty;

    public override string LastInput => "utf-16 " + Convert.ToHexString(System.Text.Encoding.BigEndianUnicode.GetBytes(_last)) + " " + Dns.Names.SafeText.Escape(_last);

    public override bool Step() => read(_last = new string(_mutator.Next(_corpus)));
}
