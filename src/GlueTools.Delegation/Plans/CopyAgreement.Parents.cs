using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Plans;

/// <summary>What hangs on which of the parent zone's copies prevails.</summary>
internal sealed partial class CopyAgreement
{
    /// <summary>
    /// Whether a change follows from servers of the zone to which not all of the parent's copies lead: once these agree, nothing may lead there any more.
    /// </summary>
    private bool HangsOnParents(Change change)
    {
        var (any, sure) = (false, new List<ChildServer>());
        foreach (var server in _view.Child?.Servers ?? [])
        {
            any |= server.IsAuthoritative;
            if (server.IsAuthoritative && IsSure(server))
            {
                sure.Add(server);
            }
        }

        if (change.Place == ChangePlace.Server && change.IsSameCopy())
        {
            return !DoCopiesDiffer(sure);
        }

        return any && sure.Count == 0 && change.Place is (ChangePlace.Delegation or ChangePlace.Zone);
    }

    private bool DoCopiesDiffer(List<ChildServer> servers)
    {
        string? first = null;
        foreach (var server in servers)
        {
            if (server.Copy is { } copy && (first ??= Text(copy, _view.NameServers)) != Text(copy, _view.NameServers))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether one of a server's names is the same in all of the parent's copies.</summary>
    private bool IsSure(ChildServer server)
    {
        foreach (var name in server.Names)
        {
            if (DoParentsAgreeOnNames([name]) && DoParentsAgreeOnGlue(name))
            {
                return true;
            }
        }

        return server.Names.Count == 0;
    }

    private bool DoParentsAgree(Change change)
    {
        if (change.Record == ChangedRecord.NameServer)
        {
            // What the whole set is to be in the end can only be told where it is known.
            return AreSame(statement => Members(statement.Delegation.NameServers, statement.Delegation.NameServers));
        }

        return change.Record == ChangedRecord.Ds
            ? AreSame(statement => new OrderedSet<string>(Texts(statement.Delegation.Ds), StringComparer.Ordinal))
            : DoParentsAgreeOnNames([change.Name!.Value]) && DoParentsAgreeOnGlue(change.Name!.Value);
    }

    /// <summary>Whether all of the parent's servers say the same of some name servers: what only a copy that goes has of them need not be in the zone.</summary>
    private bool DoParentsAgreeOnNames(IReadOnlyList<DomainName> names) => AreSame(statement => Members(statement.Delegation.NameServers, names));

    private bool DoParentsAgreeOnGlue(DomainName name) =>
        AreSame(statement => new OrderedSet<string>(Texts(GlueOf(statement, name)), StringComparer.Ordinal), statement => statement.Delegation.NameServers.Includes(name));

    private bool AreSame(Func<ParentStatement, OrderedSet<string>> part, Predicate<ParentStatement>? counts = null)
    {
        OrderedSet<string>? first = null;
        foreach (var statement in _view.Parent?.Statements ?? [])
        {
            if (counts?.Invoke(statement) != false && !IsSame(ref first, part(statement)))
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<IPAddress> GlueOf(ParentStatement statement, DomainName name)
    {
        foreach (var glue in statement.Delegation.Glue)
        {
            if (glue.Name == name)
            {
                yield return glue.Address;
            }
        }
    }
}
