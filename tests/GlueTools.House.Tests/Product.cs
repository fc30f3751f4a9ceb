using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace GlueTools.House.Tests;

/// <summary>The projects of the product: their assemblies, and the folder in which each type's source lies.</summary>
internal static partial class Product
{
    /// <summary>Every project that is given away.</summary>
    internal static string[] Projects { get; } = Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(folder => Path.GetFileName(folder)!)
        .Where(name => File.Exists(Path.Combine(Repository.Root, "src", name, name + ".csproj"))).Order(StringComparer.Ordinal).ToArray();

    /// <summary>The assembly of a project, as these tests were built with it.</summary>
    internal static string AssemblyOf(string project) => Path.Combine(AppContext.BaseDirectory, project == "GlueTools.Console" ? "glue.dll" : project + ".dll");

    /// <summary>The page that lists projects and rooms.</summary>
    internal static string Architecture { get; } = File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md"));

    internal static string ProjectFileOf(string project) => File.ReadAllText(Path.Combine(Repository.Root, "src", project, project + ".csproj"));

    /// <summary>The folder of every type that a project declares; what lies in none is in the folder "". Sources of other folders that it compiles are in that of their own.</summary>
    internal static Dictionary<string, string> FoldersOf(string project)
    {
        var root = Path.Combine(Repository.Root, "src", project);
        var folders = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in SourcesOf(project))
        {
            var folder = Path.GetDirectoryName(Path.GetRelativePath(root, file))!.Replace('\\', '/');
            var text = File.ReadAllText(file);
            var space = Namespace().Match(text).Groups[1].Value;
            foreach (Match type in Declared().Matches(text))
            {
                folders[space + "." + type.Groups[1].Value] = folder;
            }
        }

        return folders;
    }

    /// <summary>The sources that lie in the folder of a project, or in one for several, such as <c>Shared</c>.</summary>
    internal static IEnumerable<string> SourcesOf(string project) => Directory.GetFiles(Path.Combine(Repository.Root, "src", project), "*.cs", SearchOption.AllDirectories)
        .Where(file => Path.GetRelativePath(Path.Combine(Repository.Root, "src", project), file).Split('/', '\\')[0] is not ("obj" or "bin"));

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    // At the beginning of a line, so no nested type and no word of a comment.
    [GeneratedRegex(@"^(?:(?:public|internal|file|static|sealed|abstract|readonly|partial|ref) )*(?:class|struct|interface|enum|record struct|record|delegate [^\s(]+) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declared();
}
