using System;
using System.Collections.Generic;
using GlueTools.Dns.Names;
using GlueTools.Network.Sessions;

namespace GlueTools.Console.Running;

/// <summary>Names that follow from what was found, each once. Only for runs that ask for them: it holds every name of the list.</summary>
/// <param name="of">The name that follows from an audit; null where none does.</param>
internal sealed class NamesAbove(Func<AuditItem, DomainName?> of)
{
    private readonly HashSet<DomainName> _seen = [];
    private readonly Queue<DomainName> _due = [];

    /// <summary>A name of the list is begun.</summary>
    internal void Began(DomainName name) => _seen.Add(name);

    /// <summary>An audit ended.</summary>
    internal void Ended(AuditItem item)
    {
        if (of(item) is { } above && _seen.Add(above))
        {
            _due.Enqueue(above);
        }
    }

    /// <summary>The next one to audit.</summary>
    internal bool TryTake(out DomainName name) => _due.TryDequeue(out name);
}
