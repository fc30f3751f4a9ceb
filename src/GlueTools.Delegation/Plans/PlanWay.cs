using System;
using System.Collections.Generic;
using System.Net;

namespace GlueTools.Delegation.Plans;

/// <summary>Where the audit began that a plan rests on. What proves a step has to begin there, too: from elsewhere the domain may be another one, or none.</summary>
public sealed record PlanWay
{
    /// <summary>From the root, over both families.</summary>
    public static PlanWay Usual { get; } = new();

    /// <summary>The servers that it began at in place of the root; none for the root.</summary>
    public IReadOnlyList<IPAddress> Servers { get; init; } = Array.Empty<IPAddress>();

    /// <summary>Whether only IPv4 addresses were asked.</summary>
    public bool IPv4Only { get; init; }

    /// <summary>Whether only IPv6 addresses were asked.</summary>
    public bool IPv6Only { get; init; }
}
