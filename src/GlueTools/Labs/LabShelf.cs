using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace GlueTools.Labs;

/// <summary>
/// The labs of one session. It is kept with the module as this runspace has loaded it, so two runspaces never see one another's labs.
/// </summary>
internal sealed class LabShelf
{
    private const string Key = "GlueTools.Labs";

    private readonly object _lock = new();
    private readonly List<GlueLab> _labs = new();

    /// <summary>The labs that run.</summary>
    internal GlueLab[] Running
    {
        get
        {
            lock (_lock)
            {
                return _labs.ToArray();
            }
        }
    }

    /// <summary>The shelf of a loaded module; null where there is none yet, or where the module is not loaded as a module.</summary>
    internal static LabShelf? Find(PSModuleInfo? module) => (module?.PrivateData as Hashtable)?[Key] as LabShelf;

    /// <summary>The shelf of a loaded module, made where there is none. Labs end with the session, too.</summary>
    internal static LabShelf Open(PSModuleInfo? module)
    {
        if (Find(module) is { } known)
        {
            return known;
        }

        var shelf = new LabShelf();
        if (ModuleData.Of(module) is { } data)
        {
            data[Key] = shelf;
        }

        if (Runspace.DefaultRunspace is { } runspace)
        {
            runspace.StateChanged += (_, change) =>
            {
                if (change.RunspaceStateInfo.State is RunspaceState.Closing or RunspaceState.Closed or RunspaceState.Broken)
                {
                    shelf.StopAll();
                }
            };
        }

        return shelf;
    }

    internal void Add(GlueLab lab)
    {
        lock (_lock)
        {
            _labs.Add(lab);
        }
    }

    internal void Stop(GlueLab lab)
    {
        lock (_lock)
        {
            _labs.Remove(lab);
        }

        lab.Stop();
    }

    internal void StopAll()
    {
        foreach (var lab in Running)
        {
            Stop(lab);
        }
    }
}
