using System;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Advising;

/// <summary>
/// Names that registrars are known to have given to hosts whose own domain was to be deleted while other domains still used them (RFC 9874). That a name looks so is a
/// hint: whether anybody can register its domain is another question.
/// </summary>
internal static class SacrificialNames
{
    internal static readonly string[] Beginnings = ["pleasedropthishost", "dropthishost"];

    internal static readonly string[] Domains = ["dummyns.com", "empty.as112.arpa", "lamedelegation.org", "lamedelegationservers.com", "notaplaceto.be"];

    /// <summary>The pattern that a name follows; null where it follows none.</summary>
    internal static string? Pattern(DomainName name)
    {
        if (name.LabelCount < 2 || !MayFollowOne(name))
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

    /// <summary>Whether the name is long enough for one of the domains, or has a label that begins like one: what nearly no name does is looked for without making a text of it.</summary>
    private static bool MayFollowOne(DomainName name)
    {
        var wire = name.ToWire();
        var last = 0;
        for (var at = 0; wire[at] != 0; at += wire[at] + 1)
        {
            last = at;
            if (wire[at] > Beginnings[1].Length && (wire[at + 1] | 0x20) is 'd' or 'p')
            {
                return true;
            }
        }

        foreach (var domain in Domains)
        {
            // The label at the end, of which there are few.
            var top = domain.Length - domain.LastIndexOf('.') - 1;
            if (wire[last] == top && (wire[last + 1] | 0x20) == domain[domain.Length - top])
            {
                return true;
            }
        }

        return false;
    }
}
