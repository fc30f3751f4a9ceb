using System;
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

    // ENOENT of every Unix.
    private const int DoesNotExist = 2;

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
        return limit == Unlimited ? Unlimited : Math.Max(0, limit - Count());
    }

    /// <summary>How many are open; more than any limit where none is left to look with. The framework would look at each of them twice; here their names are counted.</summary>
    private static int Count()
    {
        var folder = OpenFolder("/dev/fd");
        if (folder == IntPtr.Zero)
        {
            return Marshal.GetLastWin32Error() is DoesNotExist ? OpenAtStart : int.MaxValue;
        }

        // Looking takes one itself, and two are the folder and the one above it.
        var count = -3;
        while (NextEntry(folder) != IntPtr.Zero)
        {
            count++;
        }

        _ = CloseFolder(folder);
        return count;
    }

    [DllImport("libc", EntryPoint = "getrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetResourceLimit(int resource, out ResourceLimit limit);

    [DllImport("libc", EntryPoint = "opendir", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr OpenFolder(string path);

    [DllImport("libc", EntryPoint = "readdir")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr NextEntry(IntPtr folder);

    [DllImport("libc", EntryPoint = "closedir")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int CloseFolder(IntPtr folder);

    // As large as the widest system's, so that none writes beyond it.
    [StructLayout(LayoutKind.Sequential)]
    private struct ResourceLimit
    {
        internal ulong Current;
        internal ulong Most;
    }
}
