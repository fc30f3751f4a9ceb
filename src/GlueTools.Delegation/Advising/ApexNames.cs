using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Advising;

/// <summary>
/// Name servers whose name is that of a zone. Its addresses are not the name server's alone: what else uses the name, such as a web site, has the same, and would go
/// with them. So none of them is changed to suit glue, and the name server is better given a name of its own.
/// </summary>
internal static class ApexNames
{
    /// <summary>Whether a name is that of the delegated zone, or of a further one that it was found to be served by.</summary>
    internal static bool Is(DelegationView view, DomainName name) => name == view.DomainName || view.Child?.ResolutionOf(name)?.Zone == name;

    /// <summary>What to do where glue and the zone differ, and the zone's address is no good for a name server.</summary>
    internal static Advice InPlaceOf(DelegationView view, DomainName name)
    {
        var serving = Serving(view, name);
        var number = 1;
        while (view.NameServers.Includes(Suggestion(name, number)))
        {
            number++;
        }

        var at = serving.Count == 0 ? string.Empty : " at " + Prose.List(serving);
        return Advice.OneOf($"Let another name server take the place of {name}.", Changes.PutAnother(view, name))
            .With($", one with a name of its own ({Suggestion(name, number)}{at}, say), and leave the addresses of {name} as they are: whatever else uses the name of the zone, such as a web site, has them too");
    }

    /// <summary>Whether an address stands in the zone for something else, as far as shows: the delegation has another one for the name, where the zone is served.</summary>
    internal static bool IsOfSomethingElse(DelegationView view, DomainName name, IPAddress address)
    {
        if (!Is(view, name) || view.Parent is not { } parent)
        {
            return false;
        }

        foreach (var glue in parent.GlueOf(name))
        {
            if (glue.Equals(address))
            {
                return false;
            }
        }

        return Serving(view, name).Count > 0;
    }

    private static DomainName Suggestion(DomainName name, int number) => name.Prepend("ns" + number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static List<IPAddress> Serving(DelegationView view, DomainName name)
    {
        var serving = new List<IPAddress>();
        foreach (var address in view.RelationOf(name) == NameServerRelation.InDomain ? view.Parent?.GlueOf(name) ?? [] : [])
        {
            if (view.Child?.ServerAt(address) is { IsAuthoritative: true } && Soundness.IsSound(view, address))
            {
                serving.Add(address);
            }
        }

        return serving;
    }
}
