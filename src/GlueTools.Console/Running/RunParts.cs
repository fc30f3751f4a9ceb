using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using GlueTools.Console.Options;
using GlueTools.Console.Streams;
using GlueTools.Dns.Names;
using GlueTools.Shared.Runs;

namespace GlueTools.Console.Running;

/// <summary>The parts of a list's results, proven to be the whole of it.</summary>
internal static class RunParts
{
    /// <summary>Reads the journals and the results.</summary>
    /// <param name="paths">The files of results.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>The parts in their order.</returns>
    /// <exception cref="UsageException">They are not the whole; a sentence for each reason.</exception>
    internal static IReadOnlyList<RunPart> Prove(IReadOnlyList<string> paths, CancellationToken cancel)
    {
        var problems = new List<string>();
        var parts = new List<RunPart>();
        var done = new PositionSet();
        foreach (var path in paths)
        {
            cancel.ThrowIfCancellationRequested();
            var record = Read(path, out var problem);
            if (record is null)
            {
                problems.Add(problem);
                continue;
            }

            var part = new RunPart(path, record);
            parts.Add(part);
            if (!done.TryAdd(record.Done))
            {
                problems.Add("'" + UserText.Shown(path) + "' holds names that another part holds too.");
            }

            foreach (var difference in parts[0].Manifest.DifferencesFrom(part.Manifest, isPart: true))
            {
                problems.Add("'" + UserText.Shown(path) + "' is of another run than '" + UserText.Shown(parts[0].Path) + "': of that, " + difference + ".");
            }
        }

        if (problems.Count == 0)
        {
            problems.AddRange(MissingParts(parts));
        }

        // The numbers of the parts say so already; that every place of the list is there shows it without trusting them.
        if (problems.Count == 0 && done.Count != parts[0].Manifest.Names)
        {
            problems.Add(string.Format(CultureInfo.InvariantCulture, "The list has {0} names, and name {1} is in no part.", parts[0].Manifest.Names, done.FirstMissing(parts[0].Manifest.Names)));
        }

        return problems.Count == 0 ? parts.OrderBy(part => part.Number).ToList() : throw new UsageException(problems);
    }

    private static RunRecord? Read(string path, out string problem)
    {
        var journal = path + RunJournal.Suffix;
        problem = string.Empty;
        try
        {
            // As a run does it: nobody adds to it meanwhile.
            using var lines = new FileStream(journal, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            using var results = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            var record = RunRecord.Read(lines, results);
            if (record?.IsComplete == true)
            {
                return record;
            }

            problem = string.Format(
                CultureInfo.InvariantCulture, "'{0}' is not finished, {1} names of it are; run its command again with --resume.", UserText.Shown(path), record?.Done.Count ?? 0);
        }
        catch (FormatException error)
        {
            problem = "'" + UserText.Shown(journal) + "': " + error.Message + ".";
        }
        catch (Exception error) when (FileTrouble.IsAboutTheFile(error))
        {
            problem = error is FileNotFoundException or DirectoryNotFoundException
                ? "'" + UserText.Shown(path) + "' cannot be merged: it takes that file and its journal '" + UserText.Shown(journal) + "', and not both are there."
                : "'" + UserText.Shown(path) + "' cannot be merged: " + error.Message;
        }

        return null;
    }

    private static IEnumerable<string> MissingParts(List<RunPart> parts)
    {
        var count = parts[0].Count;
        foreach (var part in parts.Where(part => part.Count != count))
        {
            yield return "'" + UserText.Shown(part.Path) + "' is part " + part.Manifest.Shard + " and '" + UserText.Shown(parts[0].Path) + "' is part " + parts[0].Manifest.Shard
                + ", which divide the list differently.";
        }

        foreach (var number in Enumerable.Range(1, count).Except(parts.Select(part => part.Number)))
        {
            yield return string.Format(CultureInfo.InvariantCulture, "Part {0}/{1} is missing.", number, count);
        }
    }
}

/// <summary>One part of a list's results.</summary>
internal sealed class RunPart
{
    private readonly RunningCheck _check;

    internal RunPart(string path, RunRecord record)
    {
        (Path, Manifest, Worst, _check) = (path, record.Manifest, record.Worst, record.Check);
        // What is no part is left as it is written, and will be missed.
        if (Shard.TryParse(Manifest.Shard, out var shard))
        {
            (Number, Count) = (shard!.Number, shard.Count);
        }
    }

    internal string Path { get; }

    internal RunManifest Manifest { get; }

    internal RunVerdict Worst { get; }

    internal int Number { get; }

    internal int Count { get; }

    private bool HasHeader => Manifest.Options.TryGetValue("--format", out var format) && format == "csv" && !Manifest.Options.ContainsKey("--no-header");

    /// <summary>Writes the rows.</summary>
    /// <exception cref="UsageException">They are not those any more that were proven.</exception>
    internal void CopyTo(TextWriter output, bool withHeader, CancellationToken cancel)
    {
        try
        {
            using var checkedRows = new CheckedStream(File.OpenRead(Path));
            using var rows = new StreamReader(checkedRows);
            if (HasHeader && !withHeader)
            {
                rows.ReadLine();
            }

            var buffer = new char[1 << 14];
            for (var count = rows.Read(buffer, 0, buffer.Length); count > 0; count = rows.Read(buffer, 0, buffer.Length))
            {
                cancel.ThrowIfCancellationRequested();
                output.Write(buffer, 0, count);
            }

            if (checkedRows.Check.Value != _check.Value)
            {
                throw new UsageException("'" + UserText.Shown(Path) + "' was changed while it was merged; what was written is no good.");
            }
        }
        catch (Exception error) when (FileTrouble.IsAboutTheFile(error))
        {
            throw new UsageException(FileTrouble.Unreadable(Path, error) + " What was written is no good.");
        }
    }
}
