using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using GlueTools.Console.Options;
using GlueTools.Console.Streams;
using GlueTools.Shared.Runs;

namespace GlueTools.Console.Running;

/// <summary>Opens a file of results with its journal, where they can be gone on with.</summary>
internal static class JournalOpening
{
    /// <summary>Opens both files, and cuts off what the journal does not tell of.</summary>
    /// <exception cref="UsageException">They cannot be gone on with; each sentence says why.</exception>
    internal static JournaledFile Of(string path, RunManifest manifest)
    {
        FileStream? journal = null, file = null;
        try
        {
            // Not shared with anybody: this is the lock against a second run, and it goes with the process.
            journal = Trying(path + RunJournal.Suffix, one => new FileStream(one, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
            file = Trying(path, one => new FileStream(one, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0));
            var record = Read(path, journal, file);
            if (record is null && file.Length > 0)
            {
                throw new UsageException(string.Format(
                    CultureInfo.InvariantCulture, "-o: '{0}' is there already, and no journal says what of it is whole; name another file, or delete it.", UserText.Shown(path)));
            }

            if (record is not null)
            {
                Refuse(path, record.Manifest.DifferencesFrom(manifest));
            }

            var opened = new JournaledFile(path, journal, file, record);
            opened.Begin(record is null ? manifest : null);
            return opened;
        }
        catch
        {
            file?.Dispose();
            journal?.Dispose();
            throw;
        }
    }

    private static RunRecord? Read(string path, FileStream journal, FileStream file)
    {
        try
        {
            return RunRecord.Read(journal, file);
        }
        catch (FormatException error)
        {
            throw new UsageException("--resume: '" + UserText.Shown(path + RunJournal.Suffix) + "' cannot be gone on with: " + error.Message + ".");
        }
    }

    private static void Refuse(string path, IEnumerable<string> differences)
    {
        var sentences = new List<string>();
        foreach (var difference in differences)
        {
            sentences.Add("--resume: '" + UserText.Shown(path) + "' cannot be gone on with: " + difference + ".");
        }

        if (sentences.Count > 0)
        {
            throw new UsageException(sentences);
        }
    }

    private static FileStream Trying(string path, Func<string, FileStream> open)
    {
        try
        {
            return open(path);
        }
        catch (Exception error) when (FileTrouble.IsAboutTheFile(error))
        {
            throw new UsageException("-o: " + FileTrouble.Unwritable(path, error));
        }
    }
}
