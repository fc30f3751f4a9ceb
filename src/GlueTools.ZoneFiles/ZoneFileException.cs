using System;

namespace GlueTools.ZoneFiles;

/// <summary>A zone file from which nothing can be said; the message says why, and what to do.</summary>
public sealed class ZoneFileException : Exception
{
    /// <summary>Says why.</summary>
    public ZoneFileException(string message)
        : base(message)
    {
    }
}
