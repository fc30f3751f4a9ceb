using System;
using System.Globalization;
using GlueTools.Dns.Names;

namespace GlueTools.Dns.Zones;

/// <summary>Text that is no master file (RFC 1035, section 5). The only exception its reader raises on bad text.</summary>
public sealed class MasterFileException : Exception
{
    /// <summary>Says what is wrong where.</summary>
    /// <param name="line">Line number, from 1.</param>
    /// <param name="sentence">What is wrong, one sentence; what it quotes of the text is escaped here.</param>
    /// <param name="file">The file; empty where it has no name.</param>
    public MasterFileException(int line, string sentence, string file = "")
        : base((file.Length == 0 ? "Line " : SafeText.Escape(file) + ", line ") + line.ToString(CultureInfo.InvariantCulture) + ": " + SafeText.Escape(sentence))
    {
        Line = line;
        Sentence = SafeText.Escape(sentence);
        File = file;
    }

    /// <summary>The file; empty where it has no name.</summary>
    public string File { get; }

    /// <summary>Line number, from 1.</summary>
    public int Line { get; }

    /// <summary>What is wrong, one sentence, without the line number.</summary>
    public string Sentence { get; }

    /// <summary>The same in a file that has a name.</summary>
    internal MasterFileException In(string file) => file.Length == 0 || File.Length > 0 ? this : new MasterFileException(Line, Sentence, file);
}
