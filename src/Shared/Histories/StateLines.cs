using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace GlueTools.Shared.Histories;

/// <summary>The whole lines of a file with their places. What stands behind the last line end is none.</summary>
internal static class StateLines
{
    private const int LongestLine = 1 << 22, BufferSize = 1 << 16;

    /// <summary>The lines from the file's first on; the text is null where one is too long.</summary>
    internal static IEnumerable<(long Offset, int Length, string? Text)> Read(FileStream file)
    {
        var chunk = new byte[BufferSize];
        using var line = new MemoryStream();
        long at = 0, begin = 0;
        file.Position = 0;
        while (true)
        {
            file.Position = at;
            var filled = file.Read(chunk, 0, chunk.Length);
            if (filled == 0)
            {
                yield break;
            }

            for (var from = 0; from < filled;)
            {
                var end = Array.IndexOf(chunk, (byte)'\n', from, filled - from);
                var count = (end < 0 ? filled : end) - from;
                if (line.Length <= LongestLine)
                {
                    line.Write(chunk, from, count);
                }

                from += count;
                if (end >= 0)
                {
                    var length = (int)line.Length;
                    yield return (begin, length, length > LongestLine ? null : Encoding.UTF8.GetString(line.GetBuffer(), 0, length));
                    from++;
                    begin = at + from;
                    line.SetLength(0);
                }
            }

            at += filled;
        }
    }
}
