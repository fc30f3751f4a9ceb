using System;

namespace GlueTools.Registry.Objects;

/// <summary>A registry could not be asked, or its answer not be taken. The message is a whole sentence and safe to show.</summary>
internal sealed class AskException : Exception
{
    internal AskException(string sentence, Exception? cause = null)
        : base(sentence, cause)
    {
    }

    /// <summary>From when on the server may be asked again, where it said so.</summary>
    internal DateTime? ClosedUntilUtc { get; set; }
}
