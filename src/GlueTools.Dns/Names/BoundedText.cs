using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace GlueTools.Dns.Names;

/// <summary>Texts that are read whole: never more of them than they may be, however much comes.</summary>
public static class BoundedText
{
    /// <summary>Reads a text to its end.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">Characters that it may have.</param>
    /// <exception cref="FormatException">It has more.</exception>
    public static string ReadToEnd(TextReader text, int most)
    {
        var whole = new StringBuilder();
        var part = new char[4096];
        for (int read; (read = text.Read(part, 0, Math.Min(part.Length, most + 1 - whole.Length))) > 0;)
        {
            whole.Append(part, 0, read);
            if (whole.Length > most)
            {
                throw new FormatException("it is longer than " + most.ToString("N0", CultureInfo.InvariantCulture) + " characters.");
            }
        }

        return whole.ToString();
    }
}
