using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Reflection;
using System.Security.Cryptography;
using GlueTools.Console.Lists;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;
using GlueTools.Dns.Names;
using GlueTools.Shared.Runs;

namespace GlueTools.Console.Options;

/// <summary>Makes the manifest of a run of its command line.</summary>
internal static class RunManifests
{
    /// <summary>What rows do not depend on: where the names and the rows are, how fast it goes, and what is made of severities in the end.</summary>
    internal static readonly IReadOnlyList<string> WithoutEffect =
        ["--input", "--shard", "--output", "--resume", "--throttle", "--server-throttle", "--server-rate", "--rate", "--fail-on"];

    /// <summary>How help calls the value of an option that names a file to be read: what it holds counts, not where it is.</summary>
    private const string File = "FILE";

    internal static string Version { get; } =
        typeof(RunManifests).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <exception cref="UsageException">A file of an option cannot be read any more.</exception>
    internal static RunManifest Of(Command command, OptionReader options, ListFingerprint list, Shard? shard)
    {
        var manifest = new RunManifest
        {
            Command = "glue " + command.Name,
            Version = Version,
            Names = list.Names,
            ListHash = list.Hash,
            Shard = shard?.ToString() ?? RunManifest.NoShard,
        };
        foreach (var option in command.Options.Where(option => options.Has(option) && !WithoutEffect.Contains(option.Name)))
        {
            var values = options.Written(option);
            manifest.Options[option.Name] = string.Join(" ", values.Select(value => option.HelpName == File && value != FileOption.StandardStream ? HashOf(option.Name, value) : Quoted(value)));
        }

        return manifest;
    }

    private static string Quoted(string value) => value.Contains(' ', StringComparison.Ordinal) || value.Length == 0 ? "\"" + OptionReader.Escaped(value) + "\"" : OptionReader.Escaped(value);

    private static string HashOf(string option, string path)
    {
        try
        {
            using var file = System.IO.File.OpenRead(path);
            return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception error) when (FileTrouble.IsAboutTheFile(error))
        {
            throw new UsageException(option + ": " + FileTrouble.Unreadable(path, error));
        }
    }
}
