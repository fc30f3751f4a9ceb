using System.Management.Automation;

namespace GlueTools.Labs;

/// <summary>Ends what is kept with the module when it is removed: labs, and the last session.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => ModuleData.Close(psModuleInfo);
}
