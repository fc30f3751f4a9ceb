using System;
using GlueTools.Delegation.Arrivals;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;

namespace GlueTools.Network.Sessions;

/// <summary>One domain that went through a session.</summary>
public sealed class AuditItem
{
    internal AuditItem(DomainName name, object? tag)
    {
        DomainName = name;
        Tag = tag;
    }

    /// <summary>The domain.</summary>
    public DomainName DomainName { get; }

    /// <summary>Whatever the caller gave along with it.</summary>
    public object? Tag { get; }

    /// <summary>The result; null where <see cref="Failure"/> is set, for a trace and for a wait.</summary>
    public DelegationReport? Report { get; internal set; }

    /// <summary>The servers asked on the way down; null for anything else.</summary>
    public TraceResult? Trace { get; internal set; }

    /// <summary>How far a change has come that was waited for; null otherwise.</summary>
    public Arrival? Arrival { get; internal set; }

    /// <summary>A fault in this program that ended the audit of this domain; null otherwise.</summary>
    public Exception? Failure { get; internal set; }
}
