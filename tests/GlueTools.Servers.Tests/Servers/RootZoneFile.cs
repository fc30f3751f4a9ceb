using System;
using System.IO;
using System.IO.Compression;

namespace GlueTools.Servers.Tests.Servers;

/// <summary>The root zone of tests/data, unpacked for as long as its tests run.</summary>
public sealed class RootZoneFile : IDisposable
{
    /// <summary>Unpacks it.</summary>
    public RootZoneFile()
    {
        using var packed = File.OpenRead(System.IO.Path.Combine(Repository.Root, "tests", "data", "root-zone-2020-09-13.zone.gz"));
        using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        using var file = File.OpenWrite(Path);
        unpacked.CopyTo(file);
    }

    /// <summary>The zone file.</summary>
    public string Path { get; } = System.IO.Path.GetTempFileName();

    /// <inheritdoc/>
    public void Dispose() => File.Delete(Path);
}
