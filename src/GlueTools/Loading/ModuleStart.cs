using System;
using System.Management.Automation;

namespace GlueTools.Loading;

/// <summary>Runs when the module is imported, before PowerShell looks at its cmdlets.</summary>
public sealed class ModuleStart : IModuleAssemblyInitializer
{
    // Where another version asks (GlueTools.OneVersion.psm1) whether one is loaded: looking for a type by its name would take longer than the rest of the import.
    private const string Loaded = "GlueTools.dll";

    /// <inheritdoc/>
    public void OnImport()
    {
        if (AppDomain.CurrentDomain.GetData(Loaded) is not null)
        {
            return;
        }

        var path = typeof(ModuleStart).Assembly.Location;
        AppDomain.CurrentDomain.SetData(Loaded, path);
        CompiledCopies.Prefer(path);
    }
}
