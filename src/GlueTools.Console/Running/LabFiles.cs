using System;
using System.Globalization;
using System.IO;
using System.Linq;
using GlueTools.Console.Options;
using GlueTools.Console.Streams;
using GlueTools.Lab;

namespace GlueTools.Console.Running;

/// <summary>The files by which another process finds a running lab. Those that nobody asked for go away with it.</summary>
internal sealed class LabFiles : IDisposable
{
    private readonly string? _temporary;

    private LabFiles(string hints, string map, string bootstrap, string? temporary)
    {
        Hints = hints;
        Map = map;
        Bootstrap = bootstrap;
        _temporary = temporary;
    }

    internal string Hints { get; }

    internal string Map { get; }

    /// <summary>The list that leads to the registry; empty where there is none.</summary>
    internal string Bootstrap { get; }

    /// <exception cref="UsageException">A file cannot be written.</exception>
    internal static LabFiles Write(LabNetwork network, string? hintsPath, string? mapPath, LabRegistry? registry = null, string? bootstrapPath = null)
    {
        var temporary = hintsPath is null || mapPath is null || (registry is not null && bootstrapPath is null) ? Directory.CreateTempSubdirectory("glue-lab-").FullName : null;
        var bootstrap = registry is null ? string.Empty : bootstrapPath ?? Path.Combine(temporary!, "bootstrap.json");
        var files = new LabFiles(hintsPath ?? Path.Combine(temporary!, "hints"), mapPath ?? Path.Combine(temporary!, "map"), bootstrap, temporary);
        try
        {
            WriteTo(files.Hints, text => WriteHints(network, text));
            WriteTo(files.Map, text => AddressMapFile.Write(text, network.Endpoints.Keys, network.Map));
            if (registry is not null)
            {
                WriteTo(files.Bootstrap, text => text.WriteLine(registry.Bootstrap));
            }

            return files;
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        try
        {
            if (_temporary is not null)
            {
                Directory.Delete(_temporary, recursive: true);
            }
        }
        catch (Exception error) when (FileTrouble.IsAboutTheFile(error))
        {
            // Whoever tidies the system's folder for such things was faster, or still reads one of them.
        }
    }

    private static void WriteHints(LabNetwork network, TextWriter text)
    {
        foreach (var name in network.RootHints.Select(hint => hint.Name).Distinct())
        {
            text.WriteLine(". 3600000 NS " + name + ".");
        }

        foreach (var hint in network.RootHints)
        {
            var type = hint.Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? "AAAA" : "A";
            text.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0}. 3600000 {1} {2}", hint.Name, type, hint.Address));
        }
    }

    private static void WriteTo(string path, Action<TextWriter> write)
    {
        try
        {
            using var text = new StreamWriter(path);
            write(text);
        }
        catch (Exception error) when (FileTrouble.IsAboutTheFile(error))
        {
            throw new UsageException("T" + FileTrouble.Unwritable(path, error)[1..]);
        }
    }
}
