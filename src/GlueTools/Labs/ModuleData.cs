using System;
using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

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

    /// <summary>What is kept of a type; null where nothing is yet.</summary>
    internal static T? Find<T>(PSModuleInfo? module)
        where T : class => (module?.PrivateData as Hashtable)?[typeof(T).FullName!] as T;

    /// <summary>What is kept of a type, made where there is nothing yet. It is disposed of with the module and with the session.</summary>
    internal static T Open<T>(PSModuleInfo? module)
        where T : class, IDisposable, new()
    {
        if (Find<T>(module) is { } known)
        {
            return known;
        }

        var made = new T();
        if (Of(module) is { } data)
        {
            data[typeof(T).FullName!] = made;
        }

        if (Runspace.DefaultRunspace is { } runspace)
        {
            runspace.StateChanged += (_, change) =>
            {
                if (change.RunspaceStateInfo.State is RunspaceState.Closing or RunspaceState.Closed or RunspaceState.Broken)
                {
                    made.Dispose();
                }
            };
        }

        return made;
    }

    /// <summary>Disposes of all that is kept.</summary>
    internal static void Close(PSModuleInfo? module)
    {
        if (module?.PrivateData is Hashtable data)
        {
            foreach (var kept in data.Values)
            {
                (kept as IDisposable)?.Dispose();
            }
        }
    }
}
