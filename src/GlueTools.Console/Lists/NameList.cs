using System.Collections.Generic;
using System.IO;
using System.Linq;
using GlueTools.Console.Streams;
using GlueTools.Shared;

namespace GlueTools.Console.Lists;

/// <summary>A list of names: one to a line, empty lines and what follows a <c>#</c> left out.</summary>
internal static class NameList
{
    /// <summary>Longer lines are cut: no name is that long.</summary>
    private const int LongestLine = 4096;

    internal static IEnumerable<string> Read(TextReader text) => Numbered(text).Select(name => name.Text);

    /// <summary>The names with the numbers of their lines, and their places behind those that come before the list.</summary>
    internal static IEnumerable<ListedName> Numbered(TextReader text, long before = 0)
    {
        var position = before;
        foreach (var line in BoundedLine.Read(text, LongestLine))
        {
            var name = ListLine.NameIn(line.Text);
            if (name.Length > 0)
            {
                yield return new ListedName(++position, name, line.Number);
            }
        }
    }
}
