using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace GlueTools.Console.Tests;

/// <summary>A folder with the files of runs, which goes away again.</summary>
internal sealed class RunFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("glue-run-");

    internal string List => At("list");

    internal string Rows => At("rows");

    internal string Journal => At("rows.run");

    internal string this[string name] => At(name);

    internal string At(string name) => Path.Combine(_folder.FullName, name);

    internal RunFolder With(IEnumerable<string> names)
    {
        File.WriteAllLines(List, names);
        return this;
    }

    /// <summary>The rows in an order that does not depend on which was finished first. A CSV header is one of them.</summary>
    internal static string[] SortedRows(string path) => File.ReadAllText(path).Split('\n').Order(StringComparer.Ordinal).ToArray();

    /// <summary>The names that a journal tells of.</summary>
    internal static string[] Finished(string journal) =>
        File.ReadAllLines(journal).SkipWhile(line => line != "begin").Skip(1).Where(line => !line.StartsWith("complete", StringComparison.Ordinal)).ToArray();

    public void Dispose() => _folder.Delete(recursive: true);
}
