using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using GlueTools.Console.Streams;

namespace GlueTools.Console.Tests;

/// <summary>The program in a shell, which closes, fills and bounds what it writes to, or kills it.</summary>
internal static class GlueShell
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Where a shell finds the program.</summary>
    internal static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "glue.exe" : "glue");

    /// <summary>Runs a line of a Unix shell in which <c>glue</c> is the program; the shell's exit status is the result's.</summary>
    internal static GlueResult Shell(string line)
    {
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "glue() { \"" + Path + "\" \"$@\"; }; " + line])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail("It did not end: " + line);
        }

        return new GlueResult(process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Starts the program; whatever it says is read and forgotten.</summary>
    internal static Process Start(IEnumerable<string> args)
    {
        var process = Process.Start(new ProcessStartInfo(Path, args.ToArray()) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    internal static bool IsUnix => !OperatingSystem.IsWindows() && File.Exists("/bin/sh");
}
