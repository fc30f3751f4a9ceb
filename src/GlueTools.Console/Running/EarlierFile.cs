using System;
using System.IO;
using System.Threading;
using GlueTools.Console.Options;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Judging;
using GlueTools.Shared.Histories;

namespace GlueTools.Console.Running;

/// <summary>Reads a run from a file, a folder of files or standard input.</summary>
internal static class EarlierFile
{
    /// <summary>Reads a run. What of it cannot be read is told of.</summary>
    /// <param name="path">The file or folder; <c>-</c> for standard input.</param>
    /// <param name="policy">How evidence is judged.</param>
    /// <param name="standardInput">Standard input.</param>
    /// <param name="tell">Is told of each thing that cannot be read.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="UsageException">None of it can be.</exception>
    internal static SeenStore Read(string path, CheckPolicy policy, TextReader standardInput, Action<string> tell, CancellationToken cancel)
    {
        var store = new SeenStore();
        try
        {
            if (path == FileOption.StandardStream)
            {
                RunFiles.Read(standardInput, "standard input", 0, policy, store, tell);
            }
            else
            {
                var files = RunFiles.Of(path);
                for (var part = 0; part < files.Count; part++)
                {
                    RunFiles.ReadFile(files[part], files[part], part, policy, store, tell);
                    cancel.ThrowIfCancellationRequested();
                }
            }

            return store.Count > 0 ? store : throw new UsageException("'" + UserText.Shown(path) + "' holds no row that tells of a delegation.");
        }
        catch (Exception error)
        {
            store.Dispose();
            if (FileTrouble.IsAboutTheFile(error) || error is InvalidDataException)
            {
                throw new UsageException(FileTrouble.Unreadable(path, error));
            }

            throw;
        }
    }
}
