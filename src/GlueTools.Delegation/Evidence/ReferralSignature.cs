using System.Collections.Generic;
using System.Net;
using System.Text;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Evidence;

/// <summary>What of a parent server's answer is compared between parent servers, as text: equal text, equal delegation.</summary>
public static class ReferralSignature
{
    /// <summary>Whether two referrals are the same to the letter: the usual case, told without making any text.</summary>
    public static bool AreIdentical(ParentServer left, ParentServer right)
    {
        if (left.Referral is not { } a || right.Referral is not { } b
            || a.NameServers.Count != b.NameServers.Count || a.Glue.Count != b.Glue.Count || a.Ds.Count != b.Ds.Count || a.Ttl != b.Ttl)
        {
            return false;
        }

        if (ReferenceEquals(a, b))
        {
            return true;
        }

        for (var i = 0; i < a.NameServers.Count; i++)
        {
            if (a.NameServers[i] != b.NameServers[i])
            {
                return false;
            }
        }

        for (var i = 0; i < a.Glue.Count; i++)
        {
            if (a.Glue[i].Name != b.Glue[i].Name || !a.Glue[i].Address.Equals(b.Glue[i].Address))
            {
                return false;
            }
        }

        for (var i = 0; i < a.Ds.Count; i++)
        {
            if (!a.Ds[i].Equals(b.Ds[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>NS set, in-domain glue and DS set, or the kind of denial. Sibling glue may lawfully be left out (RFC 9471) and is not part of it.</summary>
    public static string Of(ParentServer server, DomainName child)
    {
        if (server.Referral is not { } referral)
        {
            return server.Kind.ToString();
        }

        var text = new StringBuilder(NameServers(referral));
        foreach (var name in referral.NameServers)
        {
            if (name.IsAtOrBelow(child))
            {
                text.Append('|').Append(name.Text).Append('=').Append(Glue(referral, name));
            }
        }

        return text.Append('|').Append(Ds(referral)).ToString();
    }

    /// <summary>The name servers that a referral names, as text that is the same for equal sets.</summary>
    public static string NameServers(Referral referral) => string.Join(";", referral.NameServers);

    /// <summary>The addresses beside one of them, likewise.</summary>
    public static string Glue(Referral referral, DomainName name)
    {
        var addresses = AddressOrder.Set();
        foreach (var glue in referral.Glue)
        {
            if (glue.Name == name)
            {
                addresses.Add(glue.Address);
            }
        }

        return string.Join(";", (IEnumerable<IPAddress>)addresses);
    }

    internal static string Ds(Referral referral)
    {
        var set = new OrderedSet<string>(System.StringComparer.Ordinal);
        foreach (var ds in referral.Ds)
        {
            set.Add(ds.ToString());
        }

        return string.Join(";", set);
    }
}
