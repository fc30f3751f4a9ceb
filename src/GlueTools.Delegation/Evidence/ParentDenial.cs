using GlueTools.Delegation.Answers;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Evidence;

/// <summary>That a source which speaks for the parent zone has no delegation of the child, and what it has instead. Immutable.</summary>
public sealed class ParentDenial
{
    /// <summary>Creates the denial.</summary>
    /// <param name="source">Who says so.</param>
    /// <param name="kind">NoData where the name is there without NS records, NameDoesNotExist where it is not there, Alias where it is or lies below an alias.</param>
    /// <param name="target">Where the alias leads; null for the other kinds.</param>
    public ParentDenial(Source source, ResponseKind kind, DomainName? target = null)
    {
        Source = source;
        Kind = kind;
        Target = target;
    }

    /// <summary>Who says so.</summary>
    public Source Source { get; }

    /// <summary>What there is instead.</summary>
    public ResponseKind Kind { get; }

    /// <summary>Where the alias leads; null where there is none.</summary>
    public DomainName? Target { get; }
}
