using System.Collections.Generic;
using System.IO;
using System.Text;

namespace GlueTools.Console.Running;

/// <summary>A list of names: one to a line, empty lines and what follows a <c>#</c> left out.</summary>
internal static class NameList
{
    /// <summary>Longer lines are cut: no name is that long, and a file without line ends must not fill the memory.</summary>
    private const int LongestLine = 4096;

    internal static IEnumerable<string> Read(TextReader text)
    {
        var line = new StringBuilder();
        var isComment = false;
        while (true)
        {
            var c = text.Read();
            if (c is not (-1 or '\n' or '\r'))
            {
                isComment |= c == '#' && (line.Length == 0 || line[^1] is ' ' or '\t');
                if (!isComment && line.Length < LongestLine)
                {
                    line.Append((char)c);
                }

                continue;
            }

            var name = line.ToString().Trim(' ', '\t');
            line.Clear();
            isComment = false;
            if (name.Length > 0)
            {
                yield return name;
            }

            if (c < 0)
            {
                yield break;
            }
        }
    }
}
