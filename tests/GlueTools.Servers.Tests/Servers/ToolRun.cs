using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace GlueTools.Servers.Tests.Servers;

/// <summary>Runs a program to its end and gives back what it printed.</summary>
internal static class ToolRun
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    /// <summary>Where a program lies; null where it is not installed. Servers lie outside the path of ordinary users.</summary>
    internal static string? Find(string program)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator);
        return path.Concat(["/usr/sbin", "/sbin", "/usr/bin", "/bin"]).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
    }

    /// <summary>Runs; a program that fails is an error with what it said.</summary>
    internal static string Must(string program, IEnumerable<string> arguments, string? input = null, TimeSpan? limit = null)
    {
        var (code, output, errors) = Run(program, arguments, input, limit);
        return code == 0
            ? output
            : throw new InvalidOperationException(program + " " + string.Join(' ', arguments) + " ended with " + code + ":\n" + errors + output + "\n" + input);
    }

    /// <summary>Runs; gives back the exit code, too.</summary>
    internal static (int Code, string Output, string Errors) Run(string program, IEnumerable<string> arguments, string? input = null, TimeSpan? limit = null)
    {
        var start = new ProcessStartInfo(Find(program) ?? throw new Win32Exception(program + " is not installed."), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!Task.WaitAll([output, errors], limit ?? Limit) || !process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException(program + " did not end in time.");
        }

        return (process.ExitCode, output.Result, errors.Result);
    }
}
