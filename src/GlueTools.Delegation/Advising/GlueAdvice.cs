using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Advising;

/// <summary>What to do about glue. No address is advised that nobody could use; where the zone publishes such a one, it is the zone that is to be mended.</summary>
internal static partial class GlueAdvice
{
    /// <summary>About glue that the zone does not publish.</summary>
    internal static Advice InPlaceOf(DelegationView view, ChildSide child, DomainName name, IPAddress address)
    {
        var advice = ByItself(view, child, name, address);
        return AfterHolder(view, child, name, Set(advice)) ?? advice;
    }

    /// <summary>The same, as if no other name server had what is advised.</summary>
    private static Advice ByItself(DelegationView view, ChildSide child, DomainName name, IPAddress address)
    {
        if (Disputes.Settling(view, name) is { } first)
        {
            return first;
        }

        var published = child.Published(name, address.AddressFamily).Addresses;
        if (Untested.Awaited(view, [address, .. published]) is { } test)
        {
            return test;
        }

        var right = Soundness.Sound(view, published);
        if (IsNewer(child, name, child.ServerAt(address)))
        {
            return Advice.None($"Find out which copy of {view.DomainName} is right, and let all of its servers serve that: the one at {address} has the newest serial and says itself that {name} is there, and no other server says so. Set the address that it has then in the glue.");
        }

        if (right.Count > 0)
        {
            return OlderThan(child, name, address, right) is { } older
                ? Advice.None($"Find out which address {name} is to have, and set it in the zone and as glue: {address}, which the zone does not publish, serves the copy of {view.DomainName} that the other name servers have, and {older}.")
                : Advice.Of(Changes.Glue(view, name, [address], right));
        }

        if (published.Count == 0)
        {
            var others = AddressOrder.Set(Soundness.AddressesOf(view, name));
            others.Remove(address);

            // A name server without any address would be none.
            var isLast = child.ServerAt(address) is { IsAuthoritative: true } && !IsAnswered(child, address);
            if (Untested.Without(view, others).Count == 0 && Untested.Awaited(view, others) is { } other)
            {
                return other;
            }

            return Soundness.Sound(view, others).Count > 0
                ? isLast ? Advice.Of(Changes.Glue(view, name, [address], [])).With($"; no {address.AddressFamily} address of any name server answers then (No{address.AddressFamily}NameServer), so give one of them such an address first")
                    : Advice.Of(Changes.Glue(view, name, [address], []))
                : Advice.OneOf($"Let another name server take the place of {name}.", Changes.TakeOut(view, name));
        }

        if (ApexNames.Is(view, name))
        {
            return ApexNames.InPlaceOf(view, name);
        }

        // An address that the zone has for another name server is that one's.
        if (child.ServerAt(address) is { IsAuthoritative: true } server && Soundness.IsSound(view, address) && !IsOfAnother(child, name, address))
        {
            return IsVouchedFor(child, name, server)
                ? Advice.Of(Changes.Addresses(view, name, published, [address])).With($", where the zone is served: {Verdict(view, published)}")
                : Advice.None($"Find out which address {name} is to have, and set it in the zone and as glue: the zone is served at {address}, which the zone does not publish, and {Verdict(view, published)}.");
        }

        var advice = Advice.OneOf($"Give {name} an address at which {view.DomainName} is served, in the zone and as glue.", Changes.TakeOut(view, name));
        return IsSeen(view, published) ? advice.With($", since {Verdict(view, published)}") : advice;
    }

    /// <summary>The addresses that the glue has for a name server, into the zone, which has none; those of another name server are not its own on either side.</summary>
    internal static IReadOnlyList<Change> IntoZone(DelegationView view, ChildSide child, DomainName name, IReadOnlyList<IPAddress> glue)
    {
        var others = new List<IPAddress>(glue);
        others.RemoveAll(address => !IsOfAnother(child, name, address) || Untested.Is(view, address));
        var own = Untested.Without(view, glue);
        own.RemoveAll(others.Contains);
        var there = Changes.Addresses(view, name, [], own);
        return others.Count == 0 ? [there] : own.Count > 0 ? [there, Changes.Glue(view, name, others, [])] : [there, Changes.GlueByOther(view, name, others)];
    }

    /// <summary>About addresses that the zone publishes and that are not among the glue.</summary>
    internal static Advice ToAdd(DelegationView view, DomainName name, IReadOnlyList<IPAddress> addresses)
    {
        if (Disputes.Settling(view, name) is { } first)
        {
            return first;
        }

        List<IPAddress> right = Untested.Without(view, addresses), open = Untested.In(view, addresses);
        if (right.Count > 0)
        {
            if (AfterHolder(view, view.Child!, name, right) is { } wait)
            {
                return wait;
            }

            var useless = new List<IPAddress>(addresses);
            useless.RemoveAll(address => right.Contains(address) || open.Contains(address));
            var advice = Advice.Of(Changes.Glue(view, name, [], right));
            FormattableString dead = $", and {useless} only once a server answers there", later = open.Count > 0 ? Untested.Later(open) : $"";
            return useless.Count == 0 && open.Count == 0 ? advice : advice.With(useless.Count == 0 ? later : $"{dead}{later}");
        }

        if (Untested.Awaited(view, open) is { } test)
        {
            return test;
        }

        if (ApexNames.Is(view, name) && Soundness.IsSound(view, name))
        {
            return ApexNames.InPlaceOf(view, name);
        }

        // Nor is it taken away where whether anybody can use what remains does not show.
        if (Soundness.IsSound(view, name) && Untested.IsAllOf(view, name))
        {
            return Advice.None($"Let a server answer for {view.DomainName} at {addresses}, and add {(addresses.Count == 1 ? "it" : "them")} to the glue then: whether the zone is served at the other addresses of {name} was not tested here.");
        }

        // What nobody can use is better not there; a name server that has nothing else neither.
        FormattableString otherwise = $", or let a server answer for {view.DomainName} at {addresses} before you add {(addresses.Count == 1 ? "it" : "them")} to the glue";
        return Soundness.IsSound(view, name)
            ? Advice.Of(Changes.Addresses(view, name, addresses, [])).With(otherwise)
            : Advice.OneOf($"Let a server answer for {view.DomainName} at {addresses}, and add {(addresses.Count == 1 ? "it" : "them")} to the glue then.", Changes.TakeOut(view, name)).With(otherwise);
    }

    /// <summary>About a name server whose addresses nobody says; where the zone says that there are none, they are missing there first.</summary>
    internal static Advice ToAddUnknown(DelegationView view, DomainName name)
    {
        var isDenied = true;
        foreach (var family in Families.Both)
        {
            isDenied &= view.Child?.Published(name, family).IsKnown == true;
        }

        var glue = Changes.Glue(view, name, [], []);
        IReadOnlyList<Change> there = [Changes.Addresses(view, name, [], []), glue], away = Changes.TakeOut(view, name);
        if (isDenied && LikelyName.Guess(view, name).Length > 0)
        {
            // The name itself is the mistake.
            return Advice.OneOf($"Let another name server take the place of {name}.", away);
        }

        return isDenied ? Advice.OneOf($"Give {name} addresses.", there, away) : Advice.Of(glue);
    }

    /// <summary>About an address that the parent gives for a name server in another zone below it, and that zone does not.</summary>
    internal static Advice OfSibling(DelegationView view, DomainName name, IPAddress address, IReadOnlyCollection<IPAddress> published)
    {
        var right = Untested.Without(view, published);
        if (Untested.Awaited(view, right.Count > 0 ? [address, .. AddressOrder.OfFamily(published, address.AddressFamily)] : [address, .. published]) is { } test)
        {
            return test;
        }

        return Advice.OneOf(
            $"Let another name server take the place of {name}.",
            right.Count > 0 || published.Count == 0 ? [Changes.HostObject(view, name, [address], right)] : [],
            right.Count == 0 ? Changes.TakeOut(view, name) : []);
    }

    /// <summary>Whether another address of the family answers for the zone.</summary>
    private static bool IsAnswered(ChildSide child, IPAddress address)
    {
        foreach (var server in child.Servers)
        {
            if (server.IsAuthoritative && server.Address.AddressFamily == address.AddressFamily && !server.Address.Equals(address))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the zone has an address for another of its name servers.</summary>
    internal static bool IsOfAnother(ChildSide child, DomainName name, IPAddress address)
    {
        foreach (var other in child.NameServers)
        {
            foreach (var published in other == name ? [] : child.Published(other, address.AddressFamily).Addresses)
            {
                if (published.Equals(address))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>
    /// Whether others vouch for the copy that a server serves: those that lead to other name servers agree on a serial, and it has that one. No server vouches
    /// for its own address.
    /// </summary>
    private static bool IsVouchedFor(ChildSide child, DomainName name, ChildServer server)
    {
        var others = 0;
        foreach (var other in child.Reference)
        {
            if (other.IsOf(name))
            {
                continue;
            }

            if (other.Serial is null || other.Serial != server.Copy?.Serial)
            {
                return false;
            }

            others++;
        }

        return others > 0;
    }

    /// <summary>Whether a server that nobody but itself knows has a newer copy than all that know another address: then serials speak against those who vouch.</summary>
    private static bool IsNewer(ChildSide child, DomainName name, ChildServer? server)
    {
        if (server?.Copy is not { Serial: { } serial } own || child.HasGivenServers || own.AddressesOf(name, server.Address.AddressFamily, null) is not { } statement || !statement.Addresses.Contains(server.Address))
        {
            return false;
        }

        foreach (var other in child.Reference)
        {
            if (!ReferenceEquals(other, own) && other.AddressesOf(name, server.Address.AddressFamily, null) is { } said && !said.Addresses.Contains(server.Address)
                && (other.Serial is not { } known || !SerialNumber.IsNewer(serial, known)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What speaks against addresses that all serve an older copy than glue does that others vouch for: resolvers would be led from the newer to the older; null where they do not.</summary>
    private static string? OlderThan(ChildSide child, DomainName name, IPAddress glue, IReadOnlyList<IPAddress> published)
    {
        if (child.ServerAt(glue) is not { Copy.Serial: { } serial } server || IsOfAnother(child, name, glue) || !IsVouchedFor(child, name, server))
        {
            return null;
        }

        var older = new List<string>();
        foreach (var address in published)
        {
            if (child.ServerAt(address)?.Copy?.Serial is not { } own || !SerialNumber.IsNewer(serial, own))
            {
                return null;
            }

            older.Add(address + " serves an older one (serial " + own.ToString(CultureInfo.InvariantCulture) + " instead of " + serial.ToString(CultureInfo.InvariantCulture) + ")");
        }

        return Prose.List(older);
    }

    /// <summary>Whether it was seen of each address what speaks against it.</summary>
    private static bool IsSeen(DelegationView view, IReadOnlyList<IPAddress> addresses)
    {
        foreach (var address in addresses)
        {
            if (SpecialAddress.MayBeAsked(address, view.Conditions.IsPrivateAudit) && view.Child!.ServerAt(address) is null or { IsAuthoritative: true } or { State: ChildServerState.NotAsked })
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What speaks against addresses of which none is sound.</summary>
    private static string Verdict(DelegationView view, IReadOnlyList<IPAddress> addresses)
    {
        var verdicts = new List<string>();
        foreach (var address in addresses)
        {
            verdicts.Add(Soundness.WhyNot(view, address));
        }

        return Prose.List(verdicts);
    }
}
