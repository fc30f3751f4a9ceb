using System;

namespace GlueTools.Registry.Objects;

/// <summary>What a registry sent, or a file holds, is not what it should be. The message is the rest of a sentence and safe to show.</summary>
public sealed class RegistryFormatException : FormatException
{
    /// <summary>Creates one.</summary>
    /// <param name="message">What is wrong, as the rest of a sentence.</param>
    /// <param name="cause">Where it came from; null for nowhere.</param>
    public RegistryFormatException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
