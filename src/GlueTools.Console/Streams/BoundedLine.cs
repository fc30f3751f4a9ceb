using System.Collections.Generic;
using System.IO;
using System.Text;

namespace GlueTools.Console.Streams;

/// <summary>One line of a text, cut where it is too long: a file without line ends must not fill the memory.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Text">Its text without the line end.</param>
/// <param name="IsCut">Whether there was more.</param>
internal sealed record BoundedLine(long Number, string Text, bool IsCut)
{
    /// <summary>The lines of a text, as they come. A line ends with CR, LF or both.</summary>
    internal static IEnumerable<BoundedLine> Read(TextReader text, int longest)
    {
        var line = new StringBuilder();
        var isCut = false;
        var number = 1L;
        for (int before = 0, c = text.Read(); ; before = c, c = text.Read())
        {
            if (c is not (-1 or '\n' or '\r'))
            {
                if (line.Length < longest)
                {
                    line.Append((char)c);
                }
                else if (!isCut)
                {
                    // At once: the end of such a line may never come.
                    isCut = true;
                    yield return new BoundedLine(number, line.ToString(), true);
                }

                continue;
            }

            // Looking ahead after CR would wait for a pipe that has nothing more to say.
            if (!(before == '\r' && c == '\n') && !(c < 0 && line.Length == 0))
            {
                if (!isCut)
                {
                    yield return new BoundedLine(number, line.ToString(), false);
                }

                number++;
                line.Clear();
                isCut = false;
            }

            if (c < 0)
            {
                yield break;
            }
        }
    }
}
