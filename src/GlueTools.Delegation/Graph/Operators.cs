using System;
using GlueTools.Delegation.Advising;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Graph;

/// <summary>
/// Who runs a name server, guessed from its name: one label more than the registry's zone that the name lies in. A company with several domains counts as several,
/// and servers that somebody hosts under names of his customers count as the customers'.
/// </summary>
internal static class Operators
{
    private const int CountryLetters = 2;

    /// <summary>What registries of countries call their zones for kinds of holders.</summary>
    private const string KindsOfHolders = " ac co com edu firm gen go gob gov id in ltd me mil ne net nom or org plc sch web ";

    /// <summary>The domain that somebody has registered for a name; the root for the root.</summary>
    internal static DomainName Of(DomainName name)
    {
        if (name.IsRoot)
        {
            return name;
        }

        var labels = 1;
        while (labels < name.LabelCount && IsRegistrys(name.LastLabels(labels)))
        {
            labels++;
        }

        return name.LastLabels(labels).ToLower();
    }

    private static bool IsRegistrys(DomainName zone)
    {
        if (Registries.IsRegistry(zone))
        {
            return true;
        }

        var words = zone.ToLower().Text.Split('.');
        return words.Length == 2 && words[1].Length == CountryLetters && KindsOfHolders.IndexOf(" " + words[0] + " ", StringComparison.Ordinal) >= 0;
    }
}
