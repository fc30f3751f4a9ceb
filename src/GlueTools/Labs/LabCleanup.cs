using System.Management.Automation;

namespace GlueTools.Labs;

/// <summary>Stops the labs when the module is removed.</summary>
public sealed class LabCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => LabShelf.Find(psModuleInfo)?.StopAll();
}
