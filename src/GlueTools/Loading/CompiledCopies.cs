using System;
using System.IO;
using System.Reflection;
using System.Runtime.InteropServices;

namespace GlueTools.Loading;

/// <summary>
/// Has the module's assemblies loaded as they were compiled beforehand for this system, from the folder beside them that is named after it (<c>bin/linux-x64</c>).
/// The code in them is the same, so nothing is lost where the folder is not there, or where the runtime is of another kind and compiles it anew.
/// </summary>
internal sealed class CompiledCopies
{
    private readonly string _folder;
    private readonly Version _version;

    private CompiledCopies(string folder, Version version)
    {
        _folder = folder;
        _version = version;
    }

    /// <summary>Asks the runtime to look there first. Windows PowerShell cannot be asked, nor has it copies.</summary>
    /// <param name="module">The path of the module's first assembly.</param>
    internal static void Prefer(string module)
    {
        if (string.IsNullOrEmpty(module) || Name() is not { } name || Path.Combine(Path.GetDirectoryName(module)!, name) is var folder && !Directory.Exists(folder))
        {
            return;
        }

        // Not in netstandard2.0, so it is asked for by name. What resolves names for a file's neighbours comes after it.
        if (Type.GetType("System.Runtime.Loader.AssemblyLoadContext, System.Runtime.Loader") is not { } context || context.GetEvent("Resolving") is not { EventHandlerType: { } kind } resolving)
        {
            return;
        }

        var copies = new CompiledCopies(folder, typeof(CompiledCopies).Assembly.GetName().Version!);
        if (Delegate.CreateDelegate(kind, copies, ((Func<object, AssemblyName, Assembly?>)copies.Resolve).Method, throwOnBindFailure: false) is { } resolver)
        {
            resolving.AddEventHandler(context.GetProperty("Default")!.GetValue(null), resolver);
        }
    }

    private static string? Name()
    {
        var system = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "win" : RuntimeInformation.IsOSPlatform(OSPlatform.Linux) ? "linux" : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "osx" : null;
        return RuntimeInformation.ProcessArchitecture switch
        {
            _ when system is null => null,
            Architecture.X64 => system + "-x64",
            Architecture.Arm64 => system + "-arm64",
            _ => null,
        };
    }

    private Assembly? Resolve(object context, AssemblyName name)
    {
        if (name.Name is not { } simple || !simple.StartsWith("GlueTools.", StringComparison.Ordinal) || name.Version != _version)
        {
            return null;
        }

        var path = Path.Combine(_folder, simple + ".dll");
        return File.Exists(path) ? Assembly.LoadFrom(path) : null;
    }
}
