using System;
using System.IO;
using System.Runtime.InteropServices;

namespace GlueTools.Shared;

/// <summary>
/// How many files and sockets this process may have open at a time, and how many it has. Compiled into each room that asks: the console does so before it
/// loads anything else, since every assembly takes two of them.
/// </summary>
internal static class OpenFiles
{
    /// <summary>Where the system sets no limit, as Windows does not.</summary>
    internal const int Unlimited = int.MaxValue;

    /// <summary>Taken to be open where the system cannot be asked: what a .NET process has at its start.</summary>
    private const int OpenAtStart = 80;

    // Resource numbers of getrlimit.
    private const int OfLinux = 7, OfOtherUnix = 8;

    /// <summary>Files and sockets that the system allows at a time; <see cref="Unlimited"/> where it sets no limit or does not tell.</summary>
    internal static int Limit()
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            return Unlimited;
        }

        try
        {
            var resource = RuntimeInformation.IsOSPlatform(OSPlatform.Linux) ? OfLinux : OfOtherUnix;
            if (GetResourceLimit(resource, out var limit) != 0)
            {
                return Unlimited;
            }

            // Its width is the system's: the first half of the first word where that is narrow.
            var allowed = IntPtr.Size == 4 ? (uint)limit.Current : limit.Current;
            return allowed > Unlimited ? Unlimited : (int)allowed;
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            return Unlimited;
        }
    }

    /// <summary>Files and sockets that may still be opened.</summary>
    internal static int Free()
    {
        var limit = Limit();
        if (limit == Unlimited)
        {
            return Unlimited;
        }

        try
        {
            // Looking takes one itself.
            return Math.Max(0, limit - Directory.GetFileSystemEntries("/dev/fd").Length + 1);
        }
        catch (DirectoryNotFoundException)
        {
            return Math.Max(0, limit - OpenAtStart);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // There is none left to look with.
            return 0;
        }
    }

    [DllImport("libc", EntryPoint = "getrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetResourceLimit(int resource, out ResourceLimit limit);

    // As large as the widest system's, so that none writes beyond it.
    [StructLayout(LayoutKind.Sequential)]
    private struct ResourceLimit
    {
        internal ulong Current;
        internal ulong Most;
    }
}
