using System;
using System.IO;

namespace GlueTools.Console.Streams;

/// <summary>A file of the system's folder for such things that is written, read once and gone with the stream, also when the program is killed where the system allows it.</summary>
internal static class AsideFile
{
    private const int BufferSize = 1 << 16;

    /// <exception cref="UsageException">There is no room for it.</exception>
    internal static Stream Open()
    {
        var path = Path.Combine(Path.GetTempPath(), "glue-" + Guid.NewGuid().ToString("N"));
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = BufferSize, Options = FileOptions.DeleteOnClose };
            if (!OperatingSystem.IsWindows())
            {
                // What is audited may be nobody else's business.
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            return new FileStream(path, options);
        }
        catch (Exception error) when (FileTrouble.IsAboutTheFile(error))
        {
            throw new UsageException("A report is counted before it is written, and the file for that cannot be: " + FileTrouble.Unwritable(path, error));
        }
    }
}
