using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GlueTools.Console.Streams;

/// <summary>
/// Which of the three standard streams this process was started with. Whoever closes one before (<c>&lt;&amp;-</c>) leaves its number to the next file or socket
/// that is opened, and what is written there for people would end up in that.
/// </summary>
internal static class Descriptors
{
    internal const int Input = 0, Output = 1, Error = 2;

    private const int GetFlags = 1, CloseOnExec = 1;

    /// <summary>Whether a number stands for a stream that came from outside: one that was opened since does not outlive a change of program.</summary>
    internal static bool IsInherited(int number)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        var flags = Control(number, GetFlags);
        return flags >= 0 && (flags & CloseOnExec) == 0;
    }

    /// <summary>Takes those of the three numbers that are free, so that nothing else gets them.</summary>
    internal static IDisposable TakeFree()
    {
        var taken = new TakenDescriptors();
        while (!OperatingSystem.IsWindows())
        {
            var handle = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            if (handle.DangerousGetHandle() > Error)
            {
                handle.Dispose();
                break;
            }

            taken.Handles.Add(handle);
        }

        return taken;
    }

    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int number, int command);

    private sealed class TakenDescriptors : IDisposable
    {
        internal List<SafeFileHandle> Handles { get; } = [];

        public void Dispose() => Handles.ForEach(handle => handle.Dispose());
    }
}
