using System;
using System.Collections.Generic;

namespace GlueTools.Labs;

/// <summary>
/// The labs of one session. It is kept with the module as this runspace has loaded it, so two runspaces never see one another's labs.
/// </summary>
internal sealed class LabShelf : IDisposable
{
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

    internal void Add(GlueLab lab)
    {
        lock (_lock)
        {
            _labs.Add(lab);
        }
    }

    internal void Stop(GlueLab lab) => Stop(lab, string.Empty);

    private void Stop(GlueLab lab, string by)
    {
        lock (_lock)
        {
            _labs.Remove(lab);
        }

        lab.Stop(by);
    }

    internal void StopAll()
    {
        foreach (var lab in Running)
        {
            Stop(lab);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var lab in Running)
        {
            Stop(lab, " with the module or the session that had started it; Import-Module -Force begins the module anew");
        }
    }
}
