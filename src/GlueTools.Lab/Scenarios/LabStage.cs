using System;
using System.Collections.Generic;

namespace GlueTools.Lab.Scenarios;

/// <summary>What a scenario serves from some moment on: an <c>after</c> line and what follows it, on top of all that stands above.</summary>
public sealed class LabStage
{
    /// <summary>Creates a stage.</summary>
    /// <param name="after">How long after the start it begins.</param>
    /// <param name="zones">All copies of all zones from then on.</param>
    /// <param name="servers">The servers from then on; an address that only zones name needs no entry.</param>
    public LabStage(TimeSpan after, IReadOnlyList<LabZone> zones, IReadOnlyList<LabServer> servers)
    {
        After = after;
        Zones = zones;
        Servers = servers;
    }

    /// <summary>How long after the start it begins.</summary>
    public TimeSpan After { get; }

    /// <summary>All copies of all zones from then on.</summary>
    public IReadOnlyList<LabZone> Zones { get; }

    /// <summary>The servers from then on.</summary>
    public IReadOnlyList<LabServer> Servers { get; }
}
