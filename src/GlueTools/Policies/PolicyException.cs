using System;

namespace GlueTools.Policies;

/// <summary>A policy that cannot be followed; the message says why in one sentence.</summary>
internal sealed class PolicyException(string id, string target, string message) : Exception(message)
{
    internal const string NotFound = "PolicyFileNotFound", Malformed = "PolicyFileMalformed", UnknownCheck = "CheckNotFound", UnknownProfile = "ProfileNotFound";

    /// <summary>The stable error id.</summary>
    internal string Id { get; } = id;

    /// <summary>What was given.</summary>
    internal string Target { get; } = target;
}
