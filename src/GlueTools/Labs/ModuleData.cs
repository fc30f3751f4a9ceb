using System.Collections;
using System.Management.Automation;

namespace GlueTools.Labs;

/// <summary>What is kept with the module as one runspace has loaded it, so that two runspaces never see one another's.</summary>
internal static class ModuleData
{
    /// <summary>The table; null where a cmdlet runs that no module brought.</summary>
    internal static Hashtable? Of(PSModuleInfo? module)
    {
        if (module is null)
        {
            return null;
        }

        if (module.PrivateData is not Hashtable data)
        {
            module.PrivateData = data = new Hashtable();
        }

        return data;
    }
}
