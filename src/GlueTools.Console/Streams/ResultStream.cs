using System;
using System.IO;

namespace GlueTools.Console.Streams;

/// <summary>A file of results that is written from its beginning; what goes wrong is told as a mistake of the command line is.</summary>
/// <exception cref="UsageException">The file cannot be written.</exception>
internal sealed class ResultStream(string path) : RowStream(Open(path))
{
    protected override Exception Lost(Exception cause) => new UsageException("-o: " + FileTrouble.Unwritable(path, cause) + " Its last row may be cut off.");

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }
        catch (Exception error) when (FileTrouble.IsAboutTheFile(error))
        {
            throw new UsageException("-o: " + FileTrouble.Unwritable(path, error));
        }
    }
}
