using System;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Advising;

/// <summary>
/// Names that registrars are known to have given to hosts whose own domain was to be deleted while other domains still used them (RFC 9874). That a name looks so is a
/// hint: whether anybody can register its domain is another question.
/// </summary>
internal static class SacrificialNames
{
    private static readonly string[] Beginnings = ["pleasedropthishost", "dropthishost"];

    private static readonly string[] Domains = ["dummyns.com", "empty.as112.arpa", "lamedelegation.org", "lamedelegationservers.com", "notaplaceto.be"];

    /// <summary>The pattern that a name follows; null where it follows none.</summary>
    internal static string? Pattern(DomainName name)
    {
        if (name.LabelCount < 2)
        {
            return null;
        }

        var text = name.ToLower().Text;
        foreach (var domain in Domains)
        {
            if (text == domain || text.EndsWith("." + domain, StringComparison.Ordinal))
            {
                return "*." + domain;
            }
        }

        foreach (var label in text.Split('.'))
        {
            foreach (var beginning in Beginnings)
            {
                // What was made up goes on with a number or a serial behind a hyphen.
                if (label.StartsWith(beginning, StringComparison.Ordinal) && label.Length > beginning.Length && label[beginning.Length] is '-' or (>= '0' and <= '9'))
                {
                    return beginning + "*";
                }
            }
        }

        return null;
    }
}
