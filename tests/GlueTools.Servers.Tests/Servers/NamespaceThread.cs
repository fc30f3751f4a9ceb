using System;
using System.ComponentModel;
using System.IO;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace GlueTools.Servers.Tests.Servers;

/// <summary>A thread in another network namespace than its process.</summary>
internal static class NamespaceThread
{
    // CLONE_NEWNET of sched.h.
    private const int Network = 0x40000000;

    /// <summary>Does something there and gives back what came of it; threads and programs that it starts are there as well.</summary>
    /// <param name="name">The namespace, as <c>ip netns</c> knows it.</param>
    /// <param name="action">What to do.</param>
    internal static T Run<T>(string name, Func<T> action)
    {
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                Enter(name);
                result = action();
            }
            catch (Exception error)
            {
                failure = ExceptionDispatchInfo.Capture(error);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }

    private static void Enter(string name)
    {
        using var handle = File.OpenHandle("/run/netns/" + name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (SetNamespace((int)handle.DangerousGetHandle(), Network) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), "The thread cannot enter the network namespace " + name + ".");
        }
    }

    [DllImport("libc", EntryPoint = "setns", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetNamespace(int handle, int kind);
}
