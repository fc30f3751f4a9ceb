using System;
using System.Collections.Generic;
using System.IO;
using GlueTools.Dns.Names;
using GlueTools.Dns.Zones;
using GlueTools.ZoneFiles;

namespace GlueTools.Delegation.Tests.ZoneFiles;

/// <summary>A folder of zone files that goes with the test, and what was wrong with them.</summary>
internal sealed class ZoneFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("gluetools-zones-").FullName;

    internal List<string> Problems { get; } = [];

    internal string PathOf(string file) => Path.Combine(_path, file);

    internal ZoneFile Add(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
        return ZoneFile.At(PathOf(file));
    }

    internal ParentZone Parent(string text, string? origin = null) => ParentZone.Read(Add("parent", text), origin is null ? null : DomainName.Parse(origin), Tell);

    internal ChildZone Child(string text, string? origin = null) => ChildZone.Read(Add("child", text), origin is null ? null : DomainName.Parse(origin), Tell);

    internal void Tell(MasterFileException problem) => Problems.Add(problem.Message.Replace(_path + Path.DirectorySeparatorChar, string.Empty, StringComparison.Ordinal));

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
