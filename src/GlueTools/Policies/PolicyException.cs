using System;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;

namespace GlueTools.Policies;

/// <summary>A policy that cannot be followed; the message says why in one sentence.</summary>
internal sealed class PolicyException(string id, string target, string message) : Exception(message)
{
    internal const string NotFound = "PolicyFileNotFound", Malformed = "PolicyFileMalformed", UnknownCheck = "CheckNotFound", UnknownProfile = "ProfileNotFound";

    /// <summary>A name that is neither a check nor a finding.</summary>
    internal static PolicyException Unknown(string name) =>
        new(UnknownCheck, name, "There is no check or finding '" + SafeText.Escape(name) + "'; near to it: " + string.Join(", ", CheckNames.Nearest(name, CheckNames.All)) + ".");

    /// <summary>The stable error id.</summary>
    internal string Id { get; } = id;

    /// <summary>What was given.</summary>
    internal string Target { get; } = target;
}
