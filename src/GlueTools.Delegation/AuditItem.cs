using System;
using System.Collections.Generic;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation;

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

    /// <summary>The result; null where <see cref="Failure"/> is set, or for a trace.</summary>
    public DelegationReport? Report { get; internal set; }

    /// <summary>The rows of a trace; null for an audit.</summary>
    public IReadOnlyList<DelegationStep>? Steps { get; internal set; }

    /// <summary>A fault in this program that ended the audit of this domain; null otherwise.</summary>
    public Exception? Failure { get; internal set; }
}
