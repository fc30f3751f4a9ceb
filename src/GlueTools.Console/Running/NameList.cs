using System.Collections.Generic;
using System.IO;

namespace GlueTools.Console.Running;

/// <summary>A list of names: one to a line, empty lines and what follows a <c>#</c> left out.</summary>
internal static class NameList
{
    /// <summary>Longer lines are cut: no name is that long.</summary>
    private const int LongestLine = 4096;

    internal static IEnumerable<string> Read(TextReader text)
    {
        foreach (var line in BoundedLine.Read(text, LongestLine))
        {
            var name = WithoutComment(line.Text).Trim(' ', '\t');
            if (name.Length > 0)
            {
                yield return name;
            }
        }
    }

    private static string WithoutComment(string line)
    {
        for (var at = line.IndexOf('#'); at >= 0; at = line.IndexOf('#', at + 1))
        {
            if (at == 0 || line[at - 1] is ' ' or '\t')
            {
                return line[..at];
            }
        }

        return line;
    }
}
