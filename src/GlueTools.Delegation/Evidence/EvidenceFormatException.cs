using System;

namespace GlueTools.Delegation.Evidence;

/// <summary>Text that is not saved evidence, or of a version that this release does not read.</summary>
public sealed class EvidenceFormatException : Exception
{
    /// <summary>Says what is wrong, in one sentence.</summary>
    public EvidenceFormatException(string message)
        : base(message)
    {
    }

    internal EvidenceFormatException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
