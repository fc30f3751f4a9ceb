using System;
using System.Management.Automation;

namespace GlueTools.Pipeline;

/// <summary>Error records: a stable id, what it is about, one sentence, and what to do.</summary>
internal static class Errors
{
    /// <summary>Makes a record.</summary>
    /// <param name="id">The stable id; PowerShell adds the command's class to it.</param>
    /// <param name="category">The kind of error.</param>
    /// <param name="target">What it is about.</param>
    /// <param name="sentence">What happened, as one sentence.</param>
    /// <param name="advice">What to do about it, as one sentence.</param>
    /// <param name="cause">Where it came from; null for no other exception.</param>
    internal static ErrorRecord Of(string id, ErrorCategory category, object target, string sentence, string advice, Exception? cause = null) =>
        new(new InvalidOperationException(sentence, cause), id, category, target) { ErrorDetails = new ErrorDetails(sentence) { RecommendedAction = advice } };
}
