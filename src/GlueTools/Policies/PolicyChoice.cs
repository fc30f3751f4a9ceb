using System.Collections.Generic;
using System.Linq;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;

namespace GlueTools.Policies;

/// <summary>What is judged and how, as the parameters say it: a profile or a file, and what is stated beside it.</summary>
internal static class PolicyChoice
{
    /// <summary>The policy; what is not given stays as the profile, the file or the default has it.</summary>
    /// <exception cref="PolicyException">A file, a profile, a check or a finding is not known or not right.</exception>
    internal static CheckPolicy Read(string? profile, string? file, string[]? check, string[]? exclude, int? expiryDays, Severity? minimumSeverity)
    {
        var policy = profile is not null ? ProfileOf(profile).Policy : file is not null ? PolicyFile.Read(file) : CheckPolicy.Default;
        policy = policy with
        {
            Include = check is null ? policy.Include : Expand(check),
            Exclude = [.. policy.Exclude, .. Expand(exclude ?? [])],
            ExpiryDays = expiryDays ?? policy.ExpiryDays,
            MinimumSeverity = minimumSeverity ?? policy.MinimumSeverity,
        };
        foreach (var name in policy.UnknownNames)
        {
            throw PolicyException.Unknown(name);
        }

        return policy;
    }

    /// <summary>The names that are meant; one that fits nothing stays as it is, so that it is refused.</summary>
    private static List<string> Expand(string[] patterns)
    {
        var names = new List<string>();
        foreach (var pattern in patterns)
        {
            var matching = CheckNames.Matching(pattern, CheckNames.All);
            names.AddRange(matching.Count > 0 ? matching : [pattern]);
        }

        return names;
    }

    private static CheckProfile ProfileOf(string name) => CheckProfile.Find(name) ?? throw new PolicyException(
        PolicyException.UnknownProfile, name, "There is no profile '" + SafeText.Escape(name) + "'; those are " + string.Join(", ", CheckProfile.All.Select(profile => profile.Name)) + ".");
}
