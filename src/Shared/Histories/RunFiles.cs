using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Text;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.Reports.Reading;
using GlueTools.Reports.Runs;

namespace GlueTools.Shared.Histories;

/// <summary>Reads the rows of a run from a file, or from the files of a folder.</summary>
internal static class RunFiles
{
    private static readonly string[] Endings = [".jsonl", ".json", ".csv", ".clixml", ".xml", ".ndjson"];

    /// <summary>The files of a path: itself, or those in the folder whose names end as rows do.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be read.</exception>
    internal static IReadOnlyList<string> Of(string path)
    {
        if (!Directory.Exists(path))
        {
            return [path];
        }

        var files = new List<string>();
        foreach (var file in Directory.GetFiles(path))
        {
            var name = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file.Substring(0, file.Length - 3) : file;
            if (Array.Exists(Endings, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            {
                files.Add(file);
            }
        }

        // A later run sorts behind an earlier one where their names begin with a date.
        files.Sort(StringComparer.Ordinal);
        return files;
    }

    /// <summary>Opens a file, packed by gzip or not.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be read.</exception>
    internal static TextReader Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            var isPacked = file.CanSeek && file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
            if (file.CanSeek)
            {
                file.Position = 0;
            }

            return new StreamReader(isPacked ? new GZipStream(file, CompressionMode.Decompress) : file, Encoding.UTF8);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Puts what a file shows into a store: rows, or what a history takes its domains for.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shown">The file as sentences name it.</param>
    /// <param name="part">Which of the files it is.</param>
    /// <param name="policy">How evidence is judged.</param>
    /// <param name="store">Takes what is shown.</param>
    /// <param name="problem">Is told of what cannot be read: a sentence with file and line.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be read.</exception>
    internal static void ReadFile(string path, string shown, int part, CheckPolicy policy, SeenStore store, Action<string> problem)
    {
        if (!StateIndex.IsOne(path))
        {
            using var text = Open(path);
            Read(text, shown, part, policy, store, problem);
            return;
        }

        try
        {
            foreach (var history in StateFile.ReadAll(path))
            {
                var seen = history.Settled();
                seen.Part = part;
                store.Add(seen);
            }
        }
        catch (FormatException error)
        {
            problem(SafeText.Escape(shown) + ": " + SafeText.Escape(error.Message));
        }
    }

    /// <summary>Puts the rows of a text into a store.</summary>
    /// <param name="text">The rows.</param>
    /// <param name="shown">The file as sentences name it.</param>
    /// <param name="part">Which of the files it is.</param>
    /// <param name="policy">How evidence is judged.</param>
    /// <param name="store">Takes what they show.</param>
    /// <param name="problem">Is told of what cannot be read: a sentence with file and line.</param>
    internal static void Read(TextReader text, string shown, int part, CheckPolicy policy, SeenStore store, Action<string> problem)
    {
        foreach (var row in RowText.Read(text))
        {
            try
            {
                if (row.Fields is null)
                {
                    throw new FormatException(row.Problem);
                }

                var seen = ReportFacts.Of(row.Fields, policy);
                seen.Part = part;
                store.Add(seen);
            }
            catch (FormatException error)
            {
                problem(string.Format(CultureInfo.InvariantCulture, "{0}, line {1}: {2}.", SafeText.Escape(shown), row.Line, SafeText.Escape(error.Message.TrimEnd('.'))));
            }
        }
    }
}
