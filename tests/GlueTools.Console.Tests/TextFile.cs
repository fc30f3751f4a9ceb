using System;
using System.IO;

namespace GlueTools.Console.Tests;

/// <summary>A file that goes away again.</summary>
internal sealed class TextFile : IDisposable
{
    internal TextFile(string text)
    {
        Path = System.IO.Path.GetTempFileName();
        File.WriteAllText(Path, text);
    }

    internal string Path { get; }

    public void Dispose() => File.Delete(Path);
}
