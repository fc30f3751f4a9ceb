using System.Collections.Generic;
using System.Net;

namespace GlueTools.Lab.Scenarios;

/// <summary>A server address and what its server does wrong. It serves the zones whose copies name its address.</summary>
public sealed class LabServer
{
    /// <summary>Creates a server.</summary>
    public LabServer(IPAddress address, IReadOnlyList<LabFault> faults)
    {
        Address = address;
        Faults = faults;
    }

    /// <summary>Its address as DNS names it.</summary>
    public IPAddress Address { get; }

    /// <summary>What it does wrong; empty for a good server.</summary>
    public IReadOnlyList<LabFault> Faults { get; }
}
