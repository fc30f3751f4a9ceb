using System.Collections.Generic;
using System.Net;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Evidence;

/// <summary>What a parent that honours the child's CSYNC record (RFC 7477) would change. Seen at Full depth only.</summary>
public static class CsyncPreview
{
    /// <summary>One sentence; empty where the child publishes no CSYNC record, or none was asked for.</summary>
    public static string Of(DelegationView view)
    {
        if (view.Parent is not { HasReferral: true } parent || view.Child is not { HasNameServers: true } child || RequestOf(child) is not { } request)
        {
            return string.Empty;
        }

        if (!request.HasReadableTypes)
        {
            return "The child has a CSYNC record whose type bitmap is malformed, so that nobody can tell what it asks for.";
        }

        var changes = new List<string>();
        if (Asks(request, RecordType.NS) && !new OrderedSet<DomainName>(parent.NameServers).SetEquals(new OrderedSet<DomainName>(child.NameServers)))
        {
            changes.Add("the name servers to become " + string.Join(", ", child.NameServers) + " instead of " + string.Join(", ", parent.NameServers));
        }

        foreach (var name in child.NameServers)
        {
            if (view.RelationOf(name) == NameServerRelation.InDomain && NewGlue(request, parent, child, name) is { } glue)
            {
                changes.Add(glue);
            }
        }

        return changes.Count == 0
            ? "The child asks (CSYNC) that the parent follow it; nothing would change now."
            : "The child asks (CSYNC) for " + string.Join("; for ", changes) + ".";
    }

    private static CsyncData? RequestOf(ChildSide child)
    {
        CsyncData? newest = null;
        foreach (var copy in child.Reference)
        {
            if (copy.Csync is { } request && (newest is null || SerialNumber.IsNewer(request.Serial, newest.Serial)))
            {
                newest = request;
            }
        }

        return newest;
    }

    private static string? NewGlue(CsyncData request, ParentSide parent, ChildSide child, DomainName name)
    {
        var wanted = AddressOrder.Set(parent.GlueOf(name));
        foreach (var family in Families.Both)
        {
            var type = family == System.Net.Sockets.AddressFamily.InterNetworkV6 ? RecordType.AAAA : RecordType.A;
            var published = child.Published(name, family);
            if (Asks(request, type) && published is { IsKnown: true, IsAlias: false })
            {
                wanted.RemoveWhere(address => address.AddressFamily == family);
                wanted.UnionWith(published.Addresses);
            }
        }

        return wanted.SetEquals(AddressOrder.Set(parent.GlueOf(name))) ? null : "the glue of " + name + " to become " + (wanted.Count == 0 ? "empty" : string.Join(", ", (IEnumerable<IPAddress>)wanted));
    }

    private static bool Asks(CsyncData request, RecordType type)
    {
        foreach (var asked in request.Types)
        {
            if (asked == type)
            {
                return true;
            }
        }

        return false;
    }
}
