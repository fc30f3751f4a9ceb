using System;
using System.Diagnostics;
using System.Globalization;

namespace GlueTools.Servers.Tests.Servers;

/// <summary>Runs a script that makes namespaces of its own.</summary>
internal static class ScriptRun
{
    /// <summary>Runs it to its end, and gives back its exit status and all it wrote.</summary>
    internal static (int Code, string Text) Run(string script, TimeSpan limit, params string[] arguments)
    {
        // Standard error joins standard output, so that one reader sees all of it in order. A group of its own: what it waits for hears of the end, too.
        var start = new ProcessStartInfo("setsid", ["bash", "-c", "exec \"$@\" 2>&1", "run", script, .. arguments]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEndAsync();
        if (!text.Wait(limit))
        {
            // The script removes its namespaces when it is asked to end, not when it is killed.
            using var end = Process.Start("kill", ["-TERM", "--", "-" + process.Id.ToString(CultureInfo.InvariantCulture)]);
            process.WaitForExit(TimeSpan.FromSeconds(10));
            throw new TimeoutException("The run did not end in time.");
        }

        process.WaitForExit();
        return (process.ExitCode, text.Result);
    }
}
