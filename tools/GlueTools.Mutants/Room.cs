using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace GlueTools.Mutants;

/// <summary>The assembly that is mutated: its sources as its project names them, compiled here, with every mutant that compiles.</summary>
internal sealed class Room
{
    private readonly CSharpCompilation _compilation;
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = [];
    private readonly List<(SyntaxTree Tree, string File)> _targets = [];

    internal Room(string root, string project, Func<string, bool> isTarget)
    {
        var (code, text) = Tool.Dotnet(root, 300, null, "msbuild", project, "-t:Compile", "-getItem:Compile", "-getItem:ReferencePathWithRefAssemblies", "-nologo");
        if (code != 0)
        {
            throw new InvalidOperationException(text);
        }

        var items = JsonDocument.Parse(text).RootElement.GetProperty("Items");
        var options = new CSharpParseOptions(LanguageVersion.Latest, preprocessorSymbols: ["NETSTANDARD", "NETSTANDARD2_0"]);
        var trees = Paths(items, "Compile").Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), options, path)).ToList();
        _compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(project),
            trees.Append(CSharpSyntaxTree.ParseText(Mutator.SwitchSource, options, "Mutant.cs")),
            Paths(items, "ReferencePathWithRefAssemblies").Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, optimizationLevel: OptimizationLevel.Release));
        foreach (var tree in trees)
        {
            var file = Path.GetRelativePath(root, tree.FilePath).Replace('\\', '/');
            if (isTarget(file))
            {
                _targets.Add((tree, file));
            }
        }

        _targets.Sort((left, right) => string.CompareOrdinal(left.File, right.File));
    }

    /// <summary>All mutants, whether they compile or not.</summary>
    internal List<Mutant> All { get; } = [];

    /// <summary>Those that do not compile, even alone: mostly a variable that a pattern would no longer set.</summary>
    internal HashSet<int> NotCompiled { get; } = [];

    /// <summary>All mutants, without a look at whether they compile.</summary>
    internal List<Mutant> Find()
    {
        var found = new List<Mutant>();
        foreach (var (tree, file) in _targets)
        {
            found.AddRange(Rewrite(tree, file, found.Count + 1, _ => false, out _));
        }

        return found;
    }

    /// <summary>Writes the assembly with all mutants that compile.</summary>
    internal void Write(string path)
    {
        var whole = _compilation;
        foreach (var (tree, file) in _targets)
        {
            var first = All.Count + 1;
            var mutants = Rewrite(tree, file, first, _ => false, out _);
            All.AddRange(mutants);
            Sift(tree, file, first, mutants.Where(mutant => !mutant.IsDoubtful).ToList());
            foreach (var mutant in mutants.Where(mutant => mutant.IsDoubtful))
            {
                Sift(tree, file, first, [mutant]);
            }

            Rewrite(tree, file, first, number => !NotCompiled.Contains(number), out var together);
            whole = whole.ReplaceSyntaxTree(tree, together);
        }

        var result = whole.Emit(path);
        if (!result.Success)
        {
            throw new InvalidOperationException("Together the mutants do not compile:\n" + string.Join("\n", result.Diagnostics.Where(IsError)));
        }
    }

    /// <summary>Finds those that do not compile: half by half, until it is one.</summary>
    private void Sift(SyntaxTree tree, string file, int first, IReadOnlyList<Mutant> some)
    {
        var numbers = some.Select(mutant => mutant.Number).ToHashSet();
        Rewrite(tree, file, first, numbers.Contains, out var changed);
        if (numbers.Count == 0 || _compilation.ReplaceSyntaxTree(tree, changed).GetSemanticModel(changed).GetDiagnostics().All(found => !IsError(found)))
        {
            return;
        }

        if (numbers.Count == 1)
        {
            NotCompiled.Add(numbers.Single());
            return;
        }

        Sift(tree, file, first, some.Take(numbers.Count / 2).ToList());
        Sift(tree, file, first, some.Skip(numbers.Count / 2).ToList());
    }

    private static IEnumerable<string> Paths(JsonElement items, string name) => items.GetProperty(name).EnumerateArray().Select(item => item.GetProperty("FullPath").GetString()!);

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

    private IReadOnlyList<Mutant> Rewrite(SyntaxTree tree, string file, int first, Func<int, bool> isWritten, out SyntaxTree changed)
    {
        var mutator = new Mutator(_models.TryGetValue(tree, out var model) ? model : _models[tree] = _compilation.GetSemanticModel(tree), file, first, isWritten);
        var text = mutator.Visit(tree.GetRoot())!.ToFullString();
        changed = CSharpSyntaxTree.ParseText(SourceText.From(text, System.Text.Encoding.UTF8), (CSharpParseOptions)tree.Options, tree.FilePath);
        return mutator.Found;
    }
}
