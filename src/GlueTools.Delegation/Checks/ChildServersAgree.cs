using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Checks;

/// <summary>All servers of the child serve the same zone.</summary>
internal sealed class ChildServersAgree : ICheck
{
    internal static readonly FindingKind ChildServersDisagreeOnNameServers = Kind(
        nameof(ChildServersDisagreeOnNameServers), Severity.Warning, "RFC 1034, section 4.3.5", "The zone's NS sets differ between its servers.");

    internal static readonly FindingKind ChildServersDisagreeOnAddresses = Kind(
        nameof(ChildServersDisagreeOnAddresses), Severity.Warning, "RFC 1034, section 4.3.5", "The addresses of a name server differ between the zone's servers.");

    internal static readonly FindingKind ChildServersDisagreeOnKeys = Kind(
        nameof(ChildServersDisagreeOnKeys), Severity.Warning, "RFC 1034, section 4.3.5", "The zone's DNSKEY sets differ between its servers.");

    internal static readonly FindingKind SoaSerialsDiffer = Kind(
        nameof(SoaSerialsDiffer), Severity.Notice, "RFC 1035, section 3.3.13; RFC 1982", "The SOA serials differ between the zone's servers.");

    public IReadOnlyList<FindingKind> Kinds { get; } = [ChildServersDisagreeOnNameServers, ChildServersDisagreeOnAddresses, ChildServersDisagreeOnKeys, SoaSerialsDiffer];

    public IEnumerable<Finding> Run(DelegationView view)
    {
        if (view.Child is not { } child)
        {
            yield break;
        }

        var versions = Grouping.WhereTheyDiffer(child.Copies, copy => copy.NameServers is { } names ? string.Join(", ", names) : null, HaveSameNames);
        foreach (var group in versions)
        {
            var others = Prose.Parts("; ", versions.Where(other => other.Key != group.Key).Select(other => Who(other.Value) + " " + Names(other.Value) + Serials(other.Value)).ToList());
            yield return ChildServersDisagreeOnNameServers.Finding(
                view, [], Wording.OfChild(Addresses(group.Value)), $"{Who(group.Value)} the NS set {Names(group.Value)} for {view.DomainName}{Serials(group.Value)}, and {others}.", OneCopy(view, group.Value));
        }

        foreach (var name in InDomainNames(view))
        {
            foreach (var family in Families.Both)
            {
                if (Disagreement(view, child, name, family) is { } finding)
                {
                    yield return finding;
                }
            }
        }

        foreach (var group in Grouping.WhereTheyDiffer(child.Copies, copy => copy.Keys is { } keys ? TextOf(keys) : null, HaveSameKeys))
        {
            yield return ChildServersDisagreeOnKeys.Finding(
                view, [], Wording.OfChild(Addresses(group.Value)), $"{Who(group.Value)} {Tags(group.Value[0].Keys!)} for {view.DomainName}{Serials(group.Value)}; other servers of the zone differ.",
                KeyWording.OfSeveralSigners(view) ?? OneCopy(view, group.Value).With($"; where several providers sign the zone, publish the keys of each at all of them (RFC 8901)"));
        }

        if (Serial(view, child.Copies) is { } serials)
        {
            yield return serials;
        }
    }

    private static FindingKind Kind(string code, Severity severity, string reference, string summary) =>
        new(nameof(ChildServersAgree), code, severity, reference, summary) { ComparesServers = true };

    /// <summary>The NS set that these copies have.</summary>
    private static string Names(List<ZoneCopy> copies) => Prose.Parts(", ", copies[0].NameServers!.Select(name => name.ToString()).ToList());

    private static OrderedSet<DomainName> InDomainNames(DelegationView view)
    {
        var names = new OrderedSet<DomainName>(view.NameServers);
        names.RemoveWhere(name => view.RelationOf(name) != NameServerRelation.InDomain);
        return names;
    }

    private static Finding? Disagreement(DelegationView view, ChildSide child, DomainName name, AddressFamily family)
    {
        var groups = Grouping.WhereTheyDiffer(child.Statements(name, family), statement => statement.IsAlias ? "an alias" : statement.Addresses.Count == 0 ? "no address" : string.Join(", ", statement.Addresses), (left, right) => left.IsSameAs(right));
        if (groups.Count == 0)
        {
            return null;
        }

        var disputed = AddressOrder.Set();
        OrderedSet<IPAddress>? common = null;
        var said = new List<string>();
        var servers = new List<ServerAddress>();
        foreach (var group in groups)
        {
            var own = group.Value[0].Addresses;
            disputed.UnionWith(own);
            common = common is null ? AddressOrder.Set(own) : Both(common, own);
            var givers = group.Value.ConvertAll(statement => statement.Copy);
            said.Add((own.Count > 0 && !group.Value[0].IsAlias ? Prose.List(own) : group.Key) + " at " + Prose.List(givers.ConvertAll(copy => copy.Source)) + Serials(givers));
            servers.AddRange(Addresses(givers));
        }

        disputed.ExceptWith(common!);
        return ChildServersDisagreeOnAddresses.Finding(
            view,
            name,
            new List<IPAddress>(disputed),
            Wording.OfChild(servers),
            $"The servers of {view.DomainName} differ about {name}'s {family} addresses: {Prose.Parts("; ", said)}.",
            OneCopy(view, servers));
    }

    private static bool HaveSameNames(ZoneCopy left, ZoneCopy right)
    {
        if (left.NameServers is not { } one || right.NameServers is not { } other || one.Count != other.Count)
        {
            return left.NameServers is null && right.NameServers is null;
        }

        for (var i = 0; i < one.Count; i++)
        {
            if (one[i] != other[i])
            {
                return false;
            }
        }

        return true;
    }

    private static bool HaveSameKeys(ZoneCopy left, ZoneCopy right)
    {
        if (left.Keys is not { } one || right.Keys is not { } other)
        {
            return left.Keys is null && right.Keys is null;
        }

        return (one.Count == 0 && other.Count == 0) || TextOf(one) == TextOf(other);
    }

    // In order, since servers rotate records.
    private static string TextOf(IEnumerable<DnskeyData> keys)
    {
        var texts = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            texts.Add(key.ToString());
        }

        return string.Join("|", texts);
    }

    private static string Tags(IReadOnlyList<DnskeyData> keys)
    {
        var tags = new OrderedSet<int>();
        foreach (var key in keys)
        {
            tags.Add(key.KeyTag);
        }

        return keys.Count == 0 ? "no DNSKEY record" : "the DNSKEY set with key tag " + Prose.List(tags);
    }

    private static OrderedSet<IPAddress> Both(OrderedSet<IPAddress> left, OrderedSet<IPAddress> right)
    {
        left.IntersectWith(right);
        return left;
    }

    private static Finding? Serial(DelegationView view, IReadOnlyList<ZoneCopy> copies)
    {
        var groups = Grouping.WhereTheyDiffer(copies, copy => copy.Serial?.ToString(CultureInfo.InvariantCulture), (left, right) => left.Serial == right.Serial);
        if (groups.Count == 0)
        {
            return null;
        }

        var said = new List<string>();
        var all = new List<ServerAddress>();
        foreach (var group in groups)
        {
            said.Add(group.Key + " at " + Prose.List(group.Value.ConvertAll(copy => copy.Source)));
            all.AddRange(Addresses(group.Value));
        }

        var back = SetBack(view, copies);
        return SoaSerialsDiffer.Finding(
            view,
            [],
            Wording.OfChild(all),
            $"The servers of {view.DomainName} serve different versions of the zone: serial {string.Join("; serial ", said)}{(back is null ? (FormattableString)$"" : $"; {back}, which the SOA record names as the primary, has an older one than the others")}.",
            KeyWording.OfSeveralSigners(view) ?? NewestCopy.Keep(view) ?? WithSerial(Advice.Of(Changes.Server(view, Wording.OfChild(all), ServerSetting.ServeNewestCopy)), back, copies));
    }

    /// <summary>The primary, by the zone's SOA record, where it has the lowest serial: then the others never transfer what it has. Null where it does not.</summary>
    private static DomainName? SetBack(DelegationView view, IReadOnlyList<ZoneCopy> copies)
    {
        foreach (var primary in ZonePrimary.Of(view.Child))
        {
            var (isAny, isOldest) = (false, true);
            foreach (var copy in copies)
            {
                foreach (var other in copy.IsOf(primary.Name) ? copies : [])
                {
                    isAny |= other.Serial != copy.Serial;
                    isOldest &= other.Serial == copy.Serial || (other.Serial is { } serial && copy.Serial is { } own && SerialNumber.IsNewer(serial, own));
                }
            }

            if (isAny && isOldest)
            {
                return primary.Name;
            }
        }

        return null;
    }

    private static Advice WithSerial(Advice advice, DomainName? back, IReadOnlyList<ZoneCopy> copies)
    {
        var serials = new List<uint?>();
        foreach (var copy in copies)
        {
            serials.Add(copy.Serial);
        }

        return back is { } primary ? advice.With($"; where {primary} is the primary and its serial was set back, give the zone there one beyond {SerialNumber.Newest(serials)} first, since the others take no older one") : advice;
    }

    private static string Who(List<ZoneCopy> copies) => Prose.List(copies.ConvertAll(copy => copy.Source)) + (copies.Count == 1 ? " has" : " have");

    private static string Serials(List<ZoneCopy> copies)
    {
        var serials = new OrderedSet<uint>();
        foreach (var copy in copies)
        {
            if (copy.Serial is { } serial)
            {
                serials.Add(serial);
            }
        }

        return serials.Count == 0 ? string.Empty : " (serial " + Prose.List(serials) + ")";
    }

    private static Advice OneCopy(DelegationView view, List<ZoneCopy> copies) => OneCopy(view, Addresses(copies));

    private static Advice OneCopy(DelegationView view, List<ServerAddress> servers)
    {
        if (NewestCopy.Keep(view) is { } keep)
        {
            return keep;
        }

        var advice = Advice.Of(Changes.Server(view, Wording.OfChild(servers), ServerSetting.ServeSameCopy));
        return HaveOneSerial(view.Child!) ? advice.With($"; their serials do not tell which copy is right, so look at that of the primary first") : advice;
    }

    /// <summary>Whether copies differ that all say they are the same version.</summary>
    private static bool HaveOneSerial(ChildSide child)
    {
        foreach (var copy in child.Copies)
        {
            if (copy.Serial != child.Copies[0].Serial)
            {
                return false;
            }
        }

        return true;
    }

    private static List<ServerAddress> Addresses(List<ZoneCopy> copies)
    {
        var servers = new List<ServerAddress>();
        foreach (var copy in copies)
        {
            if (copy.Source.Server is { } server)
            {
                servers.Add(server);
            }
        }

        return servers;
    }
}
