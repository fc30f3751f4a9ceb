using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using GlueTools.Console.Streams;

namespace GlueTools.Console.Tests;

/// <summary><c>glue</c> as a process of its own, for what concerns the whole process: limits and signals.</summary>
internal sealed class GlueProcess : IDisposable
{
    private const int OpenFileLimit = 7;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _out = new(), _error = new();

    /// <summary>Starts it from a shell.</summary>
    /// <param name="before">What the shell does first, such as <c>ulimit -n 128</c>; empty for nothing.</param>
    /// <param name="args">The command line.</param>
    /// <param name="keepsToItsFiles">Whether the runtime opens none by itself later on.</param>
    internal GlueProcess(string before, IEnumerable<string> args, bool keepsToItsFiles = false)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add((before.Length == 0 ? string.Empty : before + "; ") + "exec \"$0\" \"$@\"");
        start.ArgumentList.Add(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "glue.dll"));
        if (keepsToItsFiles)
        {
            // What compiles hot code does so on a thread that it makes now and then, which takes files, too.
            start.Environment["DOTNET_TieredCompilation"] = "0";
        }

        args.ToList().ForEach(start.ArgumentList.Add);
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(_out, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_error, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    internal static bool IsPossible => OperatingSystem.IsLinux();

    internal string[] Out => _out.ToArray();

    internal string[] Error => _error.ToArray();

    internal StreamWriter In => _process.StandardInput;

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    /// <summary>Waits until so many rows have come.</summary>
    internal void AwaitRows(int count) => Assert.True(SpinWait.SpinUntil(() => _out.Count >= count, 60_000), "Only these rows came: " + string.Join("\n", _out) + string.Join("\n", _error));

    /// <summary>Waits until a thread of it has gone to sleep so many times more. It has to be one that the process has, by its name.</summary>
    internal void AwaitPauses(string thread, int count)
    {
        // The system keeps fifteen characters of a name.
        var name = thread[..Math.Min(15, thread.Length)];
        var status = Path.Combine(Directory.GetDirectories("/proc/" + _process.Id + "/task").Single(task => File.ReadAllText(task + "/comm").TrimEnd('\n') == name), "status");
        var before = Pauses();
        Assert.True(SpinWait.SpinUntil(() => Pauses() >= before + count, 60_000), "It does not pause.");

        long Pauses() => long.Parse(File.ReadLines(status).Single(line => line.StartsWith("voluntary_ctxt_switches:", StringComparison.Ordinal)).Split('\t')[^1], CultureInfo.InvariantCulture);
    }

    /// <summary>Whether it ends before so many milliseconds are over.</summary>
    internal bool EndsWithin(int milliseconds) => _process.WaitForExit(milliseconds);

    /// <summary>Waits for the end; the exit status.</summary>
    internal int End()
    {
        Assert.True(_process.WaitForExit(60_000), "It does not end.");
        // And for the last of what it wrote.
        _process.WaitForExit();
        return _process.ExitCode;
    }

    internal void Signal(PosixSignal signal) => Assert.Equal(0, Kill(_process.Id, signal switch { PosixSignal.SIGHUP => 1, PosixSignal.SIGINT => 2, _ => 15 }));

    /// <summary>From now on the process can open nothing; or again as much as before.</summary>
    internal void MayOpenFiles(bool may)
    {
        Assert.Equal(0, GetLimit(_process.Id, OpenFileLimit, IntPtr.Zero, out var limit));
        // As many as it has: fewer, and the system would not even let it wait for those.
        limit.Current = may ? limit.Most : (nuint)Directory.GetFileSystemEntries("/proc/" + _process.Id + "/fd").Length;
        Assert.Equal(0, SetLimit(_process.Id, OpenFileLimit, ref limit, IntPtr.Zero));
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);

    [DllImport("libc", EntryPoint = "prlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetLimit(int process, int resource, IntPtr none, out Limit limit);

    [DllImport("libc", EntryPoint = "prlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetLimit(int process, int resource, ref Limit limit, IntPtr none);

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        internal nuint Current;
        internal nuint Most;
    }
}
